import { isHoldable } from '#contract/freezes.ts'
import { UNIQUE_VIOLATION } from '#db/sql-states.ts'
import { found, insist, Refusal } from '../http/refusal.ts'
import { codeOf } from '../http/refuse-error.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { AlarmsDeps } from './deps.ts'
import { insertFreeze, selectFreezesOf, selectPayableState } from './store-freezes.ts'

/**
 * Holds a payment up. Refuses `payableNotFound`, `paidAlready` for what is paid or gone, `frozenAlready` while it is held up; of two
 * at once the second finds it so.
 */
export async function freeze({ db, now }: AlarmsDeps, who: Who, payable: string): Promise<Record<string, never>> {
  return db
    .transaction(async (tx) => {
      insist(isHoldable(found(await selectPayableState(tx, payable), 'payableNotFound')), 'paidAlready')
      const before = await selectFreezesOf(tx, payable)
      insist(!before.some(({ releasedAt }) => releasedAt === null), 'frozenAlready')
      const seq = (before.at(-1)?.seq ?? 0) + 1
      await insertFreeze(tx, { payableId: payable, seq, cause: 'audit', at: now(), staffId: who.staff })
      await record(tx, { did: 'freeze-payment', staff: who.staff })
      return {}
    })
    .catch((error: unknown) => {
      throw codeOf(error) === UNIQUE_VIOLATION ? new Refusal('frozenAlready') : error
    })
}
