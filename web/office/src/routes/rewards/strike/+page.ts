import { prepareAward } from '#contract/awards.ts'
import { openCase } from '#contract/cases.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** What the records say for an award to those who took part in a case, and the tips of the case. Nothing while the keys are away. */
export const load = (async ({ url, parent }) => {
  const of = url.searchParams.get('case')
  await parent()
  if (!session.isOpen || of === null) return { answer: null, links: [] }
  const [answer, opened] = await Promise.all([
    callOffice(prepareAward, { params: { case: of } }),
    callOffice(openCase, { params: { case: of } }),
  ])
  return { answer, links: opened.is === 'done' ? opened.reply.links : [] }
}) satisfies PageLoad
