import type { proposeBudget, reverseBudget } from '#contract/funds.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Transaction } from '#db/connect.ts'
import { MONEY_REFUSALS } from '#db/sql-states.ts'
import { refusingBy } from '../http/refusing-by.ts'
import { found, insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { dayInSanya } from '../tips/day.ts'
import type { BooksDeps } from './deps.ts'
import { insertBudget, selectBudget, type NewBudget } from './store-funds.ts'

type Nothing = Record<string, never>

/** Enters a budget, which waits for another person. The same again changes nothing; another one of this id is refused (`entryDiffers`). */
export async function propose({ db, now }: BooksDeps, who: Who, body: BodyOf<typeof proposeBudget>): Promise<Nothing> {
  const { budget: id, fund, year, is, fen, document, documentOn } = body
  insist(documentOn <= dayInSanya(now()), 'invalidInput', { field: 'documentOn' })
  const sum = is === 'taken' ? -BigInt(fen) : BigInt(fen)
  await db.transaction((tx) =>
    enter(tx, {
      id,
      fund,
      year,
      fen: sum,
      document,
      documentOn,
      reverses: null,
      proposedBy: who.staff,
      proposedAt: now(),
    }),
  )
  return {}
}

/**
 * Proposes to take a confirmed budget back by one over the same sum. Refuses `budgetNotFound` for one that does not count, and
 * `proposalOpen` where it is taken back already or somebody else has proposed that.
 */
export async function reverse(
  { db, now }: BooksDeps,
  who: Who,
  reverses: string,
  { budget: id, document, documentOn }: BodyOf<typeof reverseBudget>,
): Promise<Nothing> {
  insist(documentOn <= dayInSanya(now()), 'invalidInput', { field: 'documentOn' })
  await db
    .transaction(async (tx) => {
      const first = found(await selectBudget(tx, reverses), 'budgetNotFound')
      insist(first.confirmedAt !== null, 'budgetNotFound')
      const { fund, year } = first
      const proposed = { proposedBy: who.staff, proposedAt: now() }
      await enter(tx, { id, fund, year, fen: -first.fen, document, documentOn, reverses, ...proposed })
    })
    .catch(refusingBy(MONEY_REFUSALS, 'proposalOpen'))
  return {}
}

async function enter(tx: Transaction, budget: NewBudget): Promise<void> {
  if (await insertBudget(tx, budget)) return record(tx, { did: 'propose-budget', staff: budget.proposedBy })
  const there = found(await selectBudget(tx, budget.id), 'entryDiffers')
  const isSame = (['fund', 'year', 'fen', 'document', 'documentOn', 'reverses', 'proposedBy'] as const).every(
    (part) => there[part] === budget[part],
  )
  insist(isSame, 'entryDiffers')
}
