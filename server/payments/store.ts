import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database, Transaction } from '#db/connect.ts'
import { journals, payables } from '#db/schema/ledger.ts'
import { claimDisputes, claims, freezes, voucherTries } from '#db/schema/payments.ts'
import { awards, awardVersions } from '#db/schema/rewards.ts'
import { staff } from '#db/schema/staff.ts'

/** The SQL of what is owed and how it was claimed. Triggers make and move what is owed; here it is read, claimed and held up. */

type Db = Database | Transaction
export type Payable = typeof payables.$inferSelect
export type Claim = typeof claims.$inferSelect
export type Freeze = typeof freezes.$inferSelect

/** Something that is owed, with its award and what the newest version of that says. */
export async function selectOwed(db: Db, payableId: string) {
  const [row] = await db
    .select({ payable: payables, award: awards, content: awardVersions.content })
    .from(payables)
    .innerJoin(awards, eq(awards.id, payables.awardId))
    .innerJoin(awardVersions, and(eq(awardVersions.awardId, awards.id), eq(awardVersions.version, awards.version)))
    .where(eq(payables.id, payableId))
  return row ?? null
}
export type OwedRow = NonNullable<Awaited<ReturnType<typeof selectOwed>>>

/** All claims of what is owed, newest first, with who entered each and whether the tipster disowned it. */
export const selectClaims = (db: Db, payableId: string) =>
  db
    .select({
      claim: claims,
      by: { id: staff.id, name: staff.name },
      signPublic: staff.signPublic,
      disputedAt: claimDisputes.at,
    })
    .from(claims)
    .leftJoin(staff, eq(staff.id, claims.staffId))
    .leftJoin(claimDisputes, and(eq(claimDisputes.payableId, claims.payableId), eq(claimDisputes.claimSeq, claims.seq)))
    .where(eq(claims.payableId, payableId))
    .orderBy(desc(claims.seq))
export type ClaimRow = Awaited<ReturnType<typeof selectClaims>>[number]

export async function selectClaim(db: Db, payableId: string, seq: number): Promise<Claim | null> {
  const [row] = await db
    .select()
    .from(claims)
    .where(and(eq(claims.payableId, payableId), eq(claims.seq, seq)))
  return row ?? null
}

export async function insertClaim(tx: Transaction, claim: typeof claims.$inferInsert): Promise<void> {
  await tx.insert(claims).values(claim)
}

const releasers = alias(staff, 'releasers')
/** Why something was or is held up, newest first. */
export const selectFreezes = (db: Db, payableId: string) =>
  db
    .select({
      freeze: freezes,
      by: { id: staff.id, name: staff.name },
      releasedBy: { id: releasers.id, name: releasers.name },
    })
    .from(freezes)
    .leftJoin(staff, eq(staff.id, freezes.staffId))
    .leftJoin(releasers, eq(releasers.id, freezes.releasedBy))
    .where(eq(freezes.payableId, payableId))
    .orderBy(desc(freezes.seq))
export type FreezeRow = Awaited<ReturnType<typeof selectFreezes>>[number]

/** What holds these up now. */
export const selectOpenFreezes = (db: Db, payableIds: readonly string[]) =>
  db
    .select({ payableId: freezes.payableId, cause: freezes.cause })
    .from(freezes)
    .where(and(inArray(freezes.payableId, [...payableIds]), isNull(freezes.releasedAt)))
    .orderBy(asc(freezes.seq))

/** Holds something up. Its place is given by the database. */
export async function insertFreeze(tx: Transaction, freeze: Omit<typeof freezes.$inferInsert, 'seq'>): Promise<void> {
  await tx.insert(freezes).values({ ...freeze, seq: 0 })
}

/** Vouchers that were presented, newest first, whichever claims they were tried on. */
export const selectTries = (db: Db, payableId: string) =>
  db.select().from(voucherTries).where(eq(voucherTries.payableId, payableId)).orderBy(desc(voucherTries.seq))
export type Try = Awaited<ReturnType<typeof selectTries>>[number]

/** Notes that a voucher was presented. Its place is given by the database. */
export async function insertTry(tx: Transaction, tried: Omit<typeof voucherTries.$inferInsert, 'seq'>): Promise<void> {
  await tx.insert(voucherTries).values({ ...tried, seq: 0 })
}

/** What the books have of it, in the order of entry. */
export const selectJournals = (db: Db, payableId: string) =>
  db
    .select({ number: journals.number, kind: journals.kind, fen: journals.fen, day: journals.day })
    .from(journals)
    .where(eq(journals.payableId, payableId))
    .orderBy(asc(journals.at), asc(journals.day), asc(sql`${journals.seq}`))
