import { m } from '#words/messages.js'
import type { CodeWhy, ReplyWrong } from '../status/answered.ts'
import { wrongWords } from './wrong.ts'

const codeWords: Record<CodeWhy, () => string> = {
  empty: m.code_empty,
  characters: m.code_characters,
  length: m.code_length,
  checkDigits: m.code_check,
  unknown: m.code_unknown,
}
export const wrongCodeWords = (why: CodeWhy): string => codeWords[why]()

export function wrongReplyWords(wrong: ReplyWrong): string {
  if (wrong.why === 'empty') return m.reply_empty()
  return wrong.why === 'tooLong' ? m.reply_long({ count: String(wrong.count) }) : wrongWords(wrong.words)
}
