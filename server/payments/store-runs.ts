import { and, asc, eq, inArray, notInArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database, Transaction } from '#db/connect.ts'
import { payables } from '#db/schema/ledger.ts'
import { claims, paymentOutcomes, payments, runs, runSteps } from '#db/schema/payments.ts'
import { awards, awardVersions } from '#db/schema/rewards.ts'
import { staff } from '#db/schema/staff.ts'
import { tips } from '#db/schema/tips.ts'

/** The SQL of batches. Triggers number and move them; here they are put together, stepped and answered. */

type Db = Database | Transaction
export type Run = typeof runs.$inferSelect
export type Payment = typeof payments.$inferSelect
export type Outcome = typeof paymentOutcomes.$inferSelect

export async function selectRun(db: Db, runId: string): Promise<Run | null> {
  const [row] = await db.select().from(runs).where(eq(runs.id, runId))
  return row ?? null
}

const checks = alias(runSteps, 'checks')
/** The batch in which something stands and that is not over, with who made and who checked it. */
export async function selectLiveRun(db: Db, payableId: string) {
  const [row] = await db
    .select({ run: runs, maker: runSteps.staffId, checker: checks.staffId })
    .from(payments)
    .innerJoin(runs, eq(runs.id, payments.runId))
    .innerJoin(runSteps, and(eq(runSteps.runId, runs.id), eq(runSteps.step, 'make')))
    .leftJoin(checks, and(eq(checks.runId, runs.id), eq(checks.step, 'check')))
    .where(and(eq(payments.payableId, payableId), notInArray(runs.state, ['done', 'withdrawn'])))
  return row ?? null
}

/** The steps of a batch in their order, with who took each and the key that signs for that person. */
export const selectRunSteps = (db: Db, runId: string) =>
  db
    .select({ taken: runSteps, by: { id: staff.id, name: staff.name }, signPublic: staff.signPublic })
    .from(runSteps)
    .innerJoin(staff, eq(staff.id, runSteps.staffId))
    .where(eq(runSteps.runId, runId))
    .orderBy(asc(runSteps.at))

/** The lines of a batch, with what each pays. */
export const selectLines = (db: Db, runId: string) =>
  db
    .select({
      payment: payments,
      payable: payables,
      award: awards,
      content: awardVersions.content,
      method: claims.method,
    })
    .from(payments)
    .innerJoin(payables, eq(payables.id, payments.payableId))
    .innerJoin(awards, eq(awards.id, payables.awardId))
    .innerJoin(awardVersions, and(eq(awardVersions.awardId, awards.id), eq(awardVersions.version, payables.version)))
    .innerJoin(claims, and(eq(claims.payableId, payments.payableId), eq(claims.seq, payments.claimSeq)))
    .where(eq(payments.runId, runId))
    .orderBy(asc(payments.line))
export type Line = Awaited<ReturnType<typeof selectLines>>[number]

/** All payments of something owed with their batches, newest first. */
export const selectPaymentsOf = (db: Db, payableId: string) =>
  db
    .select({ payment: payments, run: runs })
    .from(payments)
    .innerJoin(runs, eq(runs.id, payments.runId))
    .where(eq(payments.payableId, payableId))
    .orderBy(asc(runs.year), asc(runs.seq))

/** What became of these payments, in the order of entry. */
export const selectOutcomes = (db: Db, paymentIds: readonly string[]) =>
  db
    .select({ outcome: paymentOutcomes, by: { id: staff.id, name: staff.name } })
    .from(paymentOutcomes)
    .innerJoin(staff, eq(staff.id, paymentOutcomes.staffId))
    .where(inArray(paymentOutcomes.paymentId, [...paymentIds]))
    .orderBy(asc(paymentOutcomes.seq))
export type OutcomeRow = Awaited<ReturnType<typeof selectOutcomes>>[number]

/** What is owed with its newest claim, and the keys under which that may be signed. Those that are not there are left out. */
export const selectClaimed = (db: Db, payableIds: readonly string[]) =>
  db
    .select({
      payable: payables,
      content: awardVersions.content,
      claim: claims,
      claimPublic: tips.claimPublic,
      signPublic: staff.signPublic,
    })
    .from(payables)
    .innerJoin(awards, eq(awards.id, payables.awardId))
    .innerJoin(awardVersions, and(eq(awardVersions.awardId, awards.id), eq(awardVersions.version, payables.version)))
    .leftJoin(claims, and(eq(claims.payableId, payables.id), eq(claims.seq, payables.claimSeq)))
    .leftJoin(tips, eq(tips.id, awards.tipId))
    .leftJoin(staff, eq(staff.id, claims.staffId))
    .where(inArray(payables.id, [...payableIds]))
export type ClaimedRow = Awaited<ReturnType<typeof selectClaimed>>[number]

/** A batch as it is made; its number and state are given by the database. */
export async function insertRun(tx: Transaction, run: Omit<Run, 'year' | 'seq' | 'number' | 'state'>): Promise<void> {
  await tx.insert(runs).values({ ...run, year: 0, seq: 0, number: run.id, state: 'made' })
}

export async function insertPayments(tx: Transaction, lines: (typeof payments.$inferInsert)[]): Promise<void> {
  await tx.insert(payments).values(lines)
}

export async function insertRunStep(tx: Transaction, step: typeof runSteps.$inferInsert): Promise<void> {
  await tx.insert(runSteps).values(step)
}

/** What the bank says of a payment. Its place is given by the database. */
export async function insertOutcome(
  tx: Transaction,
  outcome: Omit<typeof paymentOutcomes.$inferInsert, 'seq'>,
): Promise<void> {
  await tx.insert(paymentOutcomes).values({ ...outcome, seq: 0 })
}
