import {
  RECONCILIATION_ROWS,
  type Compared,
  type Difference,
  type listReconciliations,
  type Reconciliation,
} from '#contract/reconciliation.ts'
import type { ReplyOf } from '#contract/route.ts'
import { found } from '../http/refusal.ts'
import { personOf } from '../tips/person.ts'
import type { BooksDeps } from './deps.ts'
import { selectHeads, selectReconciliation } from './store-reconciliations.ts'

/** The comparisons that were made, the newest first. */
export async function heads({ db }: BooksDeps): Promise<ReplyOf<typeof listReconciliations>> {
  const rows = await selectHeads(db, RECONCILIATION_ROWS)
  return { rows: rows.map((row) => ({ ...row, at: row.at.toISOString(), by: personOf(row.by) })) }
}

/** One of them. Refuses `notFound`. */
export async function one({ db }: BooksDeps, seq: number): Promise<Reconciliation> {
  const row = found(await selectReconciliation(db, seq), 'notFound')
  return {
    ...row,
    at: row.at.toISOString(),
    by: personOf(row.by),
    compared: row.compared as Compared,
    rows: row.rows as Difference[],
  }
}
