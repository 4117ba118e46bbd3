import { and, asc, count, desc, eq, gt, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { FreezeState } from '#contract/freezes.ts'
import type { PayableState } from '#contract/money/chain.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { payables } from '#db/schema/ledger.ts'
import { freezes } from '#db/schema/payments.ts'
import { awards } from '#db/schema/rewards.ts'
import { staff } from '#db/schema/staff.ts'

/** The SQL of payments that are held up. */

const releasers = alias(staff, 'releasers')
const owed = {
  payable: payables.id,
  award: awards.id,
  number: awards.number,
  fund: awards.fund,
  participant: payables.participant,
  fen: payables.fen,
  state: payables.state,
}

/** A page: those that are held up the longest first, the others the newest first. */
export function selectFreezes(db: Database, state: FreezeState, after: number, most: number) {
  const isHeld = state === 'held'
  return db
    .select({
      ...owed,
      seq: freezes.seq,
      cause: freezes.cause,
      at: freezes.at,
      by: { id: staff.id, login: staff.login, name: staff.name },
      releasedBy: { id: releasers.id, login: releasers.login, name: releasers.name },
      releasedAt: freezes.releasedAt,
      reason: freezes.reason,
    })
    .from(freezes)
    .innerJoin(payables, eq(payables.id, freezes.payableId))
    .innerJoin(awards, eq(awards.id, payables.awardId))
    .leftJoin(staff, eq(staff.id, freezes.staffId))
    .leftJoin(releasers, eq(releasers.id, freezes.releasedBy))
    .where(isHeld ? isNull(freezes.releasedAt) : isNotNull(freezes.releasedAt))
    .orderBy(isHeld ? asc(freezes.at) : desc(freezes.releasedAt), asc(freezes.payableId), asc(freezes.seq))
    .offset(after)
    .limit(most)
}

export async function countHeld(db: Database | Transaction): Promise<number> {
  const [row] = await db.select({ held: count() }).from(freezes).where(isNull(freezes.releasedAt))
  return row?.held ?? 0
}

/** How many are held up since a moment, other than by an auditor. */
export async function countFresh(db: Database, since: Date): Promise<number> {
  const [row] = await db
    .select({ fresh: count() })
    .from(freezes)
    .where(and(isNull(freezes.releasedAt), ne(freezes.cause, 'audit'), gt(freezes.at, since)))
  return row?.fresh ?? 0
}

export async function selectAwardOf(db: Database | Transaction, number: string) {
  const [row] = await db
    .select({ award: awards.id, number: awards.number })
    .from(awards)
    .where(eq(awards.number, number))
  return row ?? null
}

/** What is owed of an award now: what an earlier version owed was taken back. */
export const selectOwed = (db: Database | Transaction, award: string) =>
  db
    .select({
      ...owed,
      isFrozen: sql<boolean>`exists (select from ${freezes} where ${freezes.payableId} = ${payables.id} and ${freezes.releasedAt} is null)`,
    })
    .from(payables)
    .innerJoin(awards, eq(awards.id, payables.awardId))
    .where(and(eq(payables.awardId, award), eq(payables.version, awards.version)))
    .orderBy(asc(payables.participant))

/** How what is owed stands; null for what there is not. */
export async function selectPayableState(tx: Transaction, payable: string): Promise<PayableState | null> {
  const [row] = await tx.select({ state: payables.state }).from(payables).where(eq(payables.id, payable))
  return row?.state ?? null
}

export const selectFreezesOf = (tx: Transaction, payable: string) =>
  tx
    .select({
      seq: freezes.seq,
      cause: freezes.cause,
      staffId: freezes.staffId,
      releasedAt: freezes.releasedAt,
      releasedBy: freezes.releasedBy,
    })
    .from(freezes)
    .where(eq(freezes.payableId, payable))
    .orderBy(asc(freezes.seq))

/** Holds up what is owed; a trigger gives it its place. */
export async function insertFreeze(
  tx: Transaction,
  freeze: { payableId: string; cause: 'audit'; at: Date; staffId: string },
): Promise<void> {
  await tx.insert(freezes).values({ ...freeze, seq: 0 })
}

/** Lets it go on, unless somebody did meanwhile; whether it was held. */
export async function releaseFreeze(
  tx: Transaction,
  { payable, seq, by, at, reason }: { payable: string; seq: number; by: string; at: Date; reason: Uint8Array },
): Promise<boolean> {
  const released = await tx
    .update(freezes)
    .set({ releasedBy: by, releasedAt: at, reason: Buffer.from(reason) })
    .where(and(eq(freezes.payableId, payable), eq(freezes.seq, seq), isNull(freezes.releasedAt)))
    .returning({ seq: freezes.seq })
  return released.length > 0
}
