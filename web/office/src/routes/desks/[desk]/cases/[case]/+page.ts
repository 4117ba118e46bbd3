import { openCase } from '#contract/cases.ts'
import { callOffice } from '../../../../../session/call-office.ts'
import { session } from '../../../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** Fetches a case, its texts sealed; that somebody looked is recorded by the server. Nothing while the keys are away. */
export const load = (async ({ params, parent, depends }) => {
  depends('office:case')
  await parent()
  if (!session.isOpen || !session.desk(params.desk)) return { answer: null }
  return { answer: await callOffice(openCase, { params: { case: params.case } }) }
}) satisfies PageLoad
