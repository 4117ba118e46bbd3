import { LIMITS, type AlarmKind } from '#contract/alarms.ts'
import { m } from '#words/messages.js'

/** From when on each kind is raised, for the legend. */
export const kindMeanings: Readonly<Record<AlarmKind, () => string>> = {
  disputed: m.alarm_disputed_means,
  'bad-signature': m.alarm_bad_signature_means,
  'books-differ': m.alarm_books_differ_means,
  'same-account': m.alarm_same_account_means,
  'office-claim': m.alarm_office_claim_means,
  'voucher-series': () =>
    m.alarm_voucher_series_means({ minutes: LIMITS.vouchersMinutes, count: LIMITS.wrongVouchers }),
  'many-rewarded': () => m.alarm_many_rewarded_means({ count: LIMITS.manyTips, all: LIMITS.allTips }),
  'accepted-shortly': () => m.alarm_accepted_shortly_means({ hours: LIMITS.hoursBeforeAction }),
  'under-limit': () => m.alarm_under_limit_means({ percent: LIMITS.belowPercent }),
  split: m.alarm_split_means,
  'quick-claim': () => m.alarm_quick_claim_means({ hours: LIMITS.hoursAfterGrant }),
  'quick-check': () => m.alarm_quick_check_means({ seconds: LIMITS.checkSeconds, count: LIMITS.quickChecks }),
  'same-pair': () => m.alarm_same_pair_means({ count: LIMITS.pairAwards }),
}
