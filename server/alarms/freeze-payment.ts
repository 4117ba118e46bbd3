import { isHoldable } from '#contract/freezes.ts'
import { MONEY_REFUSALS } from '#db/sql-states.ts'
import { found, insist } from '../http/refusal.ts'
import { refusingBy } from '../http/refusing-by.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { AlarmsDeps } from './deps.ts'
import { insertFreeze, selectPayableState } from './store-freezes.ts'

/**
 * Holds a payment up, whatever else holds it up already. Refuses `payableNotFound`, `paidAlready` for what is paid or gone,
 * `frozenAlready` while an auditor holds it up; of two at once the second finds it so.
 */
export async function freeze({ db, now }: AlarmsDeps, who: Who, payable: string): Promise<Record<string, never>> {
  return db
    .transaction(async (tx) => {
      insist(isHoldable(found(await selectPayableState(tx, payable), 'payableNotFound')), 'paidAlready')
      await insertFreeze(tx, { payableId: payable, cause: 'audit', at: now(), staffId: who.staff })
      await record(tx, { did: 'freeze-payment', staff: who.staff })
      return {}
    })
    .catch(refusingBy(MONEY_REFUSALS, 'frozenAlready'))
}
