import { readLogHead } from '#contract/published-log.ts'
import { call } from '#ui/client.ts'
import { intakeOf } from '../../../answers/intake-of.ts'
import type { PageServerLoad } from './$types.js'

/** The newest head of the log; `undefined` when the back office does not answer, null before the first head. */
export const load: PageServerLoad = async (event) => {
  const answer = await call(intakeOf(event), readLogHead, {})
  return { log: answer.is === 'done' ? answer.reply.log : undefined, host: event.url.host }
}
