import { MONEY_REFUSALS, REWARD_REFUSALS } from '#db/sql-states.ts'
import { refusingBy } from '../http/refusing-by.ts'

/** What the database keeps out, in the words of refusals; a step of an award may also fail in the books. */
export const refuseByDatabase: (error: unknown) => never = refusingBy(
  { ...MONEY_REFUSALS, ...REWARD_REFUSALS },
  'awardMoved',
)
