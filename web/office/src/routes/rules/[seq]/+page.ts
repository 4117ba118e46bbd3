import { openRuleSet } from '#contract/rule-sets.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** One rule set with its document. An address without a number asks for one that nobody has. */
export const load = (async ({ parent, depends, params }) => {
  depends('office:rules')
  await parent()
  const seq = /^\d{1,9}$/.test(params.seq) ? Number(params.seq) : 0
  return { answer: session.isOpen ? await callOffice(openRuleSet, { params: { seq } }) : null }
}) satisfies PageLoad
