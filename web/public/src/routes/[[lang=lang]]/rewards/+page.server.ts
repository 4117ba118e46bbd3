import type { RequestEvent } from '@sveltejs/kit'
import { estimateReward, readPublishedRules, type PublishedRulesReply } from '#contract/estimate.ts'
import { isNothing, readEstimate, typedOf, type Typed } from '#contract/rewards/estimate-form.ts'
import { collectingUnder } from '#contract/rewards/rule-set.ts'
import { call } from '#ui/client.ts'
import { intakeOf } from '../../../answers/intake-of.ts'
import type { Estimated, RewardsPage } from '../../../rewards/estimated.ts'
import { shownFields } from '../../../rewards/what-is-shown.ts'
import type { PageServerLoad } from './$types.js'

/** The rules, and what they would pay for what stands in the address. Nothing of it is kept or logged. */
export const load: PageServerLoad = async (event): Promise<{ rewards: RewardsPage }> => {
  const query = event.url.searchParams
  const found = await rulesFor(event, query.get('set'))
  if ('is' in found) return { rewards: { is: found.is } }
  const typed = typedOf((field) => (query.has(field) ? query.getAll(field) : undefined))
  const more = query.get('more')
  const fields = shownFields(found.reply.document, typed, more)
  const estimated = await estimatedFor(event, found.reply.rules.code, typed, more)
  const { reply, isOtherAsked } = found
  const collecting = collectingUnder(reply.document)
  return { rewards: { is: 'rules', ...reply, collecting, isOtherAsked, typed, fields, estimated } }
}

type Found = { reply: PublishedRulesReply; isOtherAsked: boolean } | { is: 'unreachable' | 'none' }

/** The rule set that the address names; where there is none, the one in force. */
async function rulesFor(event: RequestEvent, set: string | null): Promise<Found> {
  const answer = await call(intakeOf(event), readPublishedRules, { params: set === null ? {} : { set } })
  if (answer.is === 'done') return { reply: answer.reply, isOtherAsked: false }
  if (answer.is === 'unreachable') return { is: 'unreachable' }
  if (set === null) return { is: answer.refusal === 'notFound' ? 'none' : 'unreachable' }
  const current = await rulesFor(event, null)
  return 'is' in current ? current : { ...current, isOtherAsked: true }
}

async function estimatedFor(event: RequestEvent, set: string, typed: Typed, more: string | null): Promise<Estimated> {
  if (Object.keys(typed).length === 0) return { is: 'notAsked' }
  const { asked, wrong } = readEstimate(typed)
  if (wrong.length > 0) return { is: 'wrong', wrong }
  // Who asks for more rows has not finished yet.
  if (isNothing(asked)) return { is: more === null ? 'empty' : 'notAsked' }
  const answer = await call(intakeOf(event), estimateReward, { params: { set, ...mutable(typed) } })
  return answer.is === 'done' ? { is: 'done', assessment: answer.reply.assessment } : { is: 'unreachable' }
}

const mutable = (typed: Typed): Partial<Record<keyof Typed, string[]>> =>
  Object.fromEntries(Object.entries(typed).map(([field, values]) => [field, [...values]]))
