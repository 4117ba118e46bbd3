import { commitment } from '#contract/commitment.ts'
import { message, note, report, tipKey, type Message, type Note, type Report, type TipKey } from '#contract/report.ts'
import type { OpenedTip } from '#contract/tips.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { open, type Closed } from '#seal/open.ts'
import type { At } from '#seal/seal.ts'

/** A sealed part of a tip after an attempt to open it. */
export type Part<T> = { is: 'opened'; value: T } | Closed

/** Opens the key of a tip with the key of the desk. */
export async function openTipKey(tip: OpenedTip, deskIdentity: string): Promise<Part<TipKey>> {
  return openPart(tip.wrapB64, deskIdentity, { tip: tip.tip, kind: 'tip-key', seq: 0 }, tipKey)
}

export async function openReport(tip: OpenedTip, tipIdentity: string): Promise<Part<Report>> {
  return openPart(tip.reportB64, tipIdentity, { tip: tip.tip, kind: 'report', seq: 0 }, report)
}

export async function openMessage(
  tip: string,
  seq: number,
  sealedB64: string,
  tipIdentity: string,
): Promise<Part<Message>> {
  return openPart(sealedB64, tipIdentity, { tip, kind: 'message', seq }, message)
}

export async function openNote(tip: string, seq: number, sealedB64: string, tipIdentity: string): Promise<Part<Note>> {
  return openPart(sealedB64, tipIdentity, { tip, kind: 'note', seq }, note)
}

export async function openReason(
  tip: string,
  seq: number,
  sealedB64: string,
  tipIdentity: string,
): Promise<Part<string>> {
  return openPart(sealedB64, tipIdentity, { tip, kind: 'reason', seq }, reason)
}

/** Why a clock was stopped, at its place among the pauses of the tip. */
export async function openPauseReason(
  tip: string,
  seq: number,
  sealedB64: string,
  tipIdentity: string,
): Promise<Part<string>> {
  return openPart(sealedB64, tipIdentity, { tip, kind: 'pause-reason', seq }, reason)
}

/** Whether every part of the tip is what its commitment says; files that came later, with messages, are not part of it. */
export function keepsCommitment(tip: OpenedTip, { files }: Report): boolean {
  const digests = files.map(({ id }) => tip.files.find((file) => file.id === id)?.digestB64 ?? '')
  const made = commitment({
    tip: tip.tip,
    reportBytes: fromB64(tip.reportB64),
    fileDigestsBytes: digests.map(fromB64),
    lookupHashBytes: fromB64(tip.lookupHashB64),
    claimPublicBytes: fromB64(tip.claimPublicB64),
    mailboxRecipient: tip.mailboxRecipient,
    tipRecipient: tip.tipRecipient,
  })
  return toB64(made) === tip.commitmentB64
}

type Reader<T> = { safeParse: (body: unknown) => { success: true; data: T } | { success: false } }
const reason: Reader<string> = {
  safeParse: (body) => (typeof body === 'string' ? { success: true, data: body } : { success: false }),
}

async function openPart<T>(sealedB64: string, identity: string, at: At, reader: Reader<T>): Promise<Part<T>> {
  const opened = await open(fromB64(sealedB64), [identity], at)
  if (opened.is !== 'opened') return opened
  const read = reader.safeParse(opened.body)
  return read.success ? { is: 'opened', value: read.data } : { is: 'damaged', why: 'format' }
}
