import { listLogDays } from '#contract/published-log.ts'
import { call } from '#ui/client.ts'
import { intakeOf } from '../../../../answers/intake-of.ts'
import type { PageServerLoad } from './$types.js'

/** A month of heads, or `undefined` when the back office does not answer. What is no day is taken for none. */
export const load: PageServerLoad = async (event) => {
  const asked = event.url.searchParams.get('before') ?? ''
  const params = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? { before: asked } : {}
  const answer = await call(intakeOf(event), listLogDays, { params })
  return { history: answer.is === 'done' ? answer.reply : undefined }
}
