import { listRuns } from '#contract/runs.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** The cash payments that wait: to be checked, and to be handed out. Nothing while the keys are away. */
export const load = (async ({ url, parent, depends }) => {
  depends('office:cash')
  const number = url.searchParams.get('number') ?? ''
  await parent()
  if (!session.isOpen || !session.may('readBooks')) return { number, answers: null }
  const [made, checked] = await Promise.all([
    callOffice(listRuns, { params: { kind: 'cash', state: 'made' } }),
    callOffice(listRuns, { params: { kind: 'cash', state: 'checked' } }),
  ])
  return { number, answers: { made, checked } }
}) satisfies PageLoad
