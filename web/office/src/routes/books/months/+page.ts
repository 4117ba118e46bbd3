import { listMonths } from '#contract/books.ts'
import { listReconciliations } from '#contract/reconciliation.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** The months of the books, and whether the last comparison found something. */
export const load = (async ({ parent, depends }) => {
  depends('office:months')
  await parent()
  if (!session.isOpen || !session.may('readBooks')) return { read: null }
  const [months, compared] = await Promise.all([callOffice(listMonths, {}), callOffice(listReconciliations, {})])
  return { read: { months, compared } }
}) satisfies PageLoad
