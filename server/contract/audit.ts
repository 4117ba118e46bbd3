import * as z from 'zod/mini'
import { CATEGORIES } from './categories.ts'
import { CASE_STEPS } from './cases.ts'
import { CLOCK_KINDS, LEVELS } from './clocks.ts'
import { DEED_GROUPS } from './deeds.ts'
import { CHANNELS } from './hotline.ts'
import { LINKS } from './links.ts'
import { CHECK_RESULTS, FINDINGS } from './log.ts'
import { DISTRICTS } from './places.ts'
import { id, instant, route, wholeNumber } from './route.ts'
import { STAGES, TRAIL_MOVES } from './stages.ts'

/** The auditor's room: who did what, what was opened without a reason, and whether the log is whole. Never what a tip says. */

export const TRAIL_PAGE_ROWS = 50
export const TRAIL_EXPORT_ROWS = 500

const person = z.object({ id, login: z.string(), name: z.string() })
export type AuditPerson = z.output<typeof person>
const desk = z.object({ id, nameZh: z.string(), nameEn: z.string() })
export type AuditDesk = z.output<typeof desk>
/** A tip by its number. Of a deleted tip only the running number is left. */
const tip = z.object({ number: z.string(), isDeleted: z.boolean() })
const day = z.iso.date()

export const readAuditNames = route({
  id: 'readAuditNames',
  about: 'Everybody and every desk, for choosing from; stopped accounts too.',
  method: 'GET',
  path: '/api/audit/names',
  reply: z.object({ people: z.array(person), desks: z.array(desk) }),
})

/** What a trail is narrowed to; everything given must hold. Days are those of Sanya, both included. */
const trailFilters = {
  /** The number of a tip, with its year or without. */
  tip: z.optional(z.string().check(z.regex(/^(20\d\d-)?\d{1,12}$/))),
  /** The number of a case. */
  case: z.optional(z.string().check(z.maxLength(40))),
  /** A login or a name; deeds by the person and deeds done to them. */
  person: z.optional(z.string().check(z.maxLength(64))),
  desk: z.optional(id),
  group: z.optional(z.enum(DEED_GROUPS)),
  from: z.optional(day),
  to: z.optional(day),
}
export type TrailFilters = z.output<z.ZodMiniObject<typeof trailFilters>>

export const trailRow = z.object({
  seq: wholeNumber,
  at: instant,
  did: z.string(),
  by: z.nullable(person),
  desk: z.nullable(desk),
  tip: z.nullable(tip),
  /** The number of the case. */
  case: z.nullable(z.string()),
  member: z.nullable(person),
  /** The place in the log; null while it waits for one. */
  index: z.nullable(wholeNumber),
})
export type TrailRow = z.output<typeof trailRow>

export const readTrail = route({
  id: 'readTrail',
  about: 'Deeds, the newest first. That somebody looked leaves a trace, once in five minutes for one thing looked for.',
  method: 'GET',
  path: '/api/audit/trail',
  params: z.object({ ...trailFilters, before: z.optional(wholeNumber) }),
  reply: z.object({ rows: z.array(trailRow), older: z.nullable(wholeNumber) }),
})

export const exportTrail = route({
  id: 'exportTrail',
  about: 'The same for a sheet, five hundred at a time. Leaves a trace before anything is answered.',
  method: 'POST',
  path: '/api/audit/trail/exports',
  body: z.object({ filters: z.object(trailFilters), before: z.nullable(wholeNumber) }),
  reply: z.object({ rows: z.array(trailRow), older: z.nullable(wholeNumber) }),
})

