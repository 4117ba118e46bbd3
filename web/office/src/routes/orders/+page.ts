import { readCalendar } from '#contract/calendar.ts'
import { countOrders, listOrders } from '#contract/orders.ts'
import { listDesks } from '#contract/staff.ts'
import { orderFiltersOf } from '../../orders/order-filters.ts'
import { callOffice } from '../../session/call-office.ts'
import { session } from '../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** One page of the supervision orders of all desks, for the auditor. */
export const load = (async ({ url, parent, depends }) => {
  depends('office:orders')
  const filters = orderFiltersOf(url.searchParams)
  await parent()
  if (!session.isOpen || !session.may('superviseDesks')) return { filters, orders: null }
  const [list, counts, calendar, desks] = await Promise.all([
    callOffice(listOrders, { params: filters }),
    callOffice(countOrders, {}),
    callOffice(readCalendar, {}),
    callOffice(listDesks, {}),
  ])
  return { filters, orders: { list, counts, calendar, desks } }
}) satisfies PageLoad
