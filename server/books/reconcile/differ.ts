import type { Fund } from '#contract/rewards/content.ts'
import type { Difference, DifferenceKind } from '#contract/reconciliation.ts'

type About = Partial<Pick<Difference, 'fund' | 'journal' | 'award' | 'payable'>>
type Said = bigint | number | string | null

/** A difference in words of the contract. */
export function differs(is: DifferenceKind, over: string, expected: Said, found: Said, about: About = {}): Difference {
  const text = (said: Said): string | null => (said === null ? null : String(said))
  return {
    is,
    over,
    expected: text(expected),
    found: text(found),
    fund: about.fund ?? null,
    journal: about.journal ?? null,
    award: about.award ?? null,
    payable: about.payable ?? null,
  }
}

/** None where both say the same. */
export function compare(
  is: DifferenceKind,
  over: string,
  expected: Said,
  found: Said,
  about: About = {},
): Difference[] {
  return expected === found ? [] : [differs(is, over, expected, found, about)]
}

/** The name of an account of a fund and year, as `over` has it. */
export const accountName = (fund: Fund, year: number, account: string): string => `${fund}/${year}/${account}`

/** Things by what one of their parts says. */
export function groupedBy<T>(things: readonly T[], of: (thing: T) => string | null): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const thing of things) {
    const key = of(thing)
    if (key === null) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [thing])
    else group.push(thing)
  }
  return groups
}

export const sumOf = (sums: readonly bigint[]): bigint => sums.reduce((total, fen) => total + fen, 0n)
