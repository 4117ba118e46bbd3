import { readAuditNames, readOpenings } from '#contract/audit.ts'
import { openingsPlaceOf } from '../../../audit/openings-filters.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** Openings that ask for a reason. Nothing while the keys are away. */
export const load = (async ({ url, parent, depends }) => {
  depends('office:audit-openings')
  const place = openingsPlaceOf(url.searchParams)
  await parent()
  if (!session.isOpen || !session.may('audit')) return { place, answers: null }
  const [list, names] = await Promise.all([callOffice(readOpenings, { params: place }), callOffice(readAuditNames, {})])
  return { place, answers: { list, names } }
}) satisfies PageLoad