const event = {
  at: instant,
  by: z.nullable(person),
  index: z.nullable(wholeNumber),
}
/** Something that happened to a tip, without what was said. What a tipster did has its hour. */
export const courseEvent = z.discriminatedUnion('is', [
  z.object({ ...event, is: z.literal('stage'), move: z.nullable(z.enum(TRAIL_MOVES)), stage: z.enum(STAGES) }),
  z.object({ ...event, is: z.literal('transfer'), fromDesk: desk, toDesk: desk }),
  z.object({ ...event, is: z.literal('assignment'), to: z.nullable(person) }),
  z.object({ ...event, is: z.literal('message'), sender: z.enum(['tipster', 'desk']), isQuestion: z.boolean() }),
  z.object({ ...event, is: z.literal('note') }),
  z.object({ ...event, is: z.literal('link'), case: z.string(), as: z.enum(LINKS) }),
  z.object({ ...event, is: z.literal('unlink'), case: z.string(), as: z.enum(LINKS) }),
  z.object({ ...event, is: z.literal('clock'), clock: z.enum(CLOCK_KINDS), dueOn: day, provisional: z.boolean() }),
  /** `inTime` is null for a run that was undone. */
  z.object({ ...event, is: z.literal('clockEnd'), clock: z.enum(CLOCK_KINDS), inTime: z.nullable(z.boolean()) }),
  z.object({ ...event, is: z.literal('level'), clock: z.enum(CLOCK_KINDS), level: z.enum(LEVELS) }),
  z.object({ ...event, is: z.literal('pause') }),
  z.object({ ...event, is: z.literal('resume') }),
])
export type CourseEvent = z.output<typeof courseEvent>

export const readCourse = route({
  id: 'readCourse',
  about: 'How a tip has gone, step by step, without anything that was written.',
  method: 'GET',
  path: '/api/audit/tips/:tip',
  params: z.object({ tip: z.string().check(z.regex(/^(20\d\d-)?\d{1,12}$/)) }),
  reply: z.object({
    number: z.string(),
    /** When retention deleted it; then nothing else is left. */
    deletedAt: z.nullable(instant),
    head: z.nullable(
      z.object({
        category: z.enum(CATEGORIES),
        district: z.enum(DISTRICTS),
        receivedAt: instant,
        channel: z.nullable(z.enum(CHANNELS)),
        desk,
        stage: z.enum(STAGES),
        assignee: z.nullable(person),
        /** The place of the report itself in the log. */
        index: z.nullable(wholeNumber),
      }),
    ),
    events: z.array(courseEvent),
  }),
})

export const readCaseHead = route({
  id: 'readCaseHead',
  about: 'Which case a number is, for the head of its trail.',
  method: 'GET',
  path: '/api/audit/cases/:case',
  params: z.object({ case: z.string().check(z.maxLength(40)) }),
  reply: z.object({
    number: z.string(),
    desk,
    step: z.enum(CASE_STEPS),
    openedAt: instant,
    mergedInto: z.nullable(z.string()),
  }),
})

/** Why an opening is asked about. */
export const FLAGS = [
  'not-assigned', // 非承办人: the tip was somebody else's, and the opener leads no desk that it was at
  'foreign-desk', // 非本单位
  'night', // 夜间
  'many', // 短时大量
] as const
export type Flag = (typeof FLAGS)[number]

/** 22:00 to 6:00 in Sanya. */
export const NIGHT = { fromHour: 22, toHour: 6 } as const
/** So many different tips within so many minutes. */
export const MANY = { tips: 20, minutes: 10 } as const
export const OPENINGS_DAYS = { usual: 7, most: 92 } as const
export const OPENINGS_PAGE_ROWS = 50

export const OPENINGS = ['open-tip', 'read-file', 'search-tip'] as const
export const opening = z.object({
  seq: wholeNumber,
  at: instant,
  did: z.enum(OPENINGS),
  by: person,
  tip,
  /** Where the opener worked on it, where the tip was, whose it was. */
  desk: z.nullable(desk),
  tipDesk: z.nullable(desk),
  assignee: z.nullable(person),
  /** Different tips that the opener opened within ten minutes around this, from twenty on; fewer are not counted and say 0. */
  tips: wholeNumber,
  flags: z.array(z.enum(FLAGS)),
  index: z.nullable(wholeNumber),
})
export type Opening = z.output<typeof opening>
export const flagCounts = z.object({
  'not-assigned': wholeNumber,
  'foreign-desk': wholeNumber,
  night: wholeNumber,
  many: wholeNumber,
})

