import { readLapseList, readLapses } from '#contract/lapses.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** What is due to go back to the fund, and what is on the lists that wait. Nothing while the keys are away. */
export const load = (async ({ parent, depends }) => {
  depends('office:lapses')
  await parent()
  if (!session.isOpen || !session.may('readBooks')) return { answers: null }
  const lapses = await callOffice(readLapses, {})
  const open =
    lapses.is === 'done' ? lapses.reply.lists.filter(({ state }) => state === 'proposed' || state === 'confirmed') : []
  const lists = await Promise.all(open.map(({ list }) => callOffice(readLapseList, { params: { list } })))
  return { answers: { lapses, lists } }
}) satisfies PageLoad
