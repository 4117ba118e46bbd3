import { sql } from 'drizzle-orm'
import type { Database } from '#db/connect.ts'
import { claimDisputes, claims } from '#db/schema/payments.ts'

/** What the public process may know and write of claims; its role may do nothing else. */

/** What a claim is checked against: what is owed, and the key that was fixed when the tip was sent. */
export type ClaimGrounds = {
  award: string
  claimPublicB64: string
  /** What is owed, in fen. */
  fen: string
  /** The claim at the place that was asked for, `digest` in hexadecimal, and the signature of its dispute. */
  claim: { digest: string; signatureB64: string } | null
  dispute: string | null
}

/** The grounds of a claim at a place; null unless this is owed for the very tip of this code. */
export async function selectClaimGrounds(
  db: Database,
  lookupHashBytes: Uint8Array,
  at: { payable: string; seq: number },
): Promise<ClaimGrounds | null> {
  const rows = await db.execute(
    sql`select claim_grounds(${Buffer.from(lookupHashBytes)}::bytea, ${at.payable}::uuid, ${at.seq}::integer) as grounds`,
  )
  return (rows[0]?.['grounds'] as ClaimGrounds | undefined) ?? null
}

export async function insertClaim(db: Database, claim: typeof claims.$inferInsert): Promise<void> {
  await db.insert(claims).values(claim)
}

export async function insertDispute(db: Database, dispute: typeof claimDisputes.$inferInsert): Promise<void> {
  await db.insert(claimDisputes).values(dispute)
}