export const readOpenings = route({
  id: 'readOpenings',
  about: 'Openings of tips that ask for a reason, in a period of at most 92 days; and how many a person and a reason.',
  method: 'GET',
  path: '/api/audit/openings',
  params: z.object({
    from: z.optional(day),
    to: z.optional(day),
    flag: z.optional(z.enum(FLAGS)),
    /** A login. */
    person: z.optional(z.string().check(z.maxLength(64))),
    desk: z.optional(id),
    before: z.optional(wholeNumber),
  }),
  reply: z.object({
    from: day,
    to: day,
    rows: z.array(opening),
    older: z.nullable(wholeNumber),
    /** Of the whole period, whatever it is narrowed to. */
    total: wholeNumber,
    flags: flagCounts,
    people: z.array(z.object({ person, openings: wholeNumber, flags: flagCounts })),
  }),
})

const check = z.object({
  id: wholeNumber,
  startedAt: instant,
  finishedAt: instant,
  result: z.enum(CHECK_RESULTS),
  size: wholeNumber,
  records: wholeNumber,
  findings: wholeNumber,
})
export type LogCheck = z.output<typeof check>
const head = z.object({ size: wholeNumber, signedAt: instant, rootB64: z.string() })

export const readVerification = route({
  id: 'readVerification',
  about: 'The newest heads of the log and the last runs of the verifier.',
  method: 'GET',
  path: '/api/audit/log',
  reply: z.object({
    origin: z.nullable(z.string()),
    verifierKey: z.nullable(z.string()),
    heads: z.array(head),
    checks: z.array(check),
    /** Records that wait for their place in the log. */
    waiting: wholeNumber,
    /** When a check was asked for that has not run yet. */
    askedAt: z.nullable(instant),
  }),
})

/** A finding, and what it is about as people say it, where the record still tells. */
export const namedFinding = z.object({
  is: z.enum(FINDINGS),
  source: z.nullable(z.string()),
  record: z.nullable(z.string()),
  index: z.nullable(wholeNumber),
  tip: z.nullable(tip),
  case: z.nullable(z.string()),
  person: z.nullable(person),
  desk: z.nullable(desk),
})
export type NamedFinding = z.output<typeof namedFinding>
export const FINDINGS_SHOWN = 200

export const readCheck = route({
  id: 'readCheck',
  about: 'One run of the verifier with what it found, the first two hundred.',
  method: 'GET',
  path: '/api/audit/checks/:check',
  params: z.object({ check: wholeNumber }),
  reply: z.object({ check, findings: z.array(namedFinding) }),
})

export const readHead = route({
  id: 'readHead',
  about: 'A signed head as published, for keeping outside.',
  method: 'GET',
  path: '/api/audit/heads/:size',
  params: z.object({ size: wholeNumber }),
  reply: z.object({ size: wholeNumber, note: z.string() }),
})

export const askCheck = route({
  id: 'askCheck',
  about: 'Asks for a run of the verifier; not twice while one waits.',
  method: 'POST',
  path: '/api/audit/checks',
  reply: z.object({ askedAt: instant }),
})

export const readAuditOverview = route({
  id: 'readAuditOverview',
  about: 'What the auditor looks at first.',
  method: 'GET',
  path: '/api/audit',
  reply: z.object({
    check: z.nullable(check),
    head: z.nullable(head),
    /** The newest head is older than two hours: nothing was signed, or signing was refused. */
    isHeadLate: z.boolean(),
    openings: z.object({ from: day, to: day, total: wholeNumber, flags: flagCounts }),
    /** Running clocks of all desks whose day is over. */
    overdue: wholeNumber,
  }),
})
