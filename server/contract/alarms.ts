import * as z from 'zod/mini'
import { awardNumber } from './award-lists.ts'
import { MAX_SEALED_BYTES } from './envelope.ts'
import { FUNDS } from './rewards/content.ts'
import { b64, id, instant, recipient, route, wholeNumber } from './route.ts'

/**
 * Alarms about money 资金预警: what an auditor should look into, since it is how a fund is emptied from inside. Each says why, with its
 * figures, and leads to the trail. None says that somebody did wrong: each may have a good reason.
 */

/** From when on something is asked about. Each figure is ours; whoever looks may know better. */
export const LIMITS = {
  /** How far back awards, claims and batches are looked at: a year of the fund. */
  days: 365,
  /** Rewarded tips of one officer: an officer of a busy squad has some, five a year stand out. */
  manyTips: 5,
  /** From so many rewarded tips on, a third of all with one officer stands out too. */
  allTips: 10,
  manyOneIn: 3,
  /** A tip that is made up afterwards comes shortly before the action that it should have led to. */
  hoursBeforeAction: 48,
  /** So close below a limit that it looks aimed at: five percent of it. */
  belowPercent: 5,
  /** A tipster looks in from time to time; whoever decided about the award knows at once. */
  hoursAfterGrant: 2,
  /** A mistyped voucher is corrected at the second try. */
  wrongVouchers: 3,
  vouchersMinutes: 60,
  /** Checking means opening each claim; nobody reads one in less. Once may be chance. */
  checkSeconds: 60,
  quickChecks: 3,
  /** Below so many awards of a desk most of them by the same two people is chance. */
  pairAwards: 6,
} as const

/** In the order in which they are told apart, and listed. */
export const ALARM_KINDS = [
  'disputed', // 登记被举报人否认
  'bad-signature', // 领取登记签名不符
  'books-differ', // 对账有差异
  'same-account', // 同一账户领取多笔
  'office-claim', // 登记来自办公网络
  'voucher-series', // 连续输错领取凭证
  'many-rewarded', // 经手线索获奖较多
  'accepted-shortly', // 行动前不久受理
  'under-limit', // 金额略低于限额
  'split', // 同案多笔合计超限额
  'quick-claim', // 核准后很快登记
  'quick-check', // 复核用时很短
  'same-pair', // 提出与审批集中于两人
] as const
export type AlarmKind = (typeof ALARM_KINDS)[number]

/** How soon somebody should look: today, in these days, at a next occasion. */
export const GRAVITIES = ['urgent', 'soon', 'note'] as const
export type Gravity = (typeof GRAVITIES)[number]

const sumFen = z.string().check(z.regex(/^\d{1,18}$/))
/** Below which limit a sum stays: the one from which a second leader approves, or the most for a report or a case. */
export const UNDER = ['second-approval', 'report', 'case'] as const

/** Why there is an alarm: its kind with the figures that made it. */
export const why = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('disputed'), isFrozen: z.boolean() }),
  z.object({ kind: z.literal('bad-signature'), isFrozen: z.boolean() }),
  z.object({ kind: z.literal('books-differ'), differences: wholeNumber, isFrozen: z.boolean() }),
  z.object({ kind: z.literal('same-account'), tips: wholeNumber, strikes: wholeNumber, fen: sumFen }),
  /** `hours` after it was granted, begun ones counted whole. */
  z.object({ kind: z.literal('office-claim'), hours: wholeNumber }),
  z.object({ kind: z.literal('quick-claim'), hours: wholeNumber }),
  z.object({
    kind: z.literal('voucher-series'),
    by: z.enum(['award', 'person']),
    wrong: wholeNumber,
    isFrozen: z.boolean(),
  }),
  /** Of `all` rewarded tips; how many the officer accepted, and put forward. */
  z.object({
    kind: z.literal('many-rewarded'),
    count: wholeNumber,
    all: wholeNumber,
    accepted: wholeNumber,
    proposed: wholeNumber,
  }),
  /** `isTypedIn`: somebody of the office took the report down, so its code was in their hands. */
  z.object({ kind: z.literal('accepted-shortly'), minutes: wholeNumber, isTypedIn: z.boolean() }),
  /** `isDecided`: people chose some of the sum within what the rules allow. */
  z.object({
    kind: z.literal('under-limit'),
    limit: z.enum(UNDER),
    fen: sumFen,
    limitFen: sumFen,
    isDecided: z.boolean(),
  }),
  z.object({ kind: z.literal('split'), fund: z.enum(FUNDS), count: wholeNumber, fen: sumFen, limitFen: sumFen }),
  z.object({ kind: z.literal('quick-check'), count: wholeNumber, seconds: wholeNumber }),
  z.object({ kind: z.literal('same-pair'), together: wholeNumber, all: wholeNumber }),
])
export type Why = z.output<typeof why>

