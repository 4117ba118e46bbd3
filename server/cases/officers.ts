import { may } from '#contract/roles.ts'
import type { Transaction } from '#db/connect.ts'
import { insist } from '../http/refusal.ts'
import { selectMembers } from './store.ts'

/**
 * The officers of a case, each once. Refuses `notAColleague` for whoever cannot open what is sealed to the desk, unless
 * they are among the officers already: who left the desk stays on the cases that they worked on.
 */
export async function insistColleagues(
  tx: Transaction,
  deskId: string,
  officers: readonly string[],
  already: readonly string[] = [],
): Promise<string[]> {
  const members = await selectMembers(tx, deskId)
  const colleagues = members.filter(({ role }) => may(role, 'workCases')).map(({ staffId }) => staffId)
  const each = [...new Set(officers)]
  insist(
    each.every((officer) => colleagues.includes(officer) || already.includes(officer)),
    'notAColleague',
  )
  return each
}
