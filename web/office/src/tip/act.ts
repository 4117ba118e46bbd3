import type { TipKey } from '#contract/report.ts'
import type { DeskRow } from '#contract/staff.ts'
import type { Move, Stage } from '#contract/stages.ts'
import { moveTip, transferTip, type OpenedTip } from '#contract/tips.ts'
import { toB64 } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'
import { atNextPlace } from '../triage/next-place.ts'

/** Moves a tip on from the stage that the officer sees; the reason is sealed to the tip. */
export function moveOn(tip: OpenedTip, move: Move, reason: string): Promise<Answer<{ stage: Stage }>> {
  return atNextPlace(tip.tip, 'nextReasonSeq', tip.nextReasonSeq, async (seq) => {
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
  return atNextPlace(tip.tip, 'nextReasonSeq', tip.nextReasonSeq, async (seq) => {
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
