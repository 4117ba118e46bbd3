import { listJournals } from '#contract/books.ts'
import { journalFiltersOf } from '../../books/journal-filters.ts'
import { callOffice } from '../../session/call-office.ts'
import { session } from '../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** A page of the entries. */
export const load = (async ({ url, parent }) => {
  const filters = journalFiltersOf(url.searchParams)
  await parent()
  if (!session.isOpen || !session.may('readBooks')) return { filters, list: null }
  return { filters, list: await callOffice(listJournals, { params: filters }) }
}) satisfies PageLoad
