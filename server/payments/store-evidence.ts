import { eq, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/connect.ts'
import { tips } from '#db/schema/tips.ts'

/** What is known of a tip for evidence: its public and hashed parts, and where it was entered in the log. All bytes are base64. */
export type TipParts = {
  claimPublicB64: string
  commitmentB64: string
  reportHashB64: string
  /** Of all files that came with the tip, in their order; those of the report are the first of them. */
  fileDigestsB64: string[]
  lookupHashedB64: string
  mailboxHashedB64: string
  tipRecipientHashedB64: string
  entry: { index: number; saltB64: string; hour: number; columnsB64: string } | null
}

/** The evidence of a tip; null when it is gone. */
export async function selectTipParts(db: Database, tipId: string): Promise<TipParts | null> {
  const [row] = await db.execute<{ parts: TipParts | null }>(sql`select tip_evidence(${tipId}) as parts`)
  return row?.parts ?? null
}

/** The public half of the claim key of a tip. */
export async function selectClaimPublic(db: Database | Transaction, tipId: string): Promise<Uint8Array | null> {
  const [row] = await db.select({ claimPublic: tips.claimPublic }).from(tips).where(eq(tips.id, tipId))
  return row?.claimPublic ?? null
}
