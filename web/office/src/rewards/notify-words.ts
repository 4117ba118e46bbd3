import type { AwardRow } from '#contract/award-lists.ts'
import { m } from '#words/messages.js'
import { leftWords } from '../clocks/clock-words.ts'
import { leftOf } from '../clocks/left.ts'

type Notify = NonNullable<AwardRow['notify']>

/** How pressing it is to tell the reporter, as the clocks say it: how it looks and what is left in words; null when nothing is owed. */
export function notifyLeft(
  { dueOn, left }: Notify,
  today: string,
): { is: 'over' | 'today' | 'ahead'; words: string } | null {
  if (left === null) return null
  const running = { dueOn, left, pausedOn: null }
  const { is } = leftOf(running, today)
  return { is: is === 'paused' ? 'ahead' : is, words: leftWords(running, today) }
}

/** How long an award has stood as it stands, in working days. */
export const ageWords = (days: number): string => (days === 0 ? m.award_age_today() : m.award_age({ days }))
