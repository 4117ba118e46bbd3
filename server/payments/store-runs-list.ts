import { and, desc, eq, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { RUN_STATES, type RunKind, type RunState } from '#contract/money/chain.ts'
import type { Fund } from '#contract/rewards/content.ts'
import type { Permission } from '#contract/roles.ts'
import { COUNT_CAP } from '#contract/triage.ts'
import type { Database } from '#db/connect.ts'
import { runs } from '#db/schema/payments.ts'
import { runSteps } from '#db/schema/payments.ts'
import { staff } from '#db/schema/staff.ts'

/** The SQL of lists of batches and their counts. */

/** The one whose turn is asked for. */
export type RunTurn = { staff: string; permissions: readonly Permission[] }
type Asked = {
  turn: RunTurn
  isTurnOnly: boolean
  filters: { state?: RunState | undefined; kind?: RunKind | undefined; fund?: Fund | undefined }
  after: { year: number; seq: number } | null
  most: number
}

const makes = alias(runSteps, 'makes')
const checks = alias(runSteps, 'checks')
const makers = alias(staff, 'makers')
const checkers = alias(staff, 'checkers')

const tookStep = (step: 'make' | 'check', { staff: staffId }: RunTurn): SQL =>
  sql`exists (select from run_steps s where s.run_id = ${runs.id} and s.step = ${step} and s.staff_id = ${staffId})`

/** Batches of which somebody can take the next step, as far as that is a matter of the batch alone. */
function isTurnOf(turn: RunTurn): SQL {
  const checksIt = turn.permissions.includes('checkPayments')
  const paysIt = turn.permissions.includes('preparePayments')
  const turns = [
    checksIt ? and(eq(runs.state, 'made'), sql`not ${tookStep('make', turn)}`) : undefined,
    paysIt ? and(eq(runs.state, 'checked'), sql`not ${tookStep('check', turn)}`) : undefined,
    paysIt ? eq(runs.state, 'handed') : undefined,
  ]
  return or(...turns) ?? sql`false`
}

/** Rows of a list, newest first. One more than `most` tells of further ones. */
export const selectRunRows = (db: Database, { turn, isTurnOnly, filters: { state, kind, fund }, after, most }: Asked) =>
  db
    .select({
      run: runs,
      maker: { id: makers.id, name: makers.name },
      checker: { id: checkers.id, name: checkers.name },
      waiting: sql<number>`(select count(*)::int from payments m where m.run_id = ${runs.id} and m.state in ('instructed', 'unknown'))`,
      isMine: sql<boolean>`${isTurnOf(turn)}`,
    })
    .from(runs)
    .innerJoin(makes, and(eq(makes.runId, runs.id), eq(makes.step, 'make')))
    .innerJoin(makers, eq(makers.id, makes.staffId))
    .leftJoin(checks, and(eq(checks.runId, runs.id), eq(checks.step, 'check')))
    .leftJoin(checkers, eq(checkers.id, checks.staffId))
    .where(
      and(
        isTurnOnly ? isTurnOf(turn) : undefined,
        state && eq(runs.state, state),
        kind && eq(runs.kind, kind),
        fund && eq(runs.fund, fund),
        after === null ? undefined : sql`(${runs.year}, ${runs.seq}) < (${after.year}, ${after.seq})`,
      ),
    )
    .orderBy(desc(runs.year), desc(runs.seq))
    .limit(most)
export type RunListRow = Awaited<ReturnType<typeof selectRunRows>>[number]

/** How many batches stand in each state, and how many wait for somebody; each up to the cap and one. */
export async function countRunStates(
  db: Database,
  { fund, turn }: { fund: Fund | undefined; turn: RunTurn },
): Promise<{ runs: Record<RunState, number>; mine: number }> {
  const capped = (which: SQL): SQL =>
    sql`(select count(*)::int from (select from ${runs} where ${and(fund && eq(runs.fund, fund), which)} limit ${COUNT_CAP + 1}) counted)`
  const states = sql.join(
    RUN_STATES.map((state) => sql`${state}::text, ${capped(eq(runs.state, state))}`),
    sql`, `,
  )
  const [row] = await db.execute<{ runs: Record<RunState, number>; mine: number }>(
    sql`select json_build_object(${states}) as runs, ${capped(isTurnOf(turn))} as mine`,
  )
  if (row === undefined) throw new Error('Counting gives a row')
  return row
}
