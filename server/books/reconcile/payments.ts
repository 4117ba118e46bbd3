import type { JournalKind } from '#contract/money/accounts.ts'
import { paymentAfter, type PayableState, type PaymentState } from '#contract/money/chain.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import type { Difference } from '#contract/reconciliation.ts'
import { net } from './awards.ts'
import { compare, differs, groupedBy } from './differ.ts'
import type { BookFacts, ClaimFact, JournalFact, PayableFact, PaymentFact } from './facts.ts'

/** What is owed against the books, its claims, its payments and what the bank said. */

type Of<T> = ReadonlyMap<string, readonly T[]>
type Index = {
  numbers: ReadonlyMap<string, string>
  byPayable: Of<JournalFact>
  byPayment: Of<JournalFact>
  claims: Of<ClaimFact>
  payments: Of<PaymentFact>
}

export function comparePayments(facts: BookFacts): Difference[] {
  const index: Index = {
    numbers: new Map(facts.awards.map(({ id, number }) => [id, number])),
    byPayable: groupedBy(facts.journals, ({ payableId }) => payableId),
    byPayment: groupedBy(facts.journals, ({ paymentId }) => paymentId),
    claims: groupedBy(facts.claims, ({ payable }) => payable),
    payments: groupedBy(facts.payments, ({ payableId }) => payableId),
  }
  return facts.payables.flatMap((payable) => {
    const number = index.numbers.get(payable.awardId) ?? payable.id
    const over = payable.participant === 0 ? number : `${number}/${payable.participant}`
    const about = { fund: facts.fund, award: payable.awardId, payable: payable.id }
    const found = [
      ...compareOwed(payable, over, index),
      ...compareClaims(payable, over, index.claims.get(payable.id) ?? []),
      ...(index.payments.get(payable.id) ?? []).flatMap((payment) => comparePayment(payment, payable, index)),
    ]
    return found.map((difference) => ({ ...difference, ...about, journal: difference.journal }))
  })
}

function compareOwed(payable: PayableFact, over: string, { byPayable, claims, payments }: Index): Difference[] {
  const journals = byPayable.get(payable.id) ?? []
  const isClaimed = (claims.get(payable.id) ?? []).length > 0
  const live = (payments.get(payable.id) ?? []).filter(({ state }) => !OVER.includes(state))
  const isOwed = payable.state === 'open' || payable.state === 'claimed'
  const returned = payable.state === 'lapsed' || payable.state === 'declined' ? 1 : 0
  const owed = net(journals, ['grant', 'unreserve', 'bounce'], ['ungrant', 'reserve', 'lapse', 'decline'])
  const paying = net(journals, ['reserve'], ['unreserve', 'settle'])
  return [
    ...compare('payable-owed', over, isOwed ? payable.fen : 0n, owed),
    ...compare('payable-paying', over, payable.state === 'paying' ? payable.fen : 0n, paying),
    ...compare('payable-state', over, stateOf(journals, isClaimed), payable.state),
    ...compare('payable-returned', over, returned, payable.returned),
    ...(live.length > 1 ? [differs('paid-twice', over, 1, live.length)] : []),
  ]
}
const OVER: readonly PaymentState[] = ['rejected', 'bounced', 'withdrawn']

/** The state that the books tell. */
function stateOf(journals: readonly JournalFact[], isClaimed: boolean): PayableState {
  const has = (kind: JournalKind): boolean => journals.some((journal) => journal.kind === kind)
  if (has('lapse')) return 'lapsed'
  if (has('decline')) return 'declined'
  if (has('ungrant')) return 'cancelled'
  if (net(journals, ['reserve'], ['unreserve', 'settle']) > 0n) return 'paying'
  if (net(journals, ['settle'], ['bounce']) > 0n) return 'paid'
  return isClaimed ? 'claimed' : 'open'
}

/** Each claim is what was signed, over what is owed; they are numbered from 1, and the newest counts. */
function compareClaims(payable: PayableFact, over: string, claims: readonly ClaimFact[]): Difference[] {
  const newest = claims.length === 0 ? null : Math.max(...claims.map(({ seq }) => seq))
  return [
    ...compare('claim-missing', over, newest, payable.claimSeq),
    ...compare('claim-missing', over, newest ?? 0, claims.length),
    ...claims.flatMap(({ digest, ...said }) => {
      const is = digestOf({ award: payable.awardId, ...said })
      return [
        ...compare('claim-content', `${over}#${said.seq}`, digest, is),
        ...compare('payable-sum', `${over}#${said.seq}`, payable.fen, BigInt(said.fen)),
      ]
    }),
  ]
}

/** The entries that a payment has in each state. */
const ENTRIES: Readonly<Record<PaymentState, readonly JournalKind[]>> = {
  reserved: ['reserve'],
  instructed: ['reserve'],
  unknown: ['reserve'],
  paid: ['reserve', 'settle'],
  rejected: ['reserve', 'unreserve'],
  withdrawn: ['reserve', 'unreserve'],
  bounced: ['reserve', 'settle', 'bounce'],
}

function comparePayment(payment: PaymentFact, payable: PayableFact, { byPayment, claims }: Index): Difference[] {
  const { reference, state, fen } = payment
  const journals = byPayment.get(payment.id) ?? []
  const claim = (claims.get(payable.id) ?? []).find(({ seq }) => seq === payment.claimSeq)
  const kinds = (of: readonly JournalKind[]): string => of.toSorted().join(',')
  const settled = journals.find(({ kind }) => kind === 'settle')
  const receipt = settled === undefined ? null : `${settled.number} ${settled.day}`
  const shown = payment.receipt === null ? null : `${payment.receipt} ${payment.paidOn ?? ''}`
  const odd = journals.find((journal) => journal.fen !== fen || journal.payableId !== payable.id)
  return [
    ...compare('payment-sum', reference, payable.fen, fen),
    ...(odd === undefined ? [] : [differs('payment-sum', odd.number, fen, odd.fen, { journal: odd.id })]),
    ...compare('payment-claim', reference, claim?.digest ?? null, payment.claimDigest),
    ...compare('payment-entries', reference, kinds(ENTRIES[state]), kinds(journals.map(({ kind }) => kind))),
    ...compare('payment-receipt', reference, receipt, shown),
    ...compareOutcomes(payment),
  ]
}

/** The state that follows from the batch and from what the bank said. */
function compareOutcomes({ reference, state, fen, runState, outcomes }: PaymentFact): Difference[] {
  let after: PaymentState | null =
    runState === 'withdrawn' ? 'withdrawn' : runState === 'made' || runState === 'checked' ? 'reserved' : 'instructed'
  for (const { outcome } of outcomes) after = after === null ? null : paymentAfter(after, outcome)
  const other = outcomes.find((outcome) => BigInt(outcome.fen) !== fen)
  const gap = outcomes.findIndex(({ seq }, place) => seq !== place + 1)
  return [
    ...compare('payment-outcome', reference, after, state),
    ...(gap < 0 ? [] : [differs('payment-outcome', reference, null, state)]),
    ...(other === undefined ? [] : [differs('payment-sum', reference, fen, BigInt(other.fen))]),
  ]
}
