import type { Alarm, AlarmKind, Gravity, UNDER, Why } from '#contract/alarms.ts'
import { amountWords } from '../rewards/quantity-words.ts'
import type { Speech } from '../rewards/speech.ts'
import { m } from '#words/messages.js'

type Words<K extends string> = Readonly<Record<K, () => string>>

export const kindWords: Words<AlarmKind> = {
  disputed: m.alarm_disputed,
  'bad-signature': m.alarm_bad_signature,
  'books-differ': m.alarm_books_differ,
  'same-account': m.alarm_same_account,
  'office-claim': m.alarm_office_claim,
  'voucher-series': m.alarm_voucher_series,
  'many-rewarded': m.alarm_many_rewarded,
  'accepted-shortly': m.alarm_accepted_shortly,
  'under-limit': m.alarm_under_limit,
  split: m.alarm_split,
  'quick-claim': m.alarm_quick_claim,
  'quick-check': m.alarm_quick_check,
  'same-pair': m.alarm_same_pair,
}

export const gravityWords: Words<Gravity> = {
  urgent: m.alarm_urgent,
  soon: m.alarm_soon,
  note: m.alarm_note,
}

const limitWords: Words<(typeof UNDER)[number]> = {
  'second-approval': m.alarm_limit_second,
  report: m.alarm_limit_report,
  case: m.alarm_limit_case,
}

/** Why there is an alarm, as sentences with its figures. */
export function whyWords(speech: Speech, { why, desk }: Pick<Alarm, 'why' | 'desk'>): string[] {
  const amount = (fen: string): string => amountWords(speech, fen)
  switch (why.kind) {
    case 'disputed':
      return [m.alarm_disputed_why(), heldWords(why.isFrozen)]
    case 'bad-signature':
      return [m.alarm_bad_signature_why(), heldWords(why.isFrozen)]
    case 'books-differ':
      return why.differences > 0
        ? [m.alarm_books_differ_why({ count: why.differences })]
        : [m.alarm_books_freeze_why(), heldWords(why.isFrozen)]
    case 'same-account':
      return [sameAccountWords(why, amount(why.fen)), m.alarm_same_account_may()]
    case 'office-claim':
      return [m.alarm_office_claim_why(), afterWords(why.hours), m.alarm_office_claim_may()]
    case 'quick-claim':
      return [afterWords(why.hours), m.alarm_quick_claim_may()]
    case 'voucher-series':
    case 'many-rewarded':
    case 'accepted-shortly':
    case 'under-limit':
    case 'split':
    case 'quick-check':
    case 'same-pair':
      return whyOfWork(why, amount, deskName(speech, desk))
  }
}

type OfWork = Exclude<
  Why,
  { kind: 'disputed' | 'bad-signature' | 'books-differ' | 'same-account' | 'office-claim' | 'quick-claim' }
>

/** Why, of what people of the office did. */
function whyOfWork(why: OfWork, amount: (fen: string) => string, desk: string): string[] {
  switch (why.kind) {
    case 'voucher-series':
      return why.by === 'award'
        ? [m.alarm_voucher_award_why({ count: why.wrong }), ...(why.isFrozen ? [m.alarm_held()] : [])]
        : [m.alarm_voucher_person_why({ count: why.wrong })]
    case 'many-rewarded': {
      const { count, all, accepted, proposed } = why
      return [m.alarm_many_rewarded_why({ count, all, percent: percentOf(count, all), accepted, proposed })]
    }
    case 'accepted-shortly':
      return [
        m.alarm_accepted_shortly_why({ time: lengthWords(why.minutes) }),
        ...(why.isTypedIn ? [m.alarm_typed_in()] : []),
      ]
    case 'under-limit': {
      const under = String(BigInt(why.limitFen) - BigInt(why.fen))
      const sums = { amount: amount(why.fen), limit: amount(why.limitFen), under: amount(under) }
      return [
        m.alarm_under_limit_why({ ...sums, which: limitWords[why.limit]() }),
        why.isDecided ? m.alarm_under_limit_decided() : m.alarm_under_limit_by_rule(),
      ]
    }
    case 'split':
      return [m.alarm_split_why({ count: why.count, amount: amount(why.fen), limit: amount(why.limitFen) })]
    case 'quick-check':
      return [m.alarm_quick_check_why({ count: why.count, seconds: why.seconds })]
    case 'same-pair':
      return [m.alarm_same_pair_why({ desk, all: why.all, together: why.together })]
  }
}

const heldWords = (isFrozen: boolean): string => (isFrozen ? m.alarm_held() : m.alarm_not_held())

const sameAccountWords = ({ tips, strikes }: { tips: number; strikes: number }, amount: string): string =>
  strikes > 0
    ? m.alarm_same_account_both({ tips, strikes, amount })
    : m.alarm_same_account_tips({ count: tips, amount })

function afterWords(hours: number): string {
  if (hours === 0) return m.alarm_claim_same_hour()
  return hours < 48 ? m.alarm_claim_after({ hours }) : m.alarm_claim_after_days({ days: Math.floor(hours / 24) })
}

const deskName = ({ language: now }: Speech, desk: Alarm['desk']): string =>
  desk === null ? '' : now === 'zh' ? desk.nameZh : desk.nameEn

/** A part of all in percent, rounded. */
export const percentOf = (part: number, all: number): number => (all === 0 ? 0 : Math.round((part / all) * 100))

/** 2 小时 5 分, or minutes alone. */
export function lengthWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return hours === 0 ? m.alarm_minutes({ minutes: rest }) : m.alarm_hours_minutes({ hours, minutes: rest })
}
