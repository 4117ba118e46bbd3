import type { TipKey } from '#contract/report.ts'
import type { DeskRow } from '#contract/staff.ts'
import type { Move, Stage } from '#contract/stages.ts'
import { moveTip, openTip, transferTip, type OpenedTip } from '#contract/tips.ts'
import { toB64 } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'

// Two officers may write a reason in the same moment; the place is then read again.
const TRIES = 4

/** Moves a tip on from the stage that the officer sees; the reason is sealed to the tip. */
export function moveOn(tip: OpenedTip, move: Move, reason: string): Promise<Answer<{ stage: Stage }>> {
  return atNextPlace(tip, async (seq) => {
    const reasonB64 = reason.trim() === '' ? null : await sealReason(tip, seq, reason)
    return callOffice(moveTip, { params: { tip: tip.tip }, body: { seen: tip.stage, move, seq, reasonB64 } })
  })
}

/** Gives a tip to another desk: the tip key is wrapped to it in this browser. */
export function transfer(
  tip: OpenedTip,
  key: TipKey,
  desk: DeskRow,
  reason: string,
): Promise<Answer<{ desk: string }>> {
  return atNextPlace(tip, async (seq) => {
    const wrapB64 = toB64(await seal({ tip: tip.tip, kind: 'tip-key', seq: 0 }, key, [desk.recipient]))
    const reasonB64 = await sealReason(tip, seq, reason)
    return callOffice(transferTip, {
      params: { tip: tip.tip },
      body: { seen: tip.desk, desk: desk.id, seq, wrapB64, reasonB64 },
    })
  })
}

async function sealReason(tip: OpenedTip, seq: number, reason: string): Promise<string> {
  return toB64(await seal({ tip: tip.tip, kind: 'reason', seq }, reason.trim(), [tip.tipRecipient]))
}

async function atNextPlace<R>(tip: OpenedTip, send: (seq: number) => Promise<Answer<R>>): Promise<Answer<R>> {
  let seq = tip.nextReasonSeq
  for (let tries = 1; ; tries++) {
    const answer = await send(seq)
    if (answer.is !== 'refused' || answer.refusal !== 'placeTaken' || tries === TRIES) return answer
    const fresh = await callOffice(openTip, { params: { tip: tip.tip } })
    if (fresh.is !== 'done') return fresh
    seq = fresh.reply.nextReasonSeq
  }
}
