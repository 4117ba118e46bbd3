import { listStaff } from '#contract/staff.ts'
import { callOffice } from '../../session/call-office.ts'
import { session } from '../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** All accounts, for those who keep an eye on them. */
export const load = (async ({ parent, depends }) => {
  depends('office:staff')
  await parent()
  return { answer: session.isOpen ? await callOffice(listStaff, {}) : null }
}) satisfies PageLoad
