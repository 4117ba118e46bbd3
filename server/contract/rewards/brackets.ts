import { exact, type Exact } from './exact.ts'
import type { Bounds, Bracket } from './rule-set.ts'

/** The bracket that holds a quantity, compared exactly; the first one where several do. Null where none does. */
export function bracketOf(brackets: readonly Bracket[], quantity: Exact, bounds: Bounds): Bracket | null {
  return brackets.find((bracket) => holds(bracket, quantity, bounds)) ?? null
}

/** 以上、以下: the lower bound belongs to the bracket, or the upper one does. */
function holds({ from, to }: Bracket, quantity: Exact, bounds: Bounds): boolean {
  const above = quantity.compare(exact(from))
  if (bounds === 'lower-included' ? above < 0 : above <= 0) return false
  const below = to === null ? -1 : quantity.compare(exact(to))
  return bounds === 'lower-included' ? below < 0 : below <= 0
}
