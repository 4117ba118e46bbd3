import { findOwed, listFreezes } from '#contract/freezes.ts'
import { freezePlaceOf } from '../../../alarms/freeze-filters.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** Payments that are held up, and the award that is looked up for holding one up. Nothing while the keys are away. */
export const load = (async ({ url, parent, depends }) => {
  depends('office:freezes')
  const place = freezePlaceOf(url.searchParams)
  const { award, ...filters } = place
  await parent()
  if (!session.isOpen || !session.may('watchMoney')) return { place, answers: null }
  const [list, owed] = await Promise.all([
    callOffice(listFreezes, { params: filters }),
    award === undefined ? null : callOffice(findOwed, { params: { number: award } }),
  ])
  return { place, answers: { list, owed } }
}) satisfies PageLoad
