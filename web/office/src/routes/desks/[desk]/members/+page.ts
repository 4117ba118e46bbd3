import { readDesk } from '#contract/staff.ts'
import { callOffice } from '../../../../session/call-office.ts'
import { session } from '../../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** Who is on the desk, and who is invited. */
export const load = (async ({ params, parent, depends }) => {
  depends('office:members')
  await parent()
  if (!session.isOpen || !session.desk(params.desk)) return { answer: null }
  return { answer: await callOffice(readDesk, { params: { desk: params.desk } }) }
}) satisfies PageLoad
