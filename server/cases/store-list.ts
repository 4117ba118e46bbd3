import { and, asc, desc, eq, gte, ilike, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import { CASE_STEPS, type CaseStep, type listCases } from '#contract/cases.ts'
import type { ParamsOf } from '#contract/route.ts'
import { COUNT_CAP } from '#contract/triage.ts'
import type { Database } from '#db/connect.ts'
import { caseLinks, caseOfficers, cases, outcomeConfirmations, outcomes } from '#db/schema/cases.ts'
import { tips } from '#db/schema/tips.ts'
import { showsIn, shownIn, type CaseHead } from './store.ts'

/** The SQL of lists of cases and their counts. */

export type Filters = Omit<ParamsOf<typeof listCases>, 'desk'>

/** Cases of a desk that were not merged, newest first. One row more than `most` tells that there are further ones. */
export async function selectCases(
  db: Database,
  asker: { deskId: string; staffId: string },
  filters: Filters,
  most: number,
): Promise<CaseHead[]> {
  return db
    .select()
    .from(cases)
    .where(and(atDesk(asker.deskId), ...conditions(filters, asker)))
    .orderBy(desc(cases.serial))
    .limit(most)
}

const atDesk = (deskId: string): SQL | undefined => and(eq(cases.deskId, deskId), isNull(cases.mergedInto))

function conditions(filters: Filters, asker: { deskId: string; staffId: string }): (SQL | undefined)[] {
  const { level, category, step, officer, waiting, year, words, before } = filters
  return [
    level && eq(cases.level, level),
    category && eq(cases.category, category),
    step && eq(cases.step, step),
    officer === undefined ? undefined : worksOn(officer === 'me' ? asker.staffId : officer),
    waiting && inArray(cases.id, sql`(select case_id from (${waitingEntries(asker.deskId)}) waiting)`),
    year === undefined ? undefined : openedIn(year),
    words === undefined ? undefined : hasWords(words),
    before === undefined ? undefined : lt(cases.serial, before),
  ]
}

const worksOn = (staffId: string): SQL =>
  sql`exists (select from ${caseOfficers} where ${caseOfficers.caseId} = ${cases.id} and ${caseOfficers.staffId} = ${staffId})`

/** From the first moment of the year in Sanya to that of the next; the city keeps no summer time. */
function openedIn(year: number): SQL | undefined {
  const start = (of: number): Date => new Date(Date.UTC(of, 0, 1) - 8 * 3_600_000)
  return and(gte(cases.openedAt, start(year)), lt(cases.openedAt, start(year + 1)))
}

function hasWords(words: string): SQL | undefined {
  const pattern = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return or(ilike(cases.number, pattern), ilike(cases.filedAs, pattern), ilike(cases.title, pattern))
}

/**
 * Entries at a desk that wait for a second person, with the case in which they show. First those that nobody confirmed, which
 * are few; asking of every entry whether it was replaced would take most of a second with twenty thousand cases.
 */
const waitingEntries = (deskId: string): SQL => sql`
  with unconfirmed as materialized (
    select o.id, coalesce(c.merged_into, c.id) as case_id from ${outcomes} o join ${cases} c on c.id = o.case_id
    where c.desk_id = ${deskId} and not exists (select from ${outcomeConfirmations} k where k.outcome_id = o.id))
  select case_id from unconfirmed where not is_replaced(id)`

/** How many cases have come to each step, and how many entries wait; counts that stop one beyond the cap. */
export async function countSteps(
  db: Database,
  deskId: string,
): Promise<{ steps: Record<CaseStep, number>; waiting: number } | undefined> {
  const capped = (rows: SQL): SQL<number> =>
    sql<number>`(select count(*)::int from (${rows} limit ${COUNT_CAP + 1}) counted)`
  const steps = CASE_STEPS.map(
    (step) =>
      sql`${step}::text, ${capped(sql`select from ${cases} where ${and(atDesk(deskId), eq(cases.step, step))}`)}`,
  )
  const [row] = await db
    .select({
      steps: sql<Record<CaseStep, number>>`json_build_object(${sql.join(steps, sql`, `)})`,
      waiting: capped(waitingEntries(deskId)),
    })
    .from(sql`(select 1) as once`)
  return row
}

/** How many tips are in each of these cases, each tip once. */
export const countLinks = (db: Database, caseIds: readonly string[]) =>
  db
    .select({ caseId: shownIn, tips: sql<number>`count(distinct ${caseLinks.tipId})::int` })
    .from(caseLinks)
    .innerJoin(cases, eq(cases.id, caseLinks.caseId))
    .where(and(showsIn(caseIds), isNull(caseLinks.removedAt)))
    .groupBy(shownIn)

/** The tips in these cases, each once a case, in the order of their numbers. */
export const selectTipsIn = (db: Database, caseIds: readonly string[]) =>
  db
    .selectDistinct({ caseId: shownIn, serial: tips.serial, receivedAt: tips.receivedAt })
    .from(caseLinks)
    .innerJoin(cases, eq(cases.id, caseLinks.caseId))
    .innerJoin(tips, eq(tips.id, caseLinks.tipId))
    .where(and(showsIn(caseIds), isNull(caseLinks.removedAt)))
    .orderBy(asc(tips.serial))

/** How many outcomes of each of these cases count, and how many wait for a second person. */
export const countOutcomes = (db: Database, caseIds: readonly string[]) =>
  db
    .select({
      caseId: shownIn,
      outcomes: sql<number>`count(*) filter (where ${outcomeConfirmations.outcomeId} is not null and not ${outcomes.isVoid})::int`,
      waiting: sql<number>`count(*) filter (where ${outcomeConfirmations.outcomeId} is null)::int`,
    })
    .from(outcomes)
    .innerJoin(cases, eq(cases.id, outcomes.caseId))
    .leftJoin(outcomeConfirmations, eq(outcomeConfirmations.outcomeId, outcomes.id))
    .where(and(showsIn(caseIds), sql`not is_replaced(${outcomes.id})`))
    .groupBy(shownIn)
