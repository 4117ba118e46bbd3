import { listAlarms } from '#contract/alarms.ts'
import { alarmPlaceOf } from '../../../alarms/alarm-filters.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** Alarms about money. Nothing while the keys are away. */
export const load = (async ({ url, parent, depends }) => {
  depends('office:alarms')
  const place = alarmPlaceOf(url.searchParams)
  await parent()
  if (!session.isOpen || !session.may('watchMoney')) return { place, answer: null }
  return { place, answer: await callOffice(listAlarms, { params: place }) }
}) satisfies PageLoad
