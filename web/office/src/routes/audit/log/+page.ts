import { readVerification } from '#contract/audit.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** The newest heads and the last runs of the verifier. Nothing while the keys are away. */
export const load = (async ({ parent, depends }) => {
  depends('office:audit-log')
  await parent()
  return { answer: session.isOpen && session.may('audit') ? await callOffice(readVerification, {}) : null }
}) satisfies PageLoad
