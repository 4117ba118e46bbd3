import { readSite } from '#contract/intake.ts'
import { intakeOf } from '../../answers/intake-of.ts'
import type { RequestHandler } from './$types.js'

/** The intake's answer to `readSite` as it is, compressed by the hook: the desks' keys are the heaviest thing a report needs. */
export const GET: RequestHandler = async (event) => {
  const site = await intakeOf(event)(readSite.path, { method: readSite.method })
  return new Response(await site.arrayBuffer(), {
    status: site.status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })
}
