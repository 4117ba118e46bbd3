import type { ReplyOf } from '#contract/route.ts'
import { peekTip } from '#contract/tips.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'

type Place = keyof ReplyOf<typeof peekTip> & `next${string}`

// A colleague and a tipster can both write in the same moment; four times in a row they do not.
const TRIES = 4

/**
 * Sends something to its place among the things of a tip. The place that is known is tried first; where it is taken
 * meanwhile, or none is known, the next one is read without leaving a trace.
 */
export async function atNextPlace<R>(
  tip: string,
  place: Place,
  known: number | null,
  send: (seq: number) => Promise<Answer<R>>,
): Promise<Answer<R>> {
  let seq = known
  for (let tries = 1; ; tries++) {
    if (seq === null) {
      const now = await callOffice(peekTip, { params: { tip } })
      if (now.is !== 'done') return now
      seq = now.reply[place]
    }
    const answer = await send(seq)
    if (answer.is !== 'refused' || answer.refusal !== 'placeTaken' || tries === TRIES) return answer
    seq = null
  }
}
