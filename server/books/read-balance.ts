import type { TrialBalance } from '#contract/books.ts'
import { isBalanced, totalsOf, trialBalance, type BalanceRow } from '#contract/money/trial-balance.ts'
import type { Transaction } from '#db/connect.ts'
import { deedOf } from '../clocks/read-deadlines.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { BooksDeps } from './deps.ts'
import { selectClosing, selectPostingSums } from './store-balance.ts'

/** The trial balance of a month; null: of all that was ever entered. */
export function balanceOf({ db, now }: BooksDeps, month: string | null): Promise<TrialBalance> {
  const read = async (tx: Transaction): Promise<TrialBalance> => {
    const rows = trialBalance(await selectPostingSums(tx, month))
    const closing = month === null ? null : await selectClosing(tx, month)
    return {
      month,
      rows: rows.map(shown),
      isBalanced: isBalanced(totalsOf(rows)),
      closed: closing === null ? null : deedOf(closing.by, closing.at),
      at: now().toISOString(),
    }
  }
  return db.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}

const shown = ({ opening, debit, credit, closing, ...of }: BalanceRow): TrialBalance['rows'][number] => ({
  ...of,
  opening: String(opening),
  debit: String(debit),
  credit: String(credit),
  closing: String(closing),
})

/** The same for a file, after it was written down who takes it out. */
export async function exportedBalance(deps: BooksDeps, who: Who, month: string | null): Promise<TrialBalance> {
  await deps.db.transaction((tx) => record(tx, { did: 'export-books', staff: who.staff }))
  return balanceOf(deps, month)
}
