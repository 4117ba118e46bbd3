import { m as a } from '#award/messages.js'
import type { Bounds, Bracket, RuleMeasure } from '#contract/rewards/rule-set.ts'
import { quantityWords } from './quantity-words.ts'

type Ends = Pick<Bracket, 'from' | 'to'>

/** Whether a bracket leaves nothing out, so that it need not be said. */
export const isAnyAmount = ({ from, to }: Ends): boolean => to === null && from === '0'

/** 10 克以上，不满 50 克: from where to where a bracket goes, and which of its ends belongs to it. */
export function bracketWords(measure: RuleMeasure, ends: Ends, bounds: Bounds): string {
  if (isAnyAmount(ends)) return a.bracket_any()
  const from = quantityWords(measure, ends.from)
  const to = ends.to === null ? null : quantityWords(measure, ends.to)
  if (bounds === 'upper-included') {
    if (to === null) return a.bracket_over({ from })
    return ends.from === '0' ? a.bracket_upto({ to }) : a.bracket_over_upto({ from, to })
  }
  if (to === null) return a.bracket_from({ from })
  return ends.from === '0' ? a.bracket_below({ to }) : a.bracket_between({ from, to })
}

/** What a person may decide within: 至少 …，由审批人决定. */
export function rangeWords(minFen: string, maxFen: string | null, words: (fen: string) => string): string {
  if (maxFen === null) return minFen === '0' ? a.pay_decided() : a.pay_from({ min: words(minFen) })
  return minFen === '0' ? a.pay_upto({ max: words(maxFen) }) : a.pay_between({ min: words(minFen), max: words(maxFen) })
}
