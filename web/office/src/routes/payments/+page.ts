import { countPayables, listPayables } from '#contract/payables.ts'
import { payableFiltersOf } from '../../payments/payable-filters.ts'
import { callOffice } from '../../session/call-office.ts'
import { session } from '../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** One page of what is owed. Nothing while the keys are away. */
export const load = (async ({ url, parent, depends }) => {
  depends('office:payments')
  const filters = payableFiltersOf(url.searchParams)
  await parent()
  if (!session.isOpen || !session.may('readBooks')) return { filters, answers: null }
  const fund = filters.fund === undefined ? {} : { fund: filters.fund }
  const [list, counts] = await Promise.all([
    callOffice(listPayables, { params: filters }),
    callOffice(countPayables, { params: fund }),
  ])
  return { filters, answers: { list, counts } }
}) satisfies PageLoad
