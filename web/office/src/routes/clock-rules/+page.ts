import { readCalendar } from '#contract/calendar.ts'
import { readDeadlines } from '#contract/deadlines.ts'
import { callOffice } from '../../session/call-office.ts'
import { session } from '../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** The deadlines and the calendars by year. */
export const load = (async ({ parent, depends }) => {
  depends('office:clock-rules')
  await parent()
  if (!session.isOpen) return { rules: null }
  const [deadlines, calendar] = await Promise.all([callOffice(readDeadlines, {}), callOffice(readCalendar, {})])
  return { rules: { deadlines, calendar } }
}) satisfies PageLoad
