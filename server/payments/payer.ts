import { may, type Permission } from '#contract/roles.ts'
import type { Owed, Payer } from '#contract/money/may-pay.ts'
import type { Database, Transaction } from '#db/connect.ts'
import type { Who } from '../http/serve.ts'
import { hasDecided, hasHandledAward } from '../rewards/stepper.ts'
import { selectLiveRun } from './store-runs.ts'
import { selectClaim, selectOpenFreezes, selectTries, type Claim, type OwedRow, type Try } from './store.ts'

/** A voucher that was right is good for so long. */
const VOUCHER_MS = 30 * 60_000

const PAYING: readonly Permission[] = ['preparePayments', 'checkPayments']
/** What somebody may do about payments, at whichever desk. */
export const permissionsOf = (who: Who): readonly Permission[] =>
  PAYING.filter((one) => who.desks.some(({ role }) => may(role, one)))

/** Until when a right voucher is good. */
export const goodUntil = ({ at }: Pick<Try, 'at'>): Date => new Date(at.getTime() + VOUCHER_MS)

/** What a person who presented a right voucher of the newest claim may still pay on; null: none. */
export function goodTry(tries: readonly Try[], staff: string, claimSeq: number | null, now: Date): Try | null {
  const isGood = (one: Try): boolean =>
    one.isRight && one.staffId === staff && one.claimSeq === claimSeq && goodUntil(one) > now
  return tries.find(isGood) ?? null
}

export type Facing = { owed: Owed; payer: Payer; claim: Claim | null; tries: Try[] }

/** What is owed and the one who would do something about it, as `mayPay` takes both. */
export async function facing(db: Database | Transaction, who: Who, row: OwedRow, now: Date): Promise<Facing> {
  const { payable, award, content } = row
  const claim = payable.claimSeq === null ? null : await selectClaim(db, payable.id, payable.claimSeq)
  const open = await selectOpenFreezes(db, [payable.id])
  const tries = await selectTries(db, payable.id)
  const permissions = permissionsOf(who)
  const run = await selectLiveRun(db, payable.id)
  const isUnchecked = run !== null && run.checker === null && permissions.includes('checkPayments')
  const isChecker = run !== null && (run.checker === who.staff || isUnchecked)
  return {
    claim,
    tries,
    owed: { fund: payable.fund, state: payable.state, isFrozen: open.length > 0, method: claim?.method ?? null },
    payer: {
      permissions,
      hasStepped: await hasDecided(db, award.id, who.staff),
      hasHandled: await hasHandledAward(db, award, content, who.staff),
      inRun: run?.maker === who.staff ? 'cashier' : isChecker ? 'checker' : null,
      hasVoucher: goodTry(tries, who.staff, payable.claimSeq, now) !== null,
    },
  }
}
