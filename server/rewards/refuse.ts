import { REWARD_REFUSALS, UNIQUE_VIOLATION } from '#db/sql-states.ts'
import { Refusal } from '../http/refusal.ts'
import { codeOf } from '../http/refuse-error.ts'

/** What the database keeps out, in the words of refusals. A key that is taken means that somebody was quicker. */
export function refuseByDatabase(error: unknown): never {
  const code = codeOf(error)
  if (code === UNIQUE_VIOLATION) throw new Refusal('awardMoved')
  const refusal = code === null ? undefined : REWARD_REFUSALS[code]
  throw refusal === undefined ? error : new Refusal(refusal)
}
