import type { Outcome, PaymentState, Rejection } from '#contract/money/chain.ts'
import { causeOf, type AnswerRow } from './answer-rows.ts'

/** A line of the batch, as it stands in the books. Whole fen as text; `line` from 1. */
export type OurPayment = { payment: string; reference: string; fen: string; state: PaymentState; line: number }

/** What can be entered of the bank's answer to one payment. The same shape as a line of `enterAnswers`. */
export type EnteredAnswer = {
  payment: string
  outcome: Outcome
  cause: Rejection | null
  fen: string
  bankReference: string
}

/**
 * What became of a row, or of a payment that no row speaks of. Only `enter` is ever entered, and a payment has one of them at most.
 * `repeated`: the same row again. `conflict`: two rows say different things of one payment, so neither counts.
 */
export type Match =
  | { is: 'enter'; row: AnswerRow; ours: OurPayment; answer: EnteredAnswer }
  | { is: 'known'; row: AnswerRow; ours: OurPayment }
  | { is: 'wrong-sum' | 'unread' | 'conflict' | 'repeated' | 'not-waiting'; row: AnswerRow; ours: OurPayment }
  | { is: 'not-ours'; row: AnswerRow }
  | { is: 'missing'; ours: OurPayment }

/** Compares the bank's answer with the batch, row by row in the file's order; payments that it does not speak of come last. */
export function matchAnswers(rows: readonly AnswerRow[], payments: readonly OurPayment[], digestHex: string): Match[] {
  const byReference = new Map(payments.map((each) => [each.reference, each]))
  const told = Map.groupBy(rows, ({ reference }) => reference)
  const shared = sharedSerials(rows)
  const counted = new Set<string>()
  const matches = rows.map((row): Match => {
    const ours = byReference.get(row.reference)
    if (ours === undefined) return { is: 'not-ours', row }
    const all = told.get(row.reference) ?? []
    if (all.some((other) => !saysTheSame(other, row))) return { is: 'conflict', row, ours }
    if (counted.has(row.reference)) return { is: 'repeated', row, ours }
    counted.add(row.reference)
    return matchOne(row, ours, (outcome) => referenceOf(row, outcome, shared, digestHex))
  })
  const missing = payments.filter(({ reference, state }) => !told.has(reference) && isWaiting(state))
  return [...matches, ...missing.map((ours): Match => ({ is: 'missing', ours }))]
}

const isWaiting = (state: PaymentState): boolean => state === 'instructed' || state === 'unknown'

const saysTheSame = (one: AnswerRow, other: AnswerRow): boolean =>
  one.status === other.status && one.fen === other.fen && one.serial === other.serial

function matchOne(row: AnswerRow, ours: OurPayment, numberOf: (outcome: Outcome) => string): Match {
  const { status, fen } = row
  if (status === null || fen === null) return { is: 'unread', row, ours }
  if (fen !== BigInt(ours.fen)) return { is: 'wrong-sum', row, ours }
  // Banks call both 退汇: what came back at once, and what came back after it was booked.
  const outcome = status === 'bounced' && isWaiting(ours.state) ? 'rejected' : status
  if (isKnown(ours.state, outcome)) return { is: 'known', row, ours }
  if (outcome === 'bounced' ? ours.state !== 'paid' : !isWaiting(ours.state)) return { is: 'not-waiting', row, ours }
  const cause = outcome === 'rejected' || outcome === 'bounced' ? causeOf(`${row.reason} ${row.said}`) : null
  const answer = { payment: ours.payment, outcome, cause, fen: ours.fen, bankReference: numberOf(outcome) }
  return { is: 'enter', row, ours, answer }
}

const isKnown = (state: PaymentState, outcome: Outcome): boolean =>
  state === outcome || (state === 'bounced' && outcome === 'paid')

/** Numbers that stand on rows of several payments: some banks give one to the whole batch. */
function sharedSerials(rows: readonly AnswerRow[]): ReadonlySet<string> {
  const seen = new Map<string, string>()
  const shared = new Set<string>()
  for (const { serial, reference } of rows) {
    if (serial === null) continue
    if ((seen.get(serial) ?? reference) !== reference) shared.add(serial)
    seen.set(serial, reference)
  }
  return shared
}

/**
 * The bank's own number of a row; with our own where it stands on several; else where the row stands in this very file. What came back
 * after it was booked keeps the number of the booking at some banks, so it has a mark of its own. At most 40 signs.
 */
function referenceOf(row: AnswerRow, outcome: Outcome, shared: ReadonlySet<string>, digestHex: string): string {
  const { serial, reference, line } = row
  const fromFile = `${digestHex.slice(0, 24)}/${line}`
  if (serial === null) return fromFile
  const own = [serial, ...(shared.has(serial) ? [reference] : []), ...(outcome === 'bounced' ? ['back'] : [])].join('/')
  return own.length <= MOST_REFERENCE ? own : fromFile
}
const MOST_REFERENCE = 40

/** What can be entered, one line a payment at most. */
export const entered = (matches: readonly Match[]): EnteredAnswer[] =>
  matches.flatMap((match) => (match.is === 'enter' ? [match.answer] : []))
