import { listBudgets, readFunds } from '#contract/funds.ts'
import { callOffice } from '../../session/call-office.ts'
import { session } from '../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** Both funds of a year, and its documents. */
export const load = (async ({ url, parent, depends }) => {
  depends('office:funds')
  await parent()
  if (!session.isOpen || !session.may('readBooks')) return { read: null }
  const asked = /^20\d\d$/.test(url.searchParams.get('year') ?? '') ? Number(url.searchParams.get('year')) : undefined
  const funds = await callOffice(readFunds, { params: asked === undefined ? {} : { year: asked } })
  if (funds.is !== 'done') return { read: { funds, budgets: funds } }
  return { read: { funds, budgets: await callOffice(listBudgets, { params: { year: funds.reply.year } }) } }
}) satisfies PageLoad
