import { openTip } from '#contract/tips.ts'
import { callOffice } from '../../../../../session/call-office.ts'
import { session } from '../../../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** Fetches the sealed tip; that somebody looked is recorded by the server. Nothing while the keys are away. */
export const load = (async ({ params, parent, depends }) => {
  depends('office:tip')
  await parent()
  if (!session.isOpen || !session.desk(params.desk)) return { answer: null }
  return { answer: await callOffice(openTip, { params: { tip: params.tip } }) }
}) satisfies PageLoad
