import type { Message } from '#contract/report.ts'
import { answerTip, type OpenedTip } from '#contract/tips.ts'
import { toB64 } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'
import { atNextPlace } from '../triage/next-place.ts'

/** An answer on its way: its id and its last sealed form, so that sending it again is the same message. */
export type Outgoing = {
  readonly id: string
  readonly text: string
  readonly isQuestion: boolean
  sealed?: { seq: number; b64: string }
}

type Addressed = Pick<OpenedTip, 'tip' | 'tipRecipient' | 'mailboxRecipient' | 'nextMessageSeq'>

/** Sends an answer. Where somebody wrote meanwhile, the place is read again and the same words are sealed to the new one. */
export function sendAnswer(tip: Addressed, outgoing: Outgoing): Promise<Answer<{ seq: number }>> {
  const known = outgoing.sealed?.seq ?? tip.nextMessageSeq
  return atNextPlace(tip.tip, 'nextMessageSeq', known, (seq) => sendAt(tip, outgoing, seq))
}

async function sendAt(tip: Addressed, outgoing: Outgoing, seq: number): Promise<Answer<{ seq: number }>> {
  if (outgoing.sealed?.seq !== seq) {
    const body: Message = { text: outgoing.text, files: [] }
    const at = { tip: tip.tip, kind: 'message', seq } as const
    outgoing.sealed = { seq, b64: toB64(await seal(at, body, [tip.tipRecipient, tip.mailboxRecipient])) }
  }
  const { id, isQuestion, sealed } = outgoing
  return callOffice(answerTip, { params: { tip: tip.tip }, body: { id, seq, isQuestion, sealedB64: sealed.b64 } })
}
