import { readJournal } from '#contract/books.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** One entry. */
export const load = (async ({ params, parent }) => {
  await parent()
  if (!session.isOpen || !session.may('readBooks')) return { sheet: null }
  return { sheet: await callOffice(readJournal, { params }) }
}) satisfies PageLoad
