import * as z from 'zod/mini'
import { CATEGORIES } from './categories.ts'
import { MAX_HEADER_BYTES, MAX_SEALED_BYTES } from './envelope.ts'
import { DISTRICTS } from './places.ts'
import { b64, id, instant, route, wholeNumber } from './route.ts'
import { STAGES, type Stage } from './stages.ts'
import { COUNT_CAP, day, PRIORITIES } from './triage.ts'

/** What has to be done in time. One run of a clock is one row; a tip has at most one run of a kind at a time. */
export const CLOCK_KINDS = [
  'accept', // 受理: received until something is decided
  'verify', // 启动核查: accepted until the check begins
  'decide', // 核查办理: verifying until it is confirmed, unfounded or sent elsewhere
  'close', // 办结: confirmed, unfounded or elsewhere until it is closed
  'answer', // 答复: the tipster wrote, until the desk says or does something
] as const
export type ClockKind = (typeof CLOCK_KINDS)[number]
/** Every kind but `answer`: of these a tip has one at most. */
export type StageClock = Exclude<ClockKind, 'answer'>

/** The clock that a stage starts; what has ended has none. The triggers of migration 0008 follow the same table. */
export const CLOCK_OF_STAGE: Readonly<Record<Stage, StageClock | null>> = {
  received: 'accept',
  accepted: 'verify',
  verifying: 'decide',
  confirmed: 'close',
  unfounded: 'close',
  elsewhere: 'close',
  invalid: null,
  spam: null,
  closed: null,
}

/** How a run ended: the thing was done; the tip went to another desk, where it begins anew; the move that started it was taken back. */
export const CLOCK_ENDS = ['done', 'transferred', 'undone'] as const
export type ClockEnd = (typeof CLOCK_ENDS)[number]

/** What happens when nobody does anything, each once a run: 提醒 → 报负责人 → 督办单. */
export const LEVELS = ['reminder', 'lead', 'order'] as const
export type Level = (typeof LEVELS)[number]

/** Why a pause ended: the tipster wrote; somebody said so; it was the longest allowed; the tip moved on or changed desks. */
export const PAUSE_ENDS = ['answered', 'resumed', 'limit', 'moved'] as const
export type PauseEnd = (typeof PAUSE_ENDS)[number]

/** The parts of a desk's list, in their order. `soon` is within the next three working days. */
export const CLOCK_GROUPS = ['overdue', 'today', 'soon', 'rest', 'paused'] as const
export type ClockGroup = (typeof CLOCK_GROUPS)[number]
export const SOON_WORKING_DAYS = 3

/** 督办单. `returned`: the auditor sent the answer back, so another one is owed. */
export const ORDER_STATUSES = ['issued', 'answered', 'returned', 'accepted'] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]
export const ORDER_ENTRIES = ['answer', 'return', 'accept'] as const
export type OrderEntry = (typeof ORDER_ENTRIES)[number]

const who = z.object({ id, name: z.string() })
const named = z.object({ id, nameZh: z.string(), nameEn: z.string() })
/** Working days; below zero it is overdue by so many. */
const daysLeft = z.int()

/** When something is due, for a row of a list: the most pressing run of a tip. */
export const due = z.object({
  kind: z.enum(CLOCK_KINDS),
  on: day,
  /** 暂定: some day on the way lies in a year whose official calendar is not entered. */
  provisional: z.boolean(),
  isOverdue: z.boolean(),
  /** Due today or within SOON_WORKING_DAYS. */
  isSoon: z.boolean(),
  isPaused: z.boolean(),
})
export type Due = z.output<typeof due>

/** What is left of a run that has not ended. All of it is counted by the database. */
const running = {
  clock: id,
  kind: z.enum(CLOCK_KINDS),
  /** The whole hour where a tipster started it. */
  startedAt: instant,
  workingDays: wholeNumber,
  /** The end of this day in Sanya. While it is paused, as it was when the pause began. */
  dueOn: day,
  provisional: z.boolean(),
  /** Of a paused run, what will be left when it goes on. */
  left: daysLeft,
  pausedOn: z.nullable(day),
  /** What happened already, in the order of `LEVELS`. */
  levels: z.array(z.enum(LEVELS)),
}

