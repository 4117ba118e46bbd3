import type { Transaction } from '#db/connect.ts'
import { MONEY_REFUSALS } from '#db/sql-states.ts'
import { refusingBy } from '../http/refusing-by.ts'
import { found, insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { BooksDeps } from './deps.ts'
import { selectBudget, settleBudget } from './store-funds.ts'

type Nothing = Record<string, never>

/**
 * Confirms what somebody else entered: the database enters it in the books. Refuses `budgetNotFound`, `ownBudget`, `budgetUsed` when
 * so much is not available, `monthClosed`.
 */
export async function confirm({ db, now }: BooksDeps, who: Who, id: string): Promise<Nothing> {
  await db
    .transaction(async (tx) => {
      const { proposedBy } = await waiting(tx, id)
      insist(proposedBy !== who.staff, 'ownBudget')
      await settleBudget(tx, id, { confirmedBy: who.staff, confirmedAt: now() })
      await record(tx, { did: 'confirm-budget', staff: who.staff })
    })
    .catch(refusingBy(MONEY_REFUSALS, 'entryDiffers'))
  return {}
}

/** Takes a budget away that nobody has confirmed, whoever entered it. Refuses `budgetNotFound`. */
export async function withdraw({ db, now }: BooksDeps, who: Who, id: string): Promise<Nothing> {
  await db.transaction(async (tx) => {
    await waiting(tx, id)
    await settleBudget(tx, id, { withdrawnBy: who.staff, withdrawnAt: now() })
    await record(tx, { did: 'withdraw-budget', staff: who.staff })
  })
  return {}
}

/** A budget that waits, locked: of two who settle it at once the second finds none. */
async function waiting(tx: Transaction, id: string): Promise<{ proposedBy: string }> {
  const budget = found(await selectBudget(tx, id), 'budgetNotFound')
  insist(budget.confirmedAt === null && budget.withdrawnAt === null, 'budgetNotFound')
  return budget
}
