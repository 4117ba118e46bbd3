import { readSupervision } from '#contract/supervision.ts'
import { callOffice } from '../../session/call-office.ts'
import { session } from '../../session/session.svelte.ts'
import { viewOf } from '../../supervision/view.ts'
import { dayInSanya } from '../../words/days.ts'
import type { PageLoad } from './$types'

/** The figures of all desks for the period of the address. */
export const load = (async ({ url, parent, depends }) => {
  depends('office:supervision')
  const view = viewOf(url.searchParams, dayInSanya(new Date()))
  await parent()
  return { view, answer: session.isOpen ? await callOffice(readSupervision, { params: view }) : null }
}) satisfies PageLoad
