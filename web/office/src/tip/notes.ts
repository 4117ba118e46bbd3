import type { Note } from '#contract/report.ts'
import type { OpenedTip } from '#contract/tips.ts'
import { writeNote } from '#contract/triage.ts'
import { toB64 } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'
import { atNextPlace } from '../triage/next-place.ts'

/** A note on its way; sending it again with the same id is the same note. */
export type OutgoingNote = { readonly id: string; readonly text: string; readonly mentions: readonly string[] }

/** Seals a note to the tip, for colleagues only: the tipster's mailbox is never among its recipients. */
export function sendNote(
  tip: Pick<OpenedTip, 'tip' | 'tipRecipient' | 'nextNoteSeq'>,
  { id, text, mentions }: OutgoingNote,
): Promise<Answer<{ seq: number }>> {
  return atNextPlace(tip.tip, 'nextNoteSeq', tip.nextNoteSeq, async (seq) => {
    const body: Note = { text }
    const sealedB64 = toB64(await seal({ tip: tip.tip, kind: 'note', seq }, body, [tip.tipRecipient]))
    return callOffice(writeNote, { params: { tip: tip.tip }, body: { id, seq, sealedB64, mentions: [...mentions] } })
  })
}
