import { readCheck } from '#contract/audit.ts'
import { callOffice } from '../../../../session/call-office.ts'
import { session } from '../../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** One run of the verifier. Nothing while the keys are away. */
export const load = (async ({ params, parent }) => {
  await parent()
  if (!session.isOpen || !session.may('audit')) return { answer: null }
  return { answer: await callOffice(readCheck, { params: { check: Number(params.check) } }) }
}) satisfies PageLoad
