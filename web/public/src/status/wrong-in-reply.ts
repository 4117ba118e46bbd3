import { wrongInFiles } from '#reporting/wrong-in-form.ts'
import type { ReplyWrong } from './answered.ts'

/** As in the contract's message; the page must not load its parser only to know it. */
const MAX_MESSAGE = 4_000

/** What is wrong with a reply, or null. */
export function wrongInReply(text: string, files: readonly File[], mostTogetherBytes = Infinity): ReplyWrong | null {
  if (text === '' && files.length === 0) return { why: 'empty' }
  if (text.length > MAX_MESSAGE) return { why: 'tooLong', count: text.length - MAX_MESSAGE }
  const [words] = wrongInFiles(files, mostTogetherBytes)
  return words ? { why: 'files', words } : null
}
