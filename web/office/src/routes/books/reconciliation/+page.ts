import { listReconciliations, readReconciliation } from '#contract/reconciliation.ts'
import { callOffice } from '../../../session/call-office.ts'
import { session } from '../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** The comparisons, and the one in the address or the newest with what it found. */
export const load = (async ({ url, parent, depends }) => {
  depends('office:reconciliation')
  await parent()
  if (!session.isOpen || !session.may('readBooks')) return { read: null }
  const heads = await callOffice(listReconciliations, {})
  if (heads.is !== 'done') return { read: { heads, shown: null } }
  const asked = /^\d{1,9}$/.test(url.searchParams.get('run') ?? '') ? Number(url.searchParams.get('run')) : null
  const seq = asked ?? heads.reply.rows[0]?.seq ?? null
  return { read: { heads, shown: seq === null ? null : await callOffice(readReconciliation, { params: { seq } }) } }
}) satisfies PageLoad
