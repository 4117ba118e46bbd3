import type { Answer } from '#ui/client.ts'
import type { RefusalCode } from '#contract/refusals.ts'

/** The sender gave up, or there is nobody who could say "send it again". */
export class GaveUp extends Error {}

/** What sending needs to know about a bad connection. */
export type Patience = {
  /** Tries before somebody is asked. */
  tries: number
  /** Waits before the next try by itself. */
  pause: (tried: number) => Promise<void>
  /** Nothing is known of the last request: resolves when it shall be sent again, rejects with GaveUp. */
  askToResend: () => Promise<void>
}

export type Final<R> = { is: 'done'; reply: R } | { is: 'refused'; refusal: RefusalCode }

/** Refusals that say nothing about what was sent: the same request may pass in a moment. */
const PASSING: ReadonlySet<RefusalCode> = new Set(['busy', 'unavailable', 'unexpected'])

/** Sends the very same request until it is answered. Throws GaveUp. */
export async function untilAnswered<R>(patience: Patience, ask: () => Promise<Answer<R>>): Promise<Final<R>> {
  for (let tried = 1; ; tried++) {
    const answer = await ask()
    if (answer.is === 'done') return answer
    if (answer.is === 'refused' && !PASSING.has(answer.refusal)) return answer
    if (tried % patience.tries === 0) await patience.askToResend()
    else await patience.pause(tried)
  }
}

/** For a form that was posted: the browser waits for one answer, so there is one try. */
export const impatient: Patience = {
  tries: 1,
  pause: () => Promise.resolve(),
  askToResend: () => Promise.reject(new GaveUp()),
}
