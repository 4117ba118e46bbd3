import { m as a } from '#award/messages.js'
import type { OwnAward, OwnAwardState } from '#contract/own-award.ts'
import type { Condition, Denial } from '#contract/rewards/names.ts'
import { moneyWords } from '../rewards/quantity-words.ts'

const titles: Readonly<Record<OwnAwardState, () => string>> = {
  assessing: a.award_assessing,
  approved: a.award_approved,
  granted: a.award_granted,
  denied: a.award_denied,
}
/** Whether it still has to be collected, as far as is known. */
export const isToCollect = ({ collect }: Pick<OwnAward, 'collect'>): boolean =>
  collect === null || collect.state === 'open'
export const awardTitle = (award: Pick<OwnAward, 'state' | 'collect'>): string =>
  award.state === 'granted' && !isToCollect(award) ? a.award_granted_since() : titles[award.state]()

const conditions: Readonly<Record<Condition, () => string>> = {
  jurisdiction: a.denied_jurisdiction,
  'unknown-before': a.denied_unknown_before,
  verified: a.denied_verified,
  concrete: a.denied_concrete,
  'not-excluded': a.denied_not_excluded,
}
const denials: Readonly<Record<Exclude<Denial, 'condition'>, () => string>> = {
  'accepted-too-late': a.denied_accepted_too_late,
  'not-first': a.denied_not_first,
  'nothing-in-the-rules': a.denied_nothing_in_the_rules,
}

/** Why there is no reward: what is not met, in words that blame nobody. */
export function denialWords({ denial, unmet }: Pick<OwnAward, 'denial' | 'unmet'>): string[] {
  if (denial !== null && denial !== 'condition') return [denials[denial]()]
  return unmet.map((condition) => conditions[condition]())
}

/** The lines that had no room: how many, and what they come to. */
export const moreWords = ({ lines, fen }: OwnAward['more']): string =>
  a.award_more({ count: String(lines), amount: moneyWords(fen) })
