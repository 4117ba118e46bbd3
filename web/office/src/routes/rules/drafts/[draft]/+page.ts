import { listRuleSets, readRuleDraft } from '#contract/rule-sets.ts'
import { callOffice } from '../../../../session/call-office.ts'
import { session } from '../../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** A draft with its document, and the sets that it has to fit between. */
export const load = (async ({ parent, params, depends }) => {
  depends('office:rule-draft')
  await parent()
  if (!session.isOpen) return { draft: null, sets: null }
  const [draft, sets] = await Promise.all([
    callOffice(readRuleDraft, { params: { draft: params.draft } }),
    callOffice(listRuleSets, {}),
  ])
  return { draft, sets }
}) satisfies PageLoad
