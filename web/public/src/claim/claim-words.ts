import { m as c } from '#claim/messages.js'
import type { Rejection } from '#contract/money/chain.ts'
import type { Method } from '#contract/money/names.ts'
import type { Failure } from './claim-state.ts'
import type { Deadline } from './deadline.ts'
import type { Standing } from './standing.ts'
import type { ClaimWrong } from './wrong-in-claim.ts'

const standings: Readonly<Record<Standing, () => string>> = {
  open: c.state_open,
  over: c.state_over,
  claimed: c.state_claimed,
  declining: c.state_declining,
  'sent-back': c.state_sent_back,
  held: c.state_held,
  paying: c.state_paying,
  paid: c.state_paid,
  lapsed: c.state_lapsed,
  declined: c.state_declined,
  cancelled: c.state_cancelled,
}
export const standingWords = (standing: Standing): string => standings[standing]()

/** What a way is, and what it costs in anonymity. */
export type WayWords = { title: string; what: string; costs: string; short: string }
const ways: Readonly<Record<Method, (needsId: boolean) => WayWords>> = {
  transfer: () => ({
    title: c.way_transfer(),
    what: c.way_transfer_what(),
    costs: c.way_transfer_costs(),
    short: c.short_transfer(),
  }),
  voucher: (needsId) => ({
    title: c.way_voucher(),
    what: c.way_voucher_what(),
    costs: needsId ? c.way_voucher_costs_id() : c.way_voucher_costs(),
    short: c.short_voucher(),
  }),
  proxy: () => ({ title: c.way_proxy(), what: c.way_proxy_what(), costs: c.way_proxy_costs(), short: c.short_proxy() }),
  decline: () => ({
    title: c.way_decline(),
    what: c.way_decline_what(),
    costs: c.way_decline_costs(),
    short: c.short_decline(),
  }),
}
export const wayWords = (method: Method, needsId = false): WayWords => ways[method](needsId)

const causes: Readonly<Record<Rejection, () => string>> = {
  'name-differs': c.cause_name_differs,
  'account-wrong': c.cause_account_wrong,
  'account-closed': c.cause_account_closed,
  other: c.cause_other,
}
export const causeWords = (cause: Rejection): string => causes[cause]()

const failures: Readonly<Record<Failure, () => string>> = {
  offline: c.failed_offline,
  moved: c.failed_moved,
  closed: c.failed_closed,
  held: c.failed_held,
  refused: c.failed_refused,
}
export const failureWords = (why: Failure): string => failures[why]()

/** How many days are left; nothing once they are over. */
export function leftWords({ left }: Deadline): string {
  if (left < 0) return ''
  if (left === 0) return c.left_none()
  return left === 1 ? c.left_one() : c.left_many({ count: String(left) })
}

const wrongs: Readonly<Record<string, () => string>> = {
  'method missing': c.wrong_method,
  'name missing': c.wrong_name_missing,
  'bank missing': c.wrong_bank_missing,
  'bank form': c.wrong_bank_form,
  'account missing': c.wrong_account_missing,
  'account form': c.wrong_account_form,
  'accountSure doubtful': c.wrong_account_doubt,
  'idNumber missing': c.wrong_id_missing,
  'idNumber form': c.wrong_id_form,
  'proxyName missing': c.wrong_proxyname_missing,
  'proxyId missing': c.wrong_id_missing,
  'proxyId form': c.wrong_id_form,
  'word form': c.wrong_word_form,
  'declineSure missing': c.wrong_decline_missing,
}
export const wrongClaimWords = ({ field, why }: ClaimWrong): string =>
  (why === 'tooLong' ? c.wrong_too_long : (wrongs[`${field} ${why}`] ?? c.wrong_too_long))()
