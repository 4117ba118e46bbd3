import { readCalendar } from '#contract/calendar.ts'
import { callOffice } from '../../../../session/call-office.ts'
import { session } from '../../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** What is known of a year's calendar, for who enters it. */
export const load = (async ({ parent }) => {
  await parent()
  return { answer: session.isOpen ? await callOffice(readCalendar, {}) : null }
}) satisfies PageLoad
