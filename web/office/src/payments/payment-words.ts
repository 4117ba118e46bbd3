import type { JournalKind } from '#contract/money/accounts.ts'
import type {
  FreezeCause,
  Outcome,
  PayableState,
  PaymentState,
  Rejection,
  RunKind,
  RunState,
  RunStep,
} from '#contract/money/chain.ts'
import type { Method } from '#contract/money/names.ts'
import { m } from '#words/messages.js'

type Words<K extends string> = Readonly<Record<K, () => string>>

export const payableStateWords: Words<PayableState> = {
  open: m.pay_state_open,
  claimed: m.pay_state_claimed,
  paying: m.pay_state_paying,
  paid: m.pay_state_paid,
  lapsed: m.pay_state_lapsed,
  declined: m.pay_state_declined,
  cancelled: m.pay_state_cancelled,
}

export const methodWords: Words<Method> = {
  transfer: m.pay_method_transfer,
  voucher: m.pay_method_voucher,
  proxy: m.pay_method_proxy,
  decline: m.pay_method_decline,
}

/** Why something is held up, and what that means for whoever would pay it. */
export const freezeWords: Words<FreezeCause> = {
  disputed: m.pay_freeze_disputed,
  vouchers: m.pay_freeze_vouchers,
  signature: m.pay_freeze_signature,
  books: m.pay_freeze_books,
  audit: m.pay_freeze_audit,
}

export const runKindWords: Words<RunKind> = { bank: m.pay_run_bank, cash: m.pay_run_cash }

/** Where a batch stands; what is handed over is another thing at a desk than at a bank. */
export const runStateWords = (state: RunState, kind: RunKind): string =>
  ({
    made: m.pay_run_made,
    checked: kind === 'cash' ? m.pay_run_checked_cash : m.pay_run_checked_bank,
    handed: m.pay_run_handed,
    done: m.pay_run_done,
    withdrawn: m.pay_run_withdrawn,
  })[state]()

/** A step as it stands on its button and among the signatures. */
export const runStepWords = (step: RunStep, kind: RunKind): string =>
  ({
    make: m.pay_step_make,
    check: m.pay_step_check,
    hand: kind === 'cash' ? m.pay_step_hand_cash : m.pay_step_hand_bank,
    withdraw: m.pay_step_withdraw,
  })[step]()

export const paymentStateWords: Words<PaymentState> = {
  reserved: m.pay_line_reserved,
  instructed: m.pay_line_instructed,
  unknown: m.pay_line_unknown,
  paid: m.pay_line_paid,
  rejected: m.pay_line_rejected,
  bounced: m.pay_line_bounced,
  withdrawn: m.pay_line_withdrawn,
}

export const outcomeWords: Words<Outcome> = {
  paid: m.pay_line_paid,
  rejected: m.pay_line_rejected,
  unknown: m.pay_line_unknown,
  bounced: m.pay_line_bounced,
}

export const rejectionWords: Words<Rejection> = {
  'name-differs': m.pay_rejected_name,
  'account-wrong': m.pay_rejected_account,
  'account-closed': m.pay_rejected_closed,
  other: m.pay_rejected_other,
}

/** What an entry in the books says of something that is owed. */
export const journalWords: Words<JournalKind> = {
  appropriate: m.pay_journal_appropriate,
  reduce: m.pay_journal_reduce,
  open: m.pay_journal_open,
  commit: m.pay_journal_commit,
  release: m.pay_journal_release,
  grant: m.pay_journal_grant,
  ungrant: m.pay_journal_ungrant,
  reserve: m.pay_journal_reserve,
  unreserve: m.pay_journal_unreserve,
  settle: m.pay_journal_settle,
  bounce: m.pay_journal_bounce,
  lapse: m.pay_journal_lapse,
  decline: m.pay_journal_decline,
}
