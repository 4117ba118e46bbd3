import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Channel } from '#contract/hotline.ts'
import type { SealedFile } from '#contract/intake.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { desks } from '#db/schema/staff.ts'
import { tipIntakes, tips } from '#db/schema/tips.ts'
import { toB64 } from '../http/b64.ts'
import type { TipRow } from '../intake/sealed-tip.ts'

/** Stores a tip with the wrap of its desk, its files, and who typed it in: the one function of the office that makes tips. */
export async function insertTaken(
  tx: Transaction,
  tip: TipRow,
  wrap: Uint8Array,
  files: readonly SealedFile[],
  taken: { channel: Channel; staffId: string },
): Promise<void> {
  const row = {
    ...tip,
    lookupHash: toB64(tip.lookupHash),
    claimPublic: toB64(tip.claimPublic),
    report: toB64(tip.report),
    commitment: toB64(tip.commitment),
  }
  await tx.execute(
    sql`select take_tip(${JSON.stringify(row)}::jsonb, ${Buffer.from(wrap)}::bytea, ${JSON.stringify(files)}::jsonb, ${taken.channel}, ${taken.staffId}::uuid)`,
  )
}

/** The commitment of a tip that this person typed in, or null. */
export async function selectTakenCommitment(db: Database, tipId: string, staffId: string): Promise<Uint8Array | null> {
  const [row] = await db
    .select({ commitment: tips.commitment })
    .from(tipIntakes)
    .innerJoin(tips, eq(tips.id, tipIntakes.tipId))
    .where(and(eq(tipIntakes.tipId, tipId), eq(tipIntakes.staffId, staffId)))
  return row?.commitment ?? null
}

/** What a person typed in, newest first, with the desk that it was sent to. */
export async function selectTaken(db: Database, staffId: string, before: number | undefined, most: number) {
  return db
    .select({
      serial: tipIntakes.serial,
      receivedAt: tips.receivedAt,
      channel: tipIntakes.channel,
      category: tips.category,
      desk: { nameZh: desks.nameZh, nameEn: desks.nameEn },
    })
    .from(tipIntakes)
    .innerJoin(tips, eq(tips.id, tipIntakes.tipId))
    .innerJoin(desks, eq(desks.id, tips.deskId))
    .where(and(eq(tipIntakes.staffId, staffId), before === undefined ? undefined : lt(tipIntakes.serial, before)))
    .orderBy(desc(tipIntakes.serial))
    .limit(most)
}
