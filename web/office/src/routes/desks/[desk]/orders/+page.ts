import { countDeskOrders, listDeskOrders } from '#contract/orders.ts'
import { orderFiltersOf } from '../../../../orders/order-filters.ts'
import { callOffice } from '../../../../session/call-office.ts'
import { session } from '../../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** One page of the supervision orders of a desk. */
export const load = (async ({ params, url, parent, depends }) => {
  depends('office:orders')
  const { desk: _desk, ...filters } = orderFiltersOf(url.searchParams)
  await parent()
  const desk = session.desk(params.desk)
  if (!session.isOpen || desk?.kind !== 'investigation') return { filters, orders: null }
  const [list, counts] = await Promise.all([
    callOffice(listDeskOrders, { params: { desk: desk.id, ...filters } }),
    callOffice(countDeskOrders, { params: { desk: desk.id } }),
  ])
  return { filters, orders: { list, counts } }
}) satisfies PageLoad
