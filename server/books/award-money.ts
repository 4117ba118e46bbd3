import type { AwardMoney } from '#contract/funds.ts'
import { may } from '#contract/roles.ts'
import type { AwardState } from '#contract/rewards/chain.ts'
import type { Database } from '#db/connect.ts'
import type { Who } from '../http/serve.ts'
import { ownAward } from '../rewards/own-award.ts'
import { dayInSanya } from '../tips/day.ts'
import type { BooksDeps } from './deps.ts'
import { selectAvailable, selectPayables, selectYearOf } from './store-award-money.ts'

/** How the money of an award stands. Refuses `awardNotFound` for those who may not see it. */
export async function moneyOf({ db, now }: BooksDeps, who: Who, awardId: string): Promise<AwardMoney> {
  const { award } = await ownAward(db, who, awardId)
  const payables = await selectPayables(db, award.id, award.version)
  const readsBooks = who.desks.some(({ role }) => may(role, 'readBooks'))
  const isPaid = award.kind === 'grant' && !NOTHING_TO_PAY.includes(award.state)
  return { payables, fund: readsBooks && isPaid ? await fundOf(db, award, dayInSanya(now())) : null }
}
const NOTHING_TO_PAY: readonly AwardState[] = ['denied', 'withdrawn']

type Award = Awaited<ReturnType<typeof ownAward>>['award']

async function fundOf(db: Database, award: Award, today: string): Promise<AwardMoney['fund']> {
  const kept = await selectYearOf(db, award.id, award.version)
  const year = kept ?? Number(today.slice(0, 4))
  const available = await selectAvailable(db, award.fund, year)
  return {
    year,
    available: String(available),
    isCommitted: kept !== null,
    isEnough: kept !== null || available >= award.totalFen,
  }
}
