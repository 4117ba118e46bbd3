import { readOrder } from '#contract/orders.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** One supervision order of any desk, sealed. Nothing while the keys are away. */
export const load = (async ({ params, parent, depends }) => {
  depends('office:order')
  await parent()
  return { answer: session.isOpen ? await callOffice(readOrder, { params: { order: params.order } }) : null }
}) satisfies PageLoad
