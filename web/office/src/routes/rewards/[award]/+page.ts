import { readAward } from '#contract/awards.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** One award; that somebody looked is recorded by the server. Nothing while the keys are away. */
export const load = (async ({ params, parent, depends }) => {
  depends('office:award')
  await parent()
  return { answer: session.isOpen ? await callOffice(readAward, { params: { award: params.award } }) : null }
}) satisfies PageLoad
