import { PAYABLE_PAGE_ROWS, type countPayables, type listPayables, type PayableRow } from '#contract/payables.ts'
import type { Fund } from '#contract/rewards/content.ts'
import type { ParamsOf, ReplyOf } from '#contract/route.ts'
import type { Who } from '../http/serve.ts'
import { dayInSanya } from '../tips/day.ts'
import type { PaymentsDeps } from './deps.ts'
import { permissionsOf } from './payer.ts'
import { countPayableStates, selectPayableRows, type PayableListRow, type Place } from './store-payables.ts'
import { countRunStates } from './store-runs-list.ts'

/** A page of what is owed. What waits comes oldest first, everything else newest first. */
export async function pageOfPayables(
  { db, now }: PaymentsDeps,
  { after, ...filters }: ParamsOf<typeof listPayables>,
): Promise<ReplyOf<typeof listPayables>> {
  const { state, ready, overdue } = filters
  const waits = state === 'open' || state === 'claimed' || state === 'paying'
  const found = await selectPayableRows(db, {
    filters,
    after: after === undefined ? null : placeOf(after),
    isRising: waits || ready !== undefined || overdue !== undefined,
    today: dayInSanya(now()),
    most: PAYABLE_PAGE_ROWS + 1,
  })
  const rows = found.slice(0, PAYABLE_PAGE_ROWS)
  const last = found.length > rows.length ? rows.at(-1) : undefined
  return { rows: rows.map(rowOf), next: last === undefined ? null : `${last.micros}.${last.payable.id}` }
}

/** How much stands where, and what waits for the one who asks. */
export async function countsOfPayables(
  { db, now }: PaymentsDeps,
  who: Who,
  fund: Fund | undefined,
): Promise<ReplyOf<typeof countPayables>> {
  const today = dayInSanya(now())
  const counts = await countPayableStates(db, { fund, today })
  const turn = { staff: who.staff, permissions: permissionsOf(who) }
  return { today, ...counts, ...(await countRunStates(db, { fund, turn })) }
}

function placeOf(after: string): Place {
  const [micros = '', id = ''] = after.split('.')
  return { micros, id }
}

function rowOf({ payable, award, claim, reporter, name, frozen, sentBack, run }: PayableListRow): PayableRow {
  return {
    payable: payable.id,
    award: award.id,
    number: award.number,
    fund: payable.fund,
    participant: payable.participant,
    name,
    reporter,
    fen: String(payable.fen),
    state: payable.state,
    since: payable.since.toISOString(),
    claimUntil: award.claimUntil,
    claim: claim === null ? null : { seq: claim.seq, method: claim.method, at: claim.at.toISOString() },
    frozen,
    sentBack,
    run,
  }
}
