import type { Declared } from '#contract/rewards/assessment.ts'
import { m } from '#words/messages.js'
import { measureWords } from './measure-words.ts'
import { quantityWords } from './quantity-words.ts'
import type { Speech } from './speech.ts'

/** What a person put forward: 通缉、在逃人员 1 名，文号 A-7. */
export function declaredWords(speech: Speech, { measure, count, number }: Declared): string {
  const what = `${measureWords(speech, measure)} ${quantityWords(speech, measure, String(count))}`
  return number === null ? what : m.award_declared_numbered({ what, number })
}
