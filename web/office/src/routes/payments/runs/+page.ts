import { countPayables } from '#contract/payables.ts'
import { listRuns } from '#contract/runs.ts'
import { runFiltersOf } from '../../../payments/run-filters.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** One page of the batches. Nothing while the keys are away. */
export const load = (async ({ url, parent, depends }) => {
  depends('office:runs')
  const filters = runFiltersOf(url.searchParams)
  await parent()
  if (!session.isOpen || !session.may('readBooks')) return { filters, answers: null }
  const [list, counts] = await Promise.all([callOffice(listRuns, { params: filters }), callOffice(countPayables, {})])
  return { filters, answers: { list, counts } }
}) satisfies PageLoad
