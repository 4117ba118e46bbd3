import { listSupervised } from '#contract/supervision.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import { listViewOf } from '../../../supervision/view.ts'
import { dayInSanya } from '../../../words/days.ts'
import type { PageLoad } from './$types'

/** The tips behind one figure. */
export const load = (async ({ url, parent, depends }) => {
  depends('office:supervision')
  const view = listViewOf(url.searchParams, dayInSanya(new Date()))
  await parent()
  const answer = view !== null && session.isOpen ? await callOffice(listSupervised, { params: view }) : null
  return { view, answer }
}) satisfies PageLoad
