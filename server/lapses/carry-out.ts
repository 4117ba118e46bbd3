import type { LapsesDeps } from './deps.ts'
import { carryOut, selectConfirmed } from './store.ts'

/**
 * Carries out every list that two people confirmed. A job: each list stands for itself, in one statement that settles all of it or
 * nothing, so a run that is cut off is made up by the next, and of two at once the second finds it done. Answers how many items
 * were settled.
 */
export async function carryOutLapses({ db, now }: LapsesDeps): Promise<number> {
  let settled = 0
  for (const { list } of await selectConfirmed(db)) settled += await carryOut(db, list, now())
  return settled
}
