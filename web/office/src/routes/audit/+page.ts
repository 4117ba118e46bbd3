import { countAlarms } from '#contract/alarms.ts'
import { readAuditOverview } from '#contract/audit.ts'
import { readCalendar } from '#contract/calendar.ts'
import { countOrders } from '#contract/orders.ts'
import { callOffice } from '../../session/call-office.ts'
import { session } from '../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** What the auditor looks at first. Nothing while the keys are away. */
export const load = (async ({ parent, depends }) => {
  depends('office:audit')
  await parent()
  if (!session.isOpen || !session.may('audit')) return { answers: null }
  const [overview, orders, calendar, alarms] = await Promise.all([
    callOffice(readAuditOverview, {}),
    callOffice(countOrders, {}),
    callOffice(readCalendar, {}),
    callOffice(countAlarms, {}),
  ])
  return { answers: { overview, orders, calendar, alarms } }
}) satisfies PageLoad
