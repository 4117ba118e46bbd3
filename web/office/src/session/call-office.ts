import type { AnyRoute, ReplyOf } from '#contract/route.ts'
import { call, type Answer, type Input } from '#ui/client.ts'
import { send } from './send.ts'
import { session } from './session.svelte.ts'

/** Calls an endpoint of the office; a session that ended brings the sign-in page. */
export async function callOffice<T extends AnyRoute>(route: T, input: Input<T>): Promise<Answer<ReplyOf<T>>> {
  const answer = await call(send, route, input)
  if (answer.is === 'refused' && answer.refusal === 'notSignedIn') session.end()
  return answer
}
