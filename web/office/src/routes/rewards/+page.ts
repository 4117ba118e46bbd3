import { countAwards, listAwards } from '#contract/award-lists.ts'
import { awardFiltersOf } from '../../rewards/award-filters.ts'
import { callOffice } from '../../session/call-office.ts'
import { session } from '../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** One page of the awards that the one who sits here may see. */
export const load = (async ({ url, parent, depends }) => {
  depends('office:awards')
  const filters = awardFiltersOf(url.searchParams)
  await parent()
  if (!session.isOpen || !session.may('readAwards')) return { filters, awards: null }
  const fund = filters.fund === undefined ? {} : { fund: filters.fund }
  const [list, counts] = await Promise.all([
    callOffice(listAwards, { params: filters }),
    callOffice(countAwards, { params: fund }),
  ])
  return { filters, awards: { list, counts } }
}) satisfies PageLoad
