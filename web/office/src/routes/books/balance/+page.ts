import { listMonths, readBalance } from '#contract/books.ts'
import { MONTH } from '../../../books/journal-filters.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** The trial balance of the month in the address, or of everything. */
export const load = (async ({ url, parent }) => {
  await parent()
  if (!session.isOpen || !session.may('readBooks')) return { read: null }
  const month = url.searchParams.get('month') ?? ''
  const [balance, months] = await Promise.all([
    callOffice(readBalance, { params: MONTH.test(month) ? { month } : {} }),
    callOffice(listMonths, {}),
  ])
  return { read: { balance, months } }
}) satisfies PageLoad
