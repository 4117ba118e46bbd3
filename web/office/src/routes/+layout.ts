import type { Failure } from '../words/refusals.ts'
import { session } from '../session/session.svelte.ts'

export const ssr = false

/** Finds out whether the office is founded and whether somebody is signed in. */
export async function load(): Promise<{ failure: Failure | null }> {
  return { failure: await session.find() }
}
