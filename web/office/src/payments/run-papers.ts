import type { ReadRun } from '#contract/runs.ts'
import type { BankLine } from '../bank-files/bank-line.ts'
import type { OurPayment } from '../bank-files/match-answers.ts'
import type { CashReceipt } from '../bank-files/papers/cash-receipt.ts'
import type { OpenedLine } from './opened-lines.svelte.ts'
import { whoTook } from './run-content.ts'

/** What papers and files are made of: the lines of a batch, with the accounts that stand open in this browser. */

/** The lines for the bank, in their order; null while any account is not open, or does not hold. */
export function bankLines(run: ReadRun, opened: (payable: string) => OpenedLine | undefined): BankLine[] | null {
  const lines = run.lines.map((line) => bankLine(line, opened(line.payable)))
  return lines.every((line) => line !== null) ? lines : null
}

function bankLine(
  { payment, reference, fen }: ReadRun['lines'][number],
  opened: OpenedLine | undefined,
): BankLine | null {
  if (opened?.is !== 'read' || opened.findings.length > 0) return null
  if (opened.details?.is !== 'opened' || opened.details.value.method !== 'transfer') return null
  const { name, bank, account } = opened.details.value
  return { payment, reference, fen: BigInt(fen), name, bank, account }
}

/** The payments of a batch as an answer of the bank is matched with them. */
export const ourPayments = ({ lines }: ReadRun): OurPayment[] =>
  lines.map(({ payment, reference, fen, state, line }) => ({ payment, reference, fen, state, line }))

/** The receipts of cash that was handed out; one a batch, since each stands for itself. */
export function receiptsOf(run: ReadRun): CashReceipt[] {
  const [cashier, checker] = [whoTook(run, 'make')?.name ?? '', whoTook(run, 'check')?.name ?? '']
  return run.lines.flatMap(({ receipt, paidOn, reporter, name, method, fen, awardNumber }) => {
    if (run.kind !== 'cash' || receipt === null || paidOn === null) return []
    const payee =
      reporter !== null
        ? ({ is: 'reporter', number: reporter } as const)
        : ({ is: 'person', name: name ?? '' } as const)
    const sum = { fen: BigInt(fen), award: awardNumber, run: run.number }
    return [{ receipt, paidOn, payee, isProxy: method === 'proxy', ...sum, cashier, checker }]
  })
}
