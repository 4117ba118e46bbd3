import { openCase } from '#contract/cases.ts'
import { callOffice } from '../../../../../../session/call-office.ts'
import { session } from '../../../../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** Fetches the case that the sheet is about. Nothing while the keys are away. */
export const load = (async ({ params, parent, depends }) => {
  depends('office:case')
  await parent()
  if (!session.isOpen || !session.desk(params.desk)) return { answer: null }
  return { answer: await callOffice(openCase, { params: { case: params.case } }) }
}) satisfies PageLoad
