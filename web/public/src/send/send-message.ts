import { postMessage } from '#contract/intake.ts'
import type { Mailbox } from '#contract/mailbox.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import type { Message } from '#contract/report.ts'
import { toB64 } from '#seal/b64.ts'
import type { CodeKeys } from '#seal/code-keys.ts'
import { fitsEnvelope, seal } from '#seal/seal.ts'
import { call } from '#ui/client.ts'
import { untilAnswered } from '#reporting/again.ts'
import type { Progress, SendDeps } from '#reporting/deps.ts'
import { findTip } from './mailbox.ts'
import { PieceRefused, uploadFiles, type Uploaded } from '#reporting/upload-file.ts'

export type SentMessage = { is: 'sent' } | { is: 'tooLong' } | { is: 'refused'; refusal: RefusalCode }
type NewMessage = { text: string; files: readonly File[] }

/** Somebody else wrote to the tip meanwhile this many times: then something is wrong. */
const MOST_RESEALS = 5

/** Seals a message of the tipster to the tip and sends it; when its place was taken, it is sealed to the next. Throws GaveUp. */
export async function sendMessage(
  deps: SendDeps,
  keys: CodeKeys,
  tip: Mailbox,
  sent: NewMessage,
  progress: Progress = () => {},
): Promise<SentMessage> {
  if (!fitsEnvelope({ text: sent.text, files: [] })) return { is: 'tooLong' }
  try {
    const to = { tip: tip.tip, recipient: tip.tipRecipient, firstSeq: tip.nextFileSeq }
    return await post(deps, keys, tip, sent.text, await uploadFiles(deps, to, sent.files, progress))
  } catch (error) {
    if (error instanceof PieceRefused) return { is: 'refused', refusal: error.refusal }
    throw error
  }
}

async function post(
  deps: SendDeps,
  keys: CodeKeys,
  tip: Mailbox,
  text: string,
  files: readonly Uploaded[],
): Promise<SentMessage> {
  const id = crypto.randomUUID()
  const body: Message = { text, files: files.map((file) => file.attached) }
  let seq = tip.nextMessageSeq
  for (let tried = 0; tried < MOST_RESEALS; tried++) {
    const sealed = await seal({ tip: tip.tip, kind: 'message', seq }, body, [tip.tipRecipient])
    const posted = {
      lookupB64: toB64(keys.lookupBytes),
      id,
      seq,
      sealedB64: toB64(sealed),
      files: files.map((file) => file.sealed),
    }
    const answer = await untilAnswered(deps.patience, () => call(deps.send, postMessage, { body: posted }))
    if (answer.is === 'done') return { is: 'sent' }
    if (answer.refusal !== 'placeTaken') return answer
    const again = await findTip(deps, keys, null)
    if (again.is !== 'found') return { is: 'refused', refusal: 'codeUnknown' }
    seq = again.mailbox.nextMessageSeq
  }
  return { is: 'refused', refusal: 'busy' }
}
