import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { caseLinks, cases, caseSteps, outcomeConfirmations, outcomes } from '#db/schema/cases.ts'
import { logHeads, logLeaves } from '#db/schema/log.ts'
import { ruleSets } from '#db/schema/rules.ts'
import { desks, staff } from '#db/schema/staff.ts'
import { tipMoves, tips } from '#db/schema/tips.ts'
import { tipRelations } from '#db/schema/triage.ts'

/** The SQL of what records say about a case and its tips: what an award rests on. */

type Db = Database | Transaction

/** The case and those that were merged into it. */
const inGroup = (caseId: string) => or(eq(cases.id, caseId), eq(cases.mergedInto, caseId))

/** A case with its desk and when it was acted on first, as the rules of the database take it. */
export async function selectCaseHead(db: Db, caseId: string) {
  const [row] = await db
    .select({
      head: cases,
      desk: { id: desks.id, nameZh: desks.nameZh, nameEn: desks.nameEn },
      firstActionAt: sql<Date | null>`first_action_at(${cases.id})`.mapWith(caseSteps.happenedAt),
    })
    .from(cases)
    .innerJoin(desks, eq(desks.id, cases.deskId))
    .where(eq(cases.id, caseId))
  return row ?? null
}
export type CaseOfAward = NonNullable<Awaited<ReturnType<typeof selectCaseHead>>>

const confirmers = alias(staff, 'confirmers')
const confirmed = (db: Db) =>
  db
    .select({
      outcome: outcomes,
      caseNumber: cases.number,
      by: { id: staff.id, name: staff.name },
      confirmedBy: { id: confirmers.id, name: confirmers.name },
      confirmedAt: outcomeConfirmations.at,
    })
    .from(outcomes)
    .innerJoin(cases, eq(cases.id, outcomes.caseId))
    .innerJoin(staff, eq(staff.id, outcomes.enteredBy))
    .innerJoin(outcomeConfirmations, eq(outcomeConfirmations.outcomeId, outcomes.id))
    .innerJoin(confirmers, eq(confirmers.id, outcomeConfirmations.staffId))
    .$dynamic()

/** Outcomes that count for a case, in the order of entry. */
export const selectCounted = (db: Db, caseId: string) =>
  confirmed(db)
    .where(sql`${outcomes.id} in (select counted_outcomes(${caseId}))`)
    .orderBy(asc(outcomes.serial))
export type Counted = Awaited<ReturnType<typeof selectCounted>>[number]

/** These outcomes, whether they count still or not. */
export const selectOutcomesById = (db: Db, ids: readonly string[]): Promise<Counted[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : confirmed(db)
        .where(inArray(outcomes.id, [...ids]))
        .orderBy(asc(outcomes.serial))
        .execute()

/** How many entries of a case wait for a second person. */
export async function countWaiting(db: Db, caseId: string): Promise<number> {
  const [row] = await db
    .select({ held: sql<number>`count(*)::int` })
    .from(outcomes)
    .innerJoin(cases, eq(cases.id, outcomes.caseId))
    .leftJoin(outcomeConfirmations, eq(outcomeConfirmations.outcomeId, outcomes.id))
    .where(and(inGroup(caseId), isNull(outcomeConfirmations.outcomeId), sql`not is_replaced(${outcomes.id})`))
  return row?.held ?? 0
}

const acceptedAt = sql<Date | null>`tip_accepted_at(${tips.id})`.mapWith(tipMoves.at)
const tip = {
  id: tips.id,
  serial: tips.serial,
  receivedAt: tips.receivedAt,
  claimPublic: tips.claimPublic,
  acceptedAt,
}

/** The tips that are linked to a case now, in the order of their numbers. One that two merged cases had comes twice. */
export const selectLinkedTips = (db: Db, caseId: string) =>
  db
    .select({ ...tip, as: caseLinks.as })
    .from(caseLinks)
    .innerJoin(cases, eq(cases.id, caseLinks.caseId))
    .innerJoin(tips, eq(tips.id, caseLinks.tipId))
    .where(and(inGroup(caseId), isNull(caseLinks.removedAt)))
    .orderBy(asc(tips.serial), sql`${caseLinks.as} = 'reference'`)

/** A tip, linked or not. */
export async function selectTipRecord(db: Db, tipId: string) {
  const [row] = await db.select(tip).from(tips).where(eq(tips.id, tipId))
  return row ?? null
}
export type TipRecord = NonNullable<Awaited<ReturnType<typeof selectTipRecord>>>

/** Whether another tip came first for the lead of this one, not counting those that were sent jointly with it. */
export async function cameLater(
  db: Db,
  tipId: string,
  caseId: string,
  joint: readonly string[] = [],
): Promise<boolean> {
  const ids = sql.join(
    joint.map((id) => sql`${id}::uuid`),
    sql`, `,
  )
  const [row] = await db.execute<{ is: boolean }>(
    sql`select came_later(${tipId}, ${caseId}, array[${ids}]::uuid[]) as is`,
  )
  return row?.is ?? false
}

/** Whether somebody worked on a tip or its case. */
export async function hasHandled(db: Db, caseId: string, tipId: string | null, staffId: string): Promise<boolean> {
  const [row] = await db.execute<{ is: boolean }>(sql`select has_handled(${caseId}, ${tipId}, ${staffId}) as is`)
  return row?.is ?? false
}

/** What officers said of a tip and others being the same report: which of the two stays first. */
export async function selectDuplicates(db: Db, tipId: string): Promise<{ first: string; second: string }[]> {
  const rows = await db
    .select({ first: tipRelations.firstTip, second: tipRelations.secondTip })
    .from(tipRelations)
    .where(
      and(eq(tipRelations.as, 'duplicate'), or(eq(tipRelations.firstTip, tipId), eq(tipRelations.secondTip, tipId))),
    )
  return rows.flatMap(({ first, second }) => (first === null || second === null ? [] : [{ first, second }]))
}

/** The place of a tip in the log, and when the head was signed that covers it first. */
export async function selectLeaf(db: Db, tipId: string): Promise<{ leaf: number | null; signedAt: Date | null }> {
  const [row] = await db
    .select({
      leaf: logLeaves.idx,
      signedAt: sql<Date | null>`(select h.signed_at from ${logHeads} h where h.size > ${logLeaves.idx}
        order by h.size limit 1)`.mapWith(logHeads.signedAt),
    })
    .from(logLeaves)
    .where(and(eq(logLeaves.source, 'tips'), eq(logLeaves.record, tipId)))
  return row ?? { leaf: null, signedAt: null }
}

export type Rules = { seq: number; effectiveFrom: string; document: RuleSet }

const dated = { seq: ruleSets.seq, effectiveFrom: ruleSets.effectiveFrom, document: ruleSets.document }

/** The rule set in force on a day of Sanya. */
export async function selectRulesOn(db: Db, day: string): Promise<Rules | null> {
  const [row] = await db
    .select(dated)
    .from(ruleSets)
    .where(eq(ruleSets.seq, sql`rule_set_on(${day}::date)`))
  return row ?? null
}

export async function selectRules(db: Db, seq: number): Promise<Rules | null> {
  const [row] = await db.select(dated).from(ruleSets).where(eq(ruleSets.seq, seq))
  return row ?? null
}
