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
  const [overview, orders, calendar] = await Promise.all([
    callOffice(readAuditOverview, {}),
    callOffice(countOrders, {}),
    callOffice(readCalendar, {}),
  ])
  return { answers: { overview, orders, calendar } }
}) satisfies PageLoad
