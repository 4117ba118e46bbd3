import { readRun } from '#contract/runs.ts'
import { callOffice } from '../../../../session/call-office.ts'
import { session } from '../../../../session/session.svelte.ts'
import type { PageLoad } from './$types'

/** One batch; before it was sent there is only its draft in this browser. Nothing while the keys are away. */
export const load = (async ({ params, parent, depends }) => {
  depends('office:run')
  await parent()
  const { run } = params
  if (!session.isOpen || !session.may('readBooks')) return { run, answer: null }
  return { run, answer: await callOffice(readRun, { params: { run } }) }
}) satisfies PageLoad
