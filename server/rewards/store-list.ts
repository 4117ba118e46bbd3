import { and, asc, desc, eq, ilike, inArray, lt, or, sql, type SQL } from 'drizzle-orm'
import { AWARD_STATES, nextStep, type AwardState, type HeldStep } from '#contract/rewards/chain.ts'
import type { Fund } from '#contract/rewards/content.ts'
import { COUNT_CAP } from '#contract/triage.ts'
import type { Database } from '#db/connect.ts'
import { cases } from '#db/schema/cases.ts'
import { awardHands, awards, awardVersions } from '#db/schema/rewards.ts'
import { desks } from '#db/schema/staff.ts'
import { UNTOLD } from './notify.ts'

/** The SQL of lists of awards and their counts. */

/** Which awards somebody sees at all: those of these desks; null: of all. */
export type Scope = readonly string[] | null
/** The one whose turn is asked for: what they may, and where they propose. */
export type Turn = { staff: string; steps: readonly HeldStep[]; own: readonly string[] }
export type Filters = {
  fund?: Fund | undefined
  state?: AwardState | undefined
  desk?: string | undefined
  overdue?: boolean
  year?: number | undefined
  number?: string | undefined
  after?: { fund: Fund; year: number; seq: number }
}

type Asked = { scope: Scope; turn: Turn; isTurnOnly: boolean; filters: Filters; today: string; most: number }

/**
 * Rows of a list: what waits for somebody oldest first, all else newest first. One more than `most` tells of further ones. The page
 * is chosen before anything is looked up for it: what versions say is long.
 */
export async function selectRows(db: Database, { scope, turn, isTurnOnly, filters, today, most }: Asked) {
  const direction = isTurnOnly ? asc : desc
  const inOrder = [direction(awards.year), direction(awards.seq), direction(awards.fund)]
  const ids = db
    .select({ id: awards.id })
    .from(awards)
    .where(and(inScope(scope), isTurnOnly ? isTurnOf(turn) : undefined, ...conditions(filters, today, isTurnOnly)))
    .orderBy(...inOrder)
    .limit(most)
    .as('page')
  return db
    .select({
      award: awards,
      desk: { id: desks.id, nameZh: desks.nameZh, nameEn: desks.nameEn },
      caseNumber: cases.number,
      reporter: sql<string | null>`${awardVersions.content}->>'reporter'`,
      participants: sql<number | null>`jsonb_array_length(${awardVersions.content}->'participants')`,
      ageDays: sql<number>`working_days_between(sanya_day(${awards.stateSince}), ${today}::date)`,
      left: sql<number>`working_days_between(${today}::date, ${awards.notifyDueOn})`,
      held: sql<HeldStep | null>`(select ${awardHands.step} from ${awardHands} where ${awardHands.awardId} = ${awards.id}
        and ${awardHands.staffId} = ${turn.staff})`,
    })
    .from(ids)
    .innerJoin(awards, eq(awards.id, ids.id))
    .innerJoin(desks, eq(desks.id, awards.deskId))
    .innerJoin(cases, eq(cases.id, awards.caseId))
    .innerJoin(awardVersions, and(eq(awardVersions.awardId, awards.id), eq(awardVersions.version, awards.version)))
    .orderBy(...inOrder)
}
export type Row = Awaited<ReturnType<typeof selectRows>>[number]

const inScope = (scope: Scope): SQL | undefined => (scope === null ? undefined : inArray(awards.deskId, [...scope]))

/** Awards whose next step is one that somebody may take, and of which they took no other. */
function isTurnOf({ staff, steps, own }: Turn): SQL | undefined {
  const turns = AWARD_STATES.flatMap((state) => {
    const step = nextStep(state)
    if (step === null || !steps.includes(step)) return []
    const free = sql`not exists (select from ${awardHands} where ${awardHands.awardId} = ${awards.id}
      and ${awardHands.staffId} = ${staff} and ${awardHands.step} <> ${step})`
    return [and(eq(awards.state, state), step === 'propose' ? inArray(awards.deskId, [...own]) : undefined, free)]
  })
  return turns.length === 0 ? sql`false` : or(...turns)
}

const isOverdue = (today: string): SQL | undefined =>
  and(eq(awards.fund, 'tips'), inArray(awards.state, [...UNTOLD]), lt(awards.notifyDueOn, today))

function conditions(filters: Filters, today: string, isRising: boolean): (SQL | undefined)[] {
  const { fund, state, desk, overdue, year, number, after } = filters
  return [
    fund && eq(awards.fund, fund),
    state && eq(awards.state, state),
    desk === undefined ? undefined : eq(awards.deskId, desk),
    overdue === true ? isOverdue(today) : undefined,
    year === undefined ? undefined : eq(awards.year, year),
    number === undefined ? undefined : ilike(awards.number, `%${number.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`),
    after &&
      sql`(${awards.year}, ${awards.seq}, ${awards.fund}) ${isRising ? sql`>` : sql`<`}
      (${after.year}, ${after.seq}, ${after.fund})`,
  ]
}

export type Counts = { states: Record<AwardState, { held: number; overdue: number }>; mine: number; overdue: number }

/** How many awards stand in each state, how many of them are overdue, and how many wait for somebody; each up to the cap and one. */
export async function countStates(
  db: Database,
  { scope, turn, fund, today }: { scope: Scope; turn: Turn; fund: Fund | undefined; today: string },
): Promise<Counts> {
  const capped = (which: SQL | undefined): SQL => {
    const where = and(inScope(scope), fund && eq(awards.fund, fund), which) ?? sql`true`
    return sql`(select count(*)::int from (select from ${awards} where ${where} limit ${COUNT_CAP + 1}) counted)`
  }
  const states = AWARD_STATES.map(
    (state) => sql`${state}::text, json_build_object('held', ${capped(eq(awards.state, state))},
      'overdue', ${UNTOLD.includes(state) ? capped(and(eq(awards.state, state), isOverdue(today))) : sql`0`})`,
  )
  const [row] = await db.execute<Counts>(sql`select json_build_object(${sql.join(states, sql`, `)}) as states,
    ${capped(isTurnOf(turn))} as mine, ${capped(isOverdue(today))} as overdue`)
  if (row === undefined) throw new Error('Counting gives a row')
  return row
}
