import { listRuleDrafts, listRuleExamples, listRuleSets } from '#contract/rule-sets.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** What a draft can begin with. `from` in the address names one set. */
export const load = (async ({ parent, url }) => {
  await parent()
  if (!session.isOpen) return { start: null, from: null }
  const [sets, drafts, examples] = await Promise.all([
    callOffice(listRuleSets, {}),
    callOffice(listRuleDrafts, {}),
    callOffice(listRuleExamples, {}),
  ])
  const from = Number(url.searchParams.get('from') ?? 0)
  return { start: { sets, drafts, examples }, from: Number.isInteger(from) && from > 0 ? from : null }
}) satisfies PageLoad
