import * as z from 'zod/mini'
import { CLOCK_KINDS } from './clocks.ts'
import { DISTRICTS } from './places.ts'
import { id, instant, route, wholeNumber } from './route.ts'
import { STAGES } from './stages.ts'
import { day } from './triage.ts'

/** 督导: how desks keep their days. Numbers and times of all desks, never content, and of nobody by name. */

export const GROUPINGS = ['desk', 'district'] as const
export type Grouping = (typeof GROUPINGS)[number]

const kinds = <T extends z.ZodMiniType>(of: T) => z.record(z.enum(CLOCK_KINDS), of)

/** Clocks of one kind that ended in a period: working days as they are counted, and hours by the clock, whole as the times of tipsters are. */
const endedClocks = z.object({
  ended: wholeNumber,
  inTime: wholeNumber,
  /** The middle value, or the mean of the two in the middle. */
  medianDays: z.nullable(z.number()),
  /** Of the period itself alone. */
  medianHours: z.nullable(z.number()),
})
export type EndedClocks = z.output<typeof endedClocks>

/** What happened in a period. `spam`: of the tips received in it, those that are marked so now. */
const happened = z.object({
  received: wholeNumber,
  spam: wholeNumber,
  /** Tips that were closed, or marked as invalid or spam. */
  finished: wholeNumber,
  transfersIn: wholeNumber,
  transfersOut: wholeNumber,
  ordersIssued: wholeNumber,
  /** Orders answered after their day. */
  ordersLate: wholeNumber,
  clocks: kinds(endedClocks),
  /** All clocks of the stages together; answers to tipsters stand apart. */
  stages: z.object({ ended: wholeNumber, inTime: wholeNumber }),
})
export type Happened = z.output<typeof happened>

/** What stands at this moment, whatever the period. */
const standing = z.object({
  open: kinds(wholeNumber),
  overdue: kinds(wholeNumber),
  paused: wholeNumber,
  ordersOpen: wholeNumber,
  ordersOverdue: wholeNumber,
})
export type Standing = z.output<typeof standing>

const figures = z.object({ during: happened, before: happened, now: standing })
export type Figures = z.output<typeof figures>

/** A desk by its id, or a district. Names of districts are words of the browser. */
export const supervisedGroup = z.object({
  key: z.union([id, z.enum(DISTRICTS)]),
  nameZh: z.nullable(z.string()),
  nameEn: z.nullable(z.string()),
  ...figures.shape,
})
export type SupervisedGroup = z.output<typeof supervisedGroup>

const period = z.object({ from: day, to: day })
const asked = { by: z.enum(GROUPINGS), from: day, to: day }

const report = z.object({
  by: z.enum(GROUPINGS),
  /** When the figures were read, and the day in Sanya then. */
  at: instant,
  today: day,
  period,
  /** What it is compared with; of a running period only as much of the one before as has gone by. */
  before: period,
  groups: z.array(supervisedGroup),
  total: figures,
  /** The period in parts, in their order. */
  parts: z.array(z.object({ from: day, to: day, received: wholeNumber, finished: wholeNumber })),
})
export type Supervision = z.output<typeof report>

export const readSupervision = route({
  id: 'readSupervision',
  about: 'Figures of all desks or districts for a period of days in Sanya, beside those of the period before.',
  method: 'GET',
  path: '/api/supervision',
  params: z.object(asked),
  reply: report,
})

export const exportSupervision = route({
  id: 'exportSupervision',
  about: 'The same figures, to be taken out as a file. Leaves a trace.',
  method: 'POST',
  path: '/api/supervision/exports',
  body: z.object(asked),
  reply: report,
})

/** The lists behind the figures. */
export const BEHIND = [
  'received',
  'spam',
  'finished',
  'ended',
  'late',
  'open',
  'overdue',
  'paused',
  'transfers-in',
  'transfers-out',
  'orders',
  'orders-late',
  'orders-open',
  'orders-overdue',
] as const
export type Behind = (typeof BEHIND)[number]

export const supervisedTip = z.object({
  /** Its id, for officers of the desk where it is now alone: to others a tip is a number. */
  tip: z.nullable(id),
  /** Null when retention has deleted the tip; an order for it stays. */
  number: z.nullable(z.string()),
  stage: z.nullable(z.enum(STAGES)),
  /** Where the tip is now, and where this happened. */
  atDesk: z.nullable(id),
  desk: id,
  kind: z.nullable(z.enum(CLOCK_KINDS)),
  startedAt: z.nullable(instant),
  dueOn: z.nullable(day),
  /** The year of the day has no calendar yet. */
  provisional: z.boolean(),
  endedAt: z.nullable(instant),
  isLate: z.boolean(),
  isPaused: z.boolean(),
  /** 督办单. */
  order: z.nullable(z.string()),
  /** Of a transfer, where it went; `desk` is where it came from. */
  toDesk: z.nullable(id),
})
export type SupervisedTip = z.output<typeof supervisedTip>

export const SUPERVISED_ROWS = 50
/** Where a page goes on: the moment or the day of its last row, in microseconds or days since 1970, and the id of the row. */
export const CURSOR = /^\d{1,16}\.[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

export const listSupervised = route({
  id: 'listSupervised',
  about:
    'The tips behind a figure, fifty a page: numbers and times, never content. Open ones with the earliest due day first, others the newest first.',
  method: 'GET',
  path: '/api/supervision/tips',
  params: z.object({
    ...asked,
    behind: z.enum(BEHIND),
    /** One desk or district; all of them without it. */
    group: z.optional(z.union([id, z.enum(DISTRICTS)])),
    /** One kind of clock; without it all stages, or for `open` and `overdue` answers too. */
    kind: z.optional(z.enum(CLOCK_KINDS)),
    /** The `next` of the page before. */
    after: z.optional(z.string().check(z.regex(CURSOR))),
  }),
  reply: z.object({
    rows: z.array(supervisedTip),
    desks: z.array(z.object({ id, nameZh: z.string(), nameEn: z.string() })),
    next: z.nullable(z.string()),
  }),
})
