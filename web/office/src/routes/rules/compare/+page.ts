import { listRuleDrafts, listRuleSets, openRuleSet, readRuleDraft, reassessAwards } from '#contract/rule-sets.ts'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import { chosenFrom } from '../../../rules/chosen.ts'
import type { PageLoad } from './$types'

/** The two sets of the address, and last year's awards under both; without an address what holds and what waits or begins next. */
export const load = (async ({ parent, url }) => {
  await parent()
  if (!session.isOpen) return { compared: null }
  const [list, drafts] = await Promise.all([callOffice(listRuleSets, {}), callOffice(listRuleDrafts, {})])
  if (list.is !== 'done') return { compared: list }
  if (drafts.is !== 'done') return { compared: drafts }
  const chosen = chosenFrom(url.searchParams, list.reply.sets)
  if (chosen === null) return { compared: { is: 'alone' as const } }
  const [before, after] = await Promise.all([documentAt(chosen.before), documentAt(chosen.after)])
  if (before.is !== 'done') return { compared: before }
  if (after.is !== 'done') return { compared: after }
  const reassessed = await callOffice(reassessAwards, { params: chosen })
  const sides = { before: { at: chosen.before, rules: before.reply }, after: { at: chosen.after, rules: after.reply } }
  return { compared: { is: 'done' as const, sets: list.reply.sets, drafts: drafts.reply.drafts, ...sides, reassessed } }
}) satisfies PageLoad

/** The document of a set by its place, or of a draft by its id. */
async function documentAt(at: string): Promise<Answer<RuleSet>> {
  const isSet = /^\d{1,9}$/.test(at)
  const answer = isSet
    ? await callOffice(openRuleSet, { params: { seq: Number(at) } })
    : await callOffice(readRuleDraft, { params: { draft: at } })
  return answer.is === 'done' ? { is: 'done', reply: answer.reply.document } : answer
}
