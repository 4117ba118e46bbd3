import { readGraph } from '#contract/matching.ts'
import { callOffice } from '../../../../../../session/call-office.ts'
import { session } from '../../../../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** What hangs together with a tip, as tokens and sealed indexes. Nothing while the keys are away. */
export const load = (async ({ params, parent }) => {
  await parent()
  if (!session.isOpen || !session.desk(params.desk)) return { answer: null }
  return { answer: await callOffice(readGraph, { params: { tip: params.tip } }) }
}) satisfies PageLoad
