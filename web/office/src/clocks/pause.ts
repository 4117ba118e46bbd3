import { pauseClock, tipClocks } from '#contract/clocks.ts'
import type { OpenedTip } from '#contract/tips.ts'
import { toB64 } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'

// Two officers may pause in the same moment; four times in a row they do not.
const TRIES = 4

/** Stops a clock, with the reason sealed to the tip. Where its place is taken meanwhile, it is sealed to the next one. */
export async function pauseWith(
  { tip, tipRecipient }: Pick<OpenedTip, 'tip' | 'tipRecipient'>,
  clock: string,
  known: number,
  reason: string,
): Promise<Answer<{ endsOn: string }>> {
  let seq = known
  for (let tries = 1; ; tries++) {
    const reasonB64 = toB64(await seal({ tip, kind: 'pause-reason', seq }, reason.trim(), [tipRecipient]))
    const answer = await callOffice(pauseClock, { params: { tip }, body: { clock, seq, reasonB64 } })
    if (answer.is !== 'refused' || answer.refusal !== 'placeTaken' || tries === TRIES) return answer
    const fresh = await callOffice(tipClocks, { params: { tip } })
    if (fresh.is !== 'done') return fresh
    seq = fresh.reply.nextPauseSeq
  }
}
