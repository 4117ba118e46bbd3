import { listRuleDrafts, listRuleSets, openRuleSet, type RuleStanding } from '#contract/rule-sets.ts'
import type { ReplyOf } from '#contract/route.ts'
import { callOffice } from '../../session/call-office.ts'
import { session } from '../../session/session.svelte.ts'
import type { PageLoad } from './$types'

type List = ReplyOf<typeof listRuleSets>

/** What holds, what waits, and drafts; of what waits and what holds also the documents, to compare them. */
export const load = (async ({ parent, depends }) => {
  depends('office:rules')
  await parent()
  if (!session.isOpen) return { rules: null }
  const [list, drafts] = await Promise.all([
    callOffice(listRuleSets, {}),
    session.may('keepRules') ? callOffice(listRuleDrafts, {}) : null,
  ])
  const [proposal, current] =
    list.is === 'done' ? await Promise.all([opened(list.reply, 'proposed'), opened(list.reply, 'in-force')]) : []
  return { rules: { list, drafts, proposal: proposal ?? null, current: current ?? null } }
}) satisfies PageLoad

/** The set that stands so, when there is one and it could be read. */
async function opened({ sets }: List, wanted: RuleStanding): Promise<ReplyOf<typeof openRuleSet> | null> {
  const set = sets.find(({ standing }) => standing === wanted)
  if (set === undefined) return null
  const answer = await callOffice(openRuleSet, { params: { seq: set.seq } })
  return answer.is === 'done' ? answer.reply : null
}