export const clockRow = z.object({
  ...running,
  tip: id,
  number: z.string(),
  category: z.enum(CATEGORIES),
  district: z.enum(DISTRICTS),
  stage: z.enum(STAGES),
  priority: z.enum(PRIORITIES),
  assignee: z.nullable(who),
  /** In which the browser finds the first line. */
  wrapB64: b64(1024 + MAX_HEADER_BYTES),
})
export type ClockRow = z.output<typeof clockRow>

export const CLOCK_PAGE_ROWS = 50
export const listClocks = route({
  id: 'listClocks',
  about: 'Running clocks of one desk in one group, those due first before the others, fifty a page.',
  method: 'GET',
  path: '/api/desks/:desk/clocks',
  params: z.object({
    desk: id,
    group: z.enum(CLOCK_GROUPS),
    kind: z.optional(z.enum(CLOCK_KINDS)),
    assignee: z.optional(z.enum(['me'])),
    /** Both or none: the `next` of the page before. */
    afterDueOn: z.optional(day),
    afterClock: z.optional(id),
  }),
  reply: z.object({ rows: z.array(clockRow), next: z.nullable(z.object({ dueOn: day, clock: id })) }),
})

export const countClocks = route({
  id: 'countClocks',
  about: `How many running clocks of one desk stand in each group. No count goes beyond ${COUNT_CAP + 1}.`,
  method: 'GET',
  path: '/api/desks/:desk/clocks/counts',
  params: z.object({ desk: id, kind: z.optional(z.enum(CLOCK_KINDS)), assignee: z.optional(z.enum(['me'])) }),
  reply: z.object({ today: day, groups: z.record(z.enum(CLOCK_GROUPS), wholeNumber) }),
})

const pastRun = z.object({
  clock: id,
  kind: z.enum(CLOCK_KINDS),
  desk: named,
  startedAt: instant,
  workingDays: wholeNumber,
  dueOn: day,
  provisional: z.boolean(),
  endedAt: instant,
  ended: z.enum(CLOCK_ENDS),
  /** Null for a run that was undone. */
  inTime: z.nullable(z.boolean()),
  tookDays: z.nullable(wholeNumber),
  levels: z.array(z.enum(LEVELS)),
})
const pause = z.object({
  seq: wholeNumber,
  clock: id,
  by: who,
  at: instant,
  /** The last day that it may last, at whose end the clock goes on by itself. */
  endsOn: day,
  reasonB64: b64(MAX_SEALED_BYTES),
  /** `by` is null when nobody of the staff ended it; the whole hour when the tipster did. */
  ended: z.nullable(z.object({ at: instant, by: z.nullable(who), why: z.enum(PAUSE_ENDS) })),
})
export type ClockPause = z.output<typeof pause>
/** An envelope of kind `pause-reason` at its place among the pauses of the tip. */
export const pauseReason = z.string().check(z.trim(), z.minLength(2), z.maxLength(2000))

export const tipClocks = route({
  id: 'tipClocks',
  about: 'The clocks of one tip: running, past, and its pauses. Leaves no trace: the page of the tip has left one.',
  method: 'GET',
  path: '/api/tips/:tip/clocks',
  params: z.object({ tip: id }),
  reply: z.object({
    today: day,
    running: z.array(z.object({ ...running, desk: named })),
    past: z.array(pastRun),
    pauses: z.array(pause),
    /** Supervision orders 督办单 that a run of this tip led to. */
    orders: z.array(z.object({ id, number: z.string(), clock: id })),
    /** The run that can be paused now: the tip waits for the tipster, and it is neither paused nor overdue. */
    pausable: z.nullable(id),
    /** How many working days a pause of it may last. */
    pauseMost: wholeNumber,
    nextPauseSeq: wholeNumber,
  }),
})
export type TipClocks = z.output<typeof tipClocks.reply>

export const pauseClock = route({
  id: 'pauseClock',
  about: 'Stops a clock while the tip waits for the tipster, with a reason sealed to the tip.',
  method: 'POST',
  path: '/api/tips/:tip/pauses',
  maxBytes: 256 * 1024,
  params: z.object({ tip: id }),
  body: z.object({ clock: id, seq: wholeNumber, reasonB64: b64(MAX_SEALED_BYTES) }),
  reply: z.object({ endsOn: day }),
})

export const resumeClock = route({
  id: 'resumeClock',
  about: 'Ends a pause before the tipster answers.',
  method: 'POST',
  path: '/api/tips/:tip/pauses/:pause/end',
  params: z.object({ tip: id, pause: wholeNumber }),
  reply: z.object({ dueOn: day, provisional: z.boolean() }),
})
