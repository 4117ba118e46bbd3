import { trialBalance } from '#contract/money/trial-balance.ts'
import type { Difference } from '#contract/reconciliation.ts'
import { accountName, compare, differs } from './differ.ts'
import type { MonthFact, NumberFact } from './facts.ts'

/** The number of an entry, from its series, month and place. */
export const numberOf = (series: string, month: string, seq: number): string =>
  `${series}-${month}-${String(seq).padStart(4, '0')}`

/** The numbers of each series and month go from 1 to where its counter stands, each once. */
export function compareNumbers(facts: readonly NumberFact[]): Difference[] {
  return facts.flatMap(({ series, month, numbers, last }) => {
    const seqs = new Map<number, number>()
    for (const { seq } of numbers) seqs.set(seq, (seqs.get(seq) ?? 0) + 1)
    const top = Math.max(0, ...seqs.keys())
    const missing = Array.from({ length: top }, (_, place) => place + 1).filter((seq) => !seqs.has(seq))
    const twice = [...seqs].filter(([, times]) => times > 1).map(([seq]) => numberOf(series, month, seq))
    const wrong = numbers.filter(({ seq, number, isOfMonth }) => !isOfMonth || number !== numberOf(series, month, seq))
    return [
      ...missing.map((seq) =>
        differs('number-missing', numberOf(series, month, seq), numberOf(series, month, seq), null),
      ),
      ...twice.map((number) => differs('number-twice', number, number, number)),
      ...wrong.map(({ seq, number }) => differs('number-wrong', number, numberOf(series, month, seq), number)),
      ...compare('counter', `${series}-${month}`, top, last),
    ]
  })
}

/** Each closed month comes to what it came to when it was closed. */
export function compareMonths(facts: readonly MonthFact[]): Difference[] {
  return facts.flatMap(({ month, kept, now }) => {
    const balances = new Map(
      trialBalance(now).map(({ fund, year, account, closing }) => [accountName(fund, year, account), closing]),
    )
    const then = new Map(kept.map(({ fund, year, account, balance }) => [accountName(fund, year, account), balance]))
    return [...new Set([...balances.keys(), ...then.keys()])].flatMap((account) =>
      compare('month-changed', `${month} ${account}`, then.get(account) ?? 0n, balances.get(account) ?? 0n),
    )
  })
}
