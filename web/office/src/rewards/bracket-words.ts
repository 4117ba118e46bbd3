import type { Bounds, Bracket, RuleMeasure } from '#contract/rewards/rule-set.ts'
import { quantityWords } from './quantity-words.ts'
import type { Speech } from './speech.ts'

/** Which quantities a bracket holds, each bound with whether it is in: 50 克（含）至 500 克（不含）. Null where it holds all of them. */
export function bracketWords(
  speech: Speech,
  measure: RuleMeasure,
  { from, to }: Pick<Bracket, 'from' | 'to'>,
  bounds: Bounds,
): string | null {
  const { m } = speech
  const said = (quantity: string): string => quantityWords(speech, measure, quantity)
  const isLowerIn = bounds === 'lower-included'
  if (to === null) {
    if (Number(from) === 0) return null
    return isLowerIn ? m.award_range_from({ from: said(from) }) : m.award_range_above({ from: said(from) })
  }
  if (Number(from) === 0)
    return isLowerIn ? m.award_range_below({ to: said(to) }) : m.award_range_upto({ to: said(to) })
  const both = { from: said(from), to: said(to) }
  return isLowerIn ? m.award_range_lower_in(both) : m.award_range_upper_in(both)
}
