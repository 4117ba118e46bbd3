import { MAX_RECIPIENTS } from '#contract/envelope.ts'
import { WRONG_VOUCHERS } from '#contract/money/chain.ts'
import type { ShownFreeze } from '#contract/money/evidence.ts'
import { mayPay, PAY_ACTS } from '#contract/money/may-pay.ts'
import type { ReadPayable } from '#contract/payments.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import type { Database } from '#db/connect.ts'
import { found } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { readAsFinance } from '../rewards/read-award.ts'
import type { PaymentsDeps } from './deps.ts'
import { evidenceOf, shownClaim } from './evidence.ts'
import { facing, goodTry, type Facing } from './payer.ts'
import { shownPayments } from './shown-payment.ts'
import { selectFinanceRecipients } from './store-desks.ts'
import { selectPaymentsOf } from './store-runs.ts'
import {
  selectClaims,
  selectFreezes,
  selectJournals,
  selectOwed,
  type FreezeRow,
  type OwedRow,
  type Try,
} from './store.ts'

/** One thing that is owed with its evidence, its history and what the one who asks may do. The award that it comes from leaves its trace. */
export async function readOne(deps: PaymentsDeps, who: Who, payableId: string): Promise<ReadPayable> {
  const { db, now } = deps
  const row = found(await selectOwed(db, payableId), 'payableNotFound')
  const { payable, award } = row
  const shownAward = await readAsFinance(deps, who, award.id)
  const claims = (await selectClaims(db, payable.id)).map((claim) => shownClaim(award.id, claim))
  const freezes = await selectFreezes(db, payable.id)
  const face = await facing(db, who, row, now())
  const mine = mineOf(face)
  const enters = mine.some(({ act, refused }) => act === 'enter' && refused === null)
  return {
    number: award.number,
    ...whose(row),
    since: payable.since.toISOString(),
    claimUntil: award.claimUntil,
    evidence: await evidenceOf(deps, row, { award: shownAward, claims, freezes }),
    claims,
    nextSeq: (payable.claimSeq ?? 0) + 1,
    recipients: enters ? await selectFinanceRecipients(db, MAX_RECIPIENTS) : [],
    freezes: freezes.map(shownFreeze),
    vouchers: {
      left: leftOf(face.tries, face.owed.isFrozen),
      rightAt: goodTry(face.tries, who.staff, payable.claimSeq, now())?.at.toISOString() ?? null,
    },
    payments: await paymentsOf(db, payable.id),
    journals: (await selectJournals(db, payable.id)).map((one) => ({ ...one, fen: String(one.fen) })),
    mine,
  }
}

/** The name of somebody who took part, or the number of a reporter. */
export function whose({
  payable: { participant },
  content,
}: Pick<OwedRow, 'payable' | 'content'>): Pick<ReadPayable, 'name' | 'reporter'> {
  if (content.fund === 'tips') return { name: null, reporter: content.reporter }
  return { name: content.participants[participant - 1]?.name ?? null, reporter: null }
}

/** How many wrong vouchers are still taken before it is held up; the database counts every fifth since the last right one. */
export function leftOf(tries: readonly Try[], isFrozen: boolean): number {
  const right = tries.findIndex(({ isRight }) => isRight)
  const wrong = right === -1 ? tries.length : right
  return isFrozen ? 0 : WRONG_VOUCHERS - (wrong % WRONG_VOUCHERS)
}

/** What says that something is not theirs, or that it is not its turn. */
const NOT_MINE: readonly (RefusalCode | null)[] = ['notPermitted', 'claimMoved', 'claimClosed', 'paidAlready']
/** What is theirs and has its turn, and why they still cannot do it. */
const mineOf = ({ owed, payer }: Facing): ReadPayable['mine'] =>
  PAY_ACTS.map((act) => ({ act, refused: mayPay(act, owed, payer) })).filter(
    ({ refused }) => !NOT_MINE.includes(refused),
  )

async function paymentsOf(db: Database, payableId: string): Promise<ReadPayable['payments']> {
  const rows = await selectPaymentsOf(db, payableId)
  const shown = await shownPayments(
    db,
    rows.map(({ payment }) => payment),
  )
  return rows.map(({ payment, run: { id, number, kind, state } }) => ({
    ...shown(payment),
    run: { run: id, number, kind, state },
  }))
}

const shownFreeze = ({ freeze, by, releasedBy }: FreezeRow): ShownFreeze => ({
  seq: freeze.seq,
  cause: freeze.cause,
  at: freeze.at.toISOString(),
  by,
  released:
    freeze.releasedAt === null || releasedBy === null ? null : { by: releasedBy, at: freeze.releasedAt.toISOString() },
})
