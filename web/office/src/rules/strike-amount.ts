import type { StrikeRow } from '#contract/rewards/rule-set.ts'
import { m } from '#words/messages.js'
import { yuanText } from './amounts.ts'

/** What a row of the rewards for those who took part leaves to people. */
export function strikeAmount({ minFen, maxFen }: Pick<StrikeRow, 'minFen' | 'maxFen'>): string {
  if (minFen === null && maxFen === null) return m.rules_strike_free()
  if (maxFen === null) return m.rules_pays_least({ least: yuanText(minFen ?? '0') })
  return m.rules_pays_range({ least: yuanText(minFen ?? '0'), most: yuanText(maxFen) })
}
