import type { Declared, Finding } from '#contract/rewards/assessment.ts'
import { m } from '#words/messages.js'
import { kindWords } from '../cases/case-labels.ts'
import { figureWords, subjectWords } from '../cases/outcome-words.ts'
import { measureWords } from './measure-words.ts'
import { quantityWords } from './quantity-words.ts'
import type { Speech } from './speech.ts'

/** An outcome that an assessment rests on: 缴获毒品 海洛因 30 克. */
export const findingWords = (finding: Finding): string =>
  [kindWords[finding.kind](), subjectWords(finding), figureWords(finding)].filter((words) => words !== '').join(' ')

/** What a person put forward: 通缉、在逃人员 1 名，文号 A-7. */
export function declaredWords(speech: Speech, { measure, count, number }: Declared): string {
  const what = `${measureWords(speech, measure)} ${quantityWords(speech, measure, String(count))}`
  return number === null ? what : m.award_declared_numbered({ what, number })
}
