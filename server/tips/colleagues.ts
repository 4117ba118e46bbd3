import type { ReplyOf } from '#contract/route.ts'
import type { listColleagues } from '#contract/triage.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { insist } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { selectColleagues } from './store-triage.ts'

/** Who at a desk can open its tips, for assigning and mentioning. */
export async function colleaguesAt(db: Database, who: Who, deskId: string): Promise<ReplyOf<typeof listColleagues>> {
  insist(mayAt(who, deskId, 'readTips'), 'notPermitted')
  return { colleagues: await selectColleagues(db, deskId) }
}

/** Refuses `notAColleague` when one of these people cannot open the tips of the desk. */
export async function insistColleagues(tx: Transaction, deskId: string, people: readonly string[]): Promise<void> {
  if (people.length === 0) return
  const colleagues = new Set((await selectColleagues(tx, deskId)).map(({ id }) => id))
  insist(
    people.every((person) => colleagues.has(person)),
    'notAColleague',
  )
}
