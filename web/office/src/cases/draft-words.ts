import { m } from '#words/messages.js'
import type { DraftWrong } from './outcome-draft.ts'

type Wrong = NonNullable<DraftWrong[keyof DraftWrong]>
const WORDS: Readonly<Record<Wrong, () => string>> = {
  missing: m.field_missing,
  future: m.day_future,
  notDecimal: m.weight_wrong,
  notWhole: m.weight_not_whole,
  differs: m.weight_differs,
  notCount: m.count_wrong,
  tooFew: m.gathering_too_few,
  notMoney: m.money_wrong,
}

/** What is wrong with a field of an outcome, or nothing. */
export const draftWrongWords = (wrong: Wrong | undefined): string | undefined => wrong && WORDS[wrong]()
