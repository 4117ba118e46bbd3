import type { CodeKeys } from '#seal/code-keys.ts'
import type { Mailbox } from '#contract/mailbox.ts'
import { GaveUp } from '#reporting/again.ts'
import { cleanPhotos } from '#reporting/clean-photos.ts'
import type { Progress, SendDeps } from '#reporting/deps.ts'
import { findTip, keysOf, type ShownMailbox } from '../send/mailbox.ts'
import { sendMessage } from '../send/send-message.ts'
import type { Answered, ReplyState } from './answered.ts'

/** A tip that was found, with what is needed to write to it. It lives as long as the page. */
export type OpenTip = { code: string; keys: CodeKeys; mailbox: Mailbox; shown: ShownMailbox }
type Opened = { is: 'open'; tip: OpenTip } | Exclude<Answered, { is: 'found' }>

/** Looks a code up that has been checked for typing errors. */
export async function lookUp(deps: SendDeps, code: string): Promise<Opened> {
  try {
    const keys = await keysOf(deps, code)
    if ('is' in keys) return { is: 'failed', why: 'refused' }
    return await read(deps, code, keys)
  } catch (error) {
    if (error instanceof GaveUp) return { is: 'failed', why: 'offline' }
    throw error
  }
}

async function read(deps: SendDeps, code: string, keys: CodeKeys): Promise<Opened> {
  const found = await findTip(deps, keys, null)
  if (found.is === 'unknown') return { is: 'wrongCode', why: 'unknown', code: '' }
  if (found.is === 'refused') return { is: 'failed', why: 'refused' }
  return { is: 'open', tip: { code, keys, mailbox: found.mailbox, shown: found.shown } }
}

/** The same tip as it stands now; as it was when the site does not answer. */
export async function readAgain(deps: SendDeps, tip: OpenTip): Promise<OpenTip> {
  try {
    const again = await read(deps, tip.code, tip.keys)
    return again.is === 'open' ? again.tip : tip
  } catch (error) {
    if (error instanceof GaveUp) return tip
    throw error
  }
}

/** The same tip with the page of messages before those shown. Throws GaveUp. */
export async function withOlder(deps: SendDeps, tip: OpenTip): Promise<OpenTip> {
  const found = await findTip(deps, tip.keys, tip.shown.older)
  if (found.is !== 'found') return tip
  const messages = [...found.shown.messages, ...tip.shown.messages]
  return { ...tip, shown: { ...tip.shown, messages, older: found.shown.older } }
}

export type Reply = { text: string; files: readonly File[]; keepMetadata: boolean }

/** Seals a reply to the tip and sends it; gives the tip as it stands then. */
export async function reply(
  deps: SendDeps,
  tip: OpenTip,
  sent: Reply,
  progress?: Progress,
): Promise<{ tip: OpenTip; reply: ReplyState }> {
  const failed = { tip, reply: { is: 'failed', text: sent.text } as const }
  const clean = sent.keepMetadata ? { files: sent.files, wrong: [] } : await cleanPhotos(sent.files)
  const [words] = clean.wrong
  if (words) return { tip, reply: { is: 'wrong', wrong: { why: 'files', words }, text: sent.text } }
  try {
    const answer = await sendMessage(deps, tip.keys, tip.mailbox, { text: sent.text, files: clean.files }, progress)
    if (answer.is === 'tooLong')
      return { tip, reply: { is: 'wrong', wrong: { why: 'tooLong', count: 0 }, text: sent.text } }
    if (answer.is === 'refused') return failed
    return { tip: await readAgain(deps, tip), reply: { is: 'sent' } }
  } catch (error) {
    if (error instanceof GaveUp) return failed
    throw error
  }
}
