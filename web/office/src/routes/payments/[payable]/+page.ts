import { readPayable } from '#contract/payments.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** Something that is owed, with its evidence. Nothing while the keys are away. */
export const load = (async ({ params, parent, depends }) => {
  depends('office:payable')
  await parent()
  if (!session.isOpen || !session.may('readBooks')) return { answer: null }
  return { answer: await callOffice(readPayable, { params: { payable: params.payable } }) }
}) satisfies PageLoad
