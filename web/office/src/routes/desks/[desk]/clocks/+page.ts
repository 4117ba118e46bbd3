import { readCalendar } from '#contract/calendar.ts'
import { CLOCK_GROUPS, countClocks, listClocks } from '#contract/clocks.ts'
import { countDeskOrders, listDeskOrders } from '#contract/orders.ts'
import { may } from '#contract/roles.ts'
import { clockFiltersOf } from '../../../../clocks/clock-filters.ts'
import { callOffice } from '../../../../session/call-office.ts'
import { session } from '../../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** The clocks of a desk, the first page of each group, and whether a year's calendar is missing. Nothing while the keys are away. */
export const load = (async ({ params, url, parent, depends }) => {
  depends('office:clocks')
  const filters = clockFiltersOf(url.searchParams)
  await parent()
  const desk = session.desk(params.desk)
  if (!session.isOpen || desk?.kind !== 'investigation' || !may(desk.role, 'readTips')) return { filters, clocks: null }
  const { id } = desk
  const [counts, calendar, orders, ordersCounted, ...pages] = await Promise.all([
    callOffice(countClocks, { params: { desk: id, ...filters } }),
    callOffice(readCalendar, {}),
    callOffice(listDeskOrders, { params: { desk: id, turn: 'desk' } }),
    callOffice(countDeskOrders, { params: { desk: id } }),
    ...CLOCK_GROUPS.map((group) => callOffice(listClocks, { params: { desk: id, group, ...filters } })),
  ])
  return { filters, clocks: { counts, calendar, orders, ordersCounted, pages } }
}) satisfies PageLoad
