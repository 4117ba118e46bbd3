import { ACCOUNTS, JOURNAL_KINDS, type Account } from '#contract/money/accounts.ts'
import { PAYABLE_STATES, PAYMENT_STATES, RUN_STATES } from '#contract/money/chain.ts'
import { DIFFERENCES, type ComparedKind, type Difference, type DifferenceKind } from '#contract/reconciliation.ts'
import { FUNDS } from '#contract/rewards/content.ts'
import { m } from '#words/messages.js'
import { fundWords } from '../rewards/award-words.ts'
import { journalWords, payableStateWords, paymentStateWords, runStateWords } from '../payments/payment-words.ts'
import { accountWords } from './book-words.ts'
import { moneyText } from './money-text.ts'

/** Differences in words: what differs, over what, and what it should be. */

export const differenceWords: Readonly<Record<DifferenceKind, () => string>> = {
  'year-missing': m.diff_year_missing,
  'entry-sides': m.diff_entry_sides,
  'entry-month': m.diff_entry_month,
  'entry-unfounded': m.diff_entry_unfounded,
  'posting-alone': m.diff_posting_alone,
  balance: m.diff_balance,
  'number-missing': m.diff_number_missing,
  'number-twice': m.diff_number_twice,
  'number-wrong': m.diff_number_wrong,
  counter: m.diff_counter,
  'month-changed': m.diff_month_changed,
  'budget-entered': m.diff_budget_entered,
  'award-content': m.diff_award_content,
  'award-sum': m.diff_award_sum,
  'award-committed': m.diff_award_committed,
  'award-granted': m.diff_award_granted,
  'payable-missing': m.diff_payable_missing,
  'payable-extra': m.diff_payable_extra,
  'payable-sum': m.diff_payable_sum,
  'payable-owed': m.diff_payable_owed,
  'payable-paying': m.diff_payable_paying,
  'payable-state': m.diff_payable_state,
  'payable-returned': m.diff_payable_returned,
  'claim-content': m.diff_claim_content,
  'claim-missing': m.diff_claim_missing,
  'payment-sum': m.diff_payment_sum,
  'payment-claim': m.diff_payment_claim,
  'payment-entries': m.diff_payment_entries,
  'payment-receipt': m.diff_payment_receipt,
  'payment-outcome': m.diff_payment_outcome,
  'paid-twice': m.diff_paid_twice,
  'run-sum': m.diff_run_sum,
  'run-content': m.diff_run_content,
  'run-state': m.diff_run_state,
}

export const comparedWords: Readonly<Record<ComparedKind, (count: { count: number }) => string>> = {
  journals: m.recon_journals,
  postings: m.recon_postings,
  budgets: m.recon_budgets,
  awards: m.recon_awards,
  payables: m.recon_payables,
  claims: m.recon_claims,
  payments: m.recon_payments,
  runs: m.recon_runs,
  outcomes: m.recon_outcomes,
}

const missingWords: Readonly<Record<string, () => string>> = {
  budget: m.diff_missing_budget,
  award: m.diff_missing_award,
  payable: m.diff_missing_payable,
  payment: m.diff_missing_payment,
}

/** One of the words of a table; what the table does not know stands for itself. */
function wordOf<K extends string>(names: readonly K[], words: Readonly<Record<K, () => string>>, said: string): string {
  const name = names.find((one) => one === said)
  return name === undefined ? said : words[name]()
}

/** What one side of a difference says; null where nothing is there. */
export function saidWords({ is }: Pick<Difference, 'is'>, said: string | null): string {
  if (said === null || said === '') return m.recon_nothing()
  const as = DIFFERENCES[is]
  if (as === 'fen') return moneyText(said)
  if (as === 'state') return wordOf(PAYABLE_STATES, payableStateWords, said)
  if (as === 'outcome') return wordOf(PAYMENT_STATES, paymentStateWords, said)
  if (as === 'run') return runWords(said)
  if (as === 'sides') return said.split(',').map(sideWords).join('；')
  if (as === 'kinds')
    return said
      .split(',')
      .map((kind) => wordOf(JOURNAL_KINDS, journalWords, kind))
      .join(m.list_comma())
  return is === 'entry-unfounded' ? (missingWords[said]?.() ?? said) : said
}

function runWords(said: string): string {
  const state = RUN_STATES.find((one) => one === said)
  return state === undefined ? said : runStateWords(state, 'bank')
}

function sideWords(side: string): string {
  const [account = '', fen = '0'] = side.split(':')
  const isDebit = !fen.startsWith('-')
  return m.diff_side({
    side: isDebit ? m.balance_debit() : m.balance_credit(),
    account: accountName(account),
    amount: moneyText(fen.replace('-', '')),
  })
}

const accountName = (account: string): string => wordOf<Account>(ACCOUNTS, accountWords, account)

const ACCOUNT = /^(?:(?<month>\d{4}-\d\d) )?(?<fund>tips|strikes)\/(?<year>\d{4})(?:\/(?<account>\w+))?$/
const PLACE = /^(?<number>(?:JL|DJ)-\d{4}-\d+)\/(?<place>\d+)(?:#(?<seq>\d+))?$/
const CLAIM = /^(?<over>[^#]+)#(?<seq>\d+)$/

/** What a difference is over, by the name that people know it by. */
export function overWords({ over }: Pick<Difference, 'over'>): string {
  const { month, fund, year = '', account } = ACCOUNT.exec(over)?.groups ?? {}
  const known = FUNDS.find((one) => one === fund)
  if (known !== undefined) {
    const name = { fund: fundWords[known](), year }
    const words = account ? m.diff_account_of({ ...name, account: accountName(account) }) : m.diff_fund_of(name)
    return month ? `${month} ${words}` : words
  }
  const { number, place, seq } = PLACE.exec(over)?.groups ?? {}
  if (number !== undefined) {
    const person = m.diff_participant({ number, place: place ?? '' })
    return seq ? m.diff_claim_of({ over: person, seq }) : person
  }
  const claim = CLAIM.exec(over)?.groups
  return claim ? m.diff_claim_of({ over: claim['over'] ?? '', seq: claim['seq'] ?? '' }) : over
}
