import { countCases, listCases } from '#contract/cases.ts'
import { caseFiltersOf } from '../../../../cases/case-filters.ts'
import { callOffice } from '../../../../session/call-office.ts'
import { session } from '../../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** One page of the cases of a desk, and the counts. Nothing while the keys are away. */
export const load = (async ({ params, url, parent, depends }) => {
  depends('office:cases')
  const filters = caseFiltersOf(url.searchParams)
  await parent()
  if (!session.isOpen || !session.desk(params.desk)) return { filters, cases: null }
  const [list, counts] = await Promise.all([
    callOffice(listCases, { params: { desk: params.desk, ...filters } }),
    callOffice(countCases, { params: { desk: params.desk } }),
  ])
  return { filters, cases: { list, counts } }
}) satisfies PageLoad
