import { readLapseList } from '#contract/lapses.ts'
import { callOffice } from '../../../../session/call-office.ts'
import { session } from '../../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** One list of what went back to the fund. Nothing while the keys are away. */
export const load = (async ({ params, parent, depends }) => {
  depends('office:lapses')
  await parent()
  if (!session.isOpen || !session.may('readBooks')) return { answer: null }
  return { answer: await callOffice(readLapseList, { params: { list: params.list } }) }
}) satisfies PageLoad
