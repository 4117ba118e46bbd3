import { readPayouts } from '#contract/books.ts'
import { payoutViewOf } from '../../../books/payout-view.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import { dayInSanya } from '../../../words/days.ts'
import type { PageLoad } from './$types'

/** What was paid in the days of the address. */
export const load = (async ({ url, parent }) => {
  const view = payoutViewOf(url.searchParams, dayInSanya(new Date()))
  await parent()
  if (!session.isOpen || !session.may('readBooks')) return { view, table: null }
  return { view, table: await callOffice(readPayouts, { params: view }) }
}) satisfies PageLoad