const person = z.object({ id, login: z.string(), name: z.string() })
const desk = z.object({ id, nameZh: z.string(), nameEn: z.string() })
export const aboutAward = z.object({ award: id, number: awardNumber })

export const alarm = z.object({
  /** What it is about, the same as long as it stands, like `same-account/<token>`. */
  alarm: z.string().check(z.maxLength(160)),
  gravity: z.enum(GRAVITIES),
  why,
  /** When it came about, and when it last became more. */
  since: instant,
  latest: instant,
  people: z.array(person),
  desk: z.nullable(desk),
  awards: z.array(aboutAward),
  /** The numbers of tips and cases, for the trail. */
  tips: z.array(z.string()),
  cases: z.array(z.string()),
  runs: z.array(z.object({ run: id, number: z.string() })),
})
export type Alarm = z.output<typeof alarm>

/** An alarm, and who looked into it, the newest first. It is open until somebody did after it last became more. */
export const alarmRow = z.object({
  ...alarm.shape,
  isOpen: z.boolean(),
  reviews: z.array(
    z.object({
      review: id,
      by: person,
      at: instant,
      /** An envelope of kind `alarm-note` of this review at 0. */
      noteB64: b64(MAX_SEALED_BYTES),
    }),
  ),
})
export type AlarmRow = z.output<typeof alarmRow>

export const ALARM_STATES = ['open', 'seen'] as const // 待核查 已核查
export type AlarmState = (typeof ALARM_STATES)[number]
export const ALARM_PAGE_ROWS = 50

export const listAlarms = route({
  id: 'listAlarms',
  about:
    'Alarms about money, open or looked into; the graver first, then the newer. Computed when asked for, from what stands.',
  method: 'GET',
  path: '/api/audit/alarms',
  params: z.object({
    state: z.enum(ALARM_STATES),
    kind: z.optional(z.enum(ALARM_KINDS)),
    /** How many to pass over. */
    after: z.optional(wholeNumber),
  }),
  reply: z.object({
    rows: z.array(alarmRow),
    /** The `after` of the next page. */
    next: z.nullable(wholeNumber),
    counts: z.object({ open: wholeNumber, seen: wholeNumber }),
    /** Of this state, by kind. */
    kinds: z.array(z.object({ kind: z.enum(ALARM_KINDS), count: wholeNumber })),
    /** To whom a note is sealed: the audit desks. */
    recipients: z.array(z.object({ desk, recipient })),
  }),
})
export type Alarms = z.output<typeof listAlarms.reply>

export const countAlarms = route({
  id: 'countAlarms',
  about: 'How many alarms nobody has looked into, how many of them today, and how many payments are held up.',
  method: 'GET',
  path: '/api/audit/alarms/counts',
  reply: z.object({ open: wholeNumber, urgent: wholeNumber, frozen: wholeNumber }),
})

/** What stands inside a note or a reason. */
export const auditText = z.string().check(z.trim(), z.minLength(2), z.maxLength(4000))

export const reviewAlarm = route({
  id: 'reviewAlarm',
  about: 'Says that an alarm was looked into, with what was found. Refused when it has become more since it was seen.',
  method: 'POST',
  path: '/api/audit/alarms/reviews/:review',
  maxBytes: 256 * 1024,
  params: z.object({ review: id }),
  body: z.object({ alarm: alarm.shape.alarm, seen: instant, noteB64: b64(MAX_SEALED_BYTES) }),
})
