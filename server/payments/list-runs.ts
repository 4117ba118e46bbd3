import type { ParamsOf, ReplyOf } from '#contract/route.ts'
import { RUN_PAGE_ROWS, type listRuns, type RunRow } from '#contract/runs.ts'
import type { Who } from '../http/serve.ts'
import type { PaymentsDeps } from './deps.ts'
import { permissionsOf } from './payer.ts'
import { selectRunRows, type RunListRow } from './store-runs-list.ts'
import type { Run } from './store-runs.ts'

/** A page of batches: those of which I can take the next step, or all that the filters leave. */
export async function pageOfRuns(
  { db }: PaymentsDeps,
  who: Who,
  { turn, after, ...filters }: ParamsOf<typeof listRuns>,
): Promise<ReplyOf<typeof listRuns>> {
  const found = await selectRunRows(db, {
    turn: { staff: who.staff, permissions: permissionsOf(who) },
    isTurnOnly: turn === 'mine',
    filters,
    after: after === undefined ? null : placeOf(after),
    most: RUN_PAGE_ROWS + 1,
  })
  const rows = found.slice(0, RUN_PAGE_ROWS).map(rowOf)
  return { rows, next: found.length > rows.length ? (rows.at(-1)?.number ?? null) : null }
}

/** PC-2026-0012 is the twelfth batch of 2026. */
function placeOf(number: string): { year: number; seq: number } {
  const [, year, seq] = number.split('-')
  return { year: Number(year), seq: Number(seq) }
}

const rowOf = ({ run, maker, checker, waiting, isMine }: RunListRow): RunRow => ({
  ...headOf(run),
  maker,
  checker,
  waiting,
  isMine,
})

/** What stands above a batch. */
export const headOf = ({
  id,
  number,
  kind,
  fund,
  state,
  since,
  count,
  totalFen,
}: Run): Omit<RunRow, 'maker' | 'checker' | 'waiting' | 'isMine'> => ({
  run: id,
  number,
  kind,
  fund,
  state,
  since: since.toISOString(),
  count,
  totalFen: String(totalFen),
})
