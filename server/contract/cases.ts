import * as z from 'zod/mini'
import { CATEGORIES } from './categories.ts'
import { MAX_SEALED_BYTES } from './envelope.ts'
import { LINKS } from './links.ts'
import { count, decimal, fen, outcome, outcomeFacts, UNITS } from './outcomes.ts'
import { b64, id, instant, route, wholeNumber } from './route.ts'
import { STAGES } from './stages.ts'

export const CASE_LEVELS = ['ministry', 'province', 'major', 'ordinary'] as const // 部级目标案件 省级目标案件 重特大案件 一般案件
export type CaseLevel = (typeof CASE_LEVELS)[number]

/** The steps of a case, in their order. Each happens once; a wrong time is corrected by a new entry. */
export const CASE_STEPS = ['opened', 'first-action', 'cracked', 'prosecution', 'closed'] as const // 立案 首次行动 破案 移送审查起诉 结案
export type CaseStep = (typeof CASE_STEPS)[number]

/** A step as it was entered; the newest entry of a step is what holds. */
export type EnteredStep = { step: CaseStep; happenedAt: Date }

/** The times that hold, by step. `entries` in the order in which they were made. */
export function timesOf(entries: readonly EnteredStep[]): Partial<Record<CaseStep, Date>> {
  return Object.fromEntries(entries.map(({ step, happenedAt }) => [step, happenedAt]))
}

/** The step that a case has come to: the last one that it has. */
export function stepOf(entries: readonly EnteredStep[]): CaseStep {
  const times = timesOf(entries)
  return CASE_STEPS.findLast((step) => times[step] !== undefined) ?? 'opened'
}

/** A clock in an office may be ahead of ours by this much before "now" is the future. */
const CLOCK_AHEAD_MS = 5 * 60_000

/**
 * Why an entry cannot be made, or null. A case is opened first; it is cracked before it goes to prosecution; nothing comes after
 * closing but corrections; and no step lies before one that comes earlier, or in the future.
 */
export function stepRefused(
  entries: readonly EnteredStep[],
  entered: EnteredStep,
  now: Date,
): 'stepForbidden' | 'timeWrong' | null {
  const times = timesOf(entries)
  const isCorrection = times[entered.step] !== undefined
  if (!isCorrection && (times.closed !== undefined || !mayFollow(times, entered.step))) return 'stepForbidden'
  if (entered.happenedAt.getTime() > now.getTime() + CLOCK_AHEAD_MS) return 'timeWrong'
  const all = { ...times, [entered.step]: entered.happenedAt }
  const inOrder = CASE_STEPS.flatMap((step) => all[step] ?? [])
  return inOrder.every((time, index) => index === 0 || time >= (inOrder[index - 1] ?? time)) ? null : 'timeWrong'
}

function mayFollow(times: Partial<Record<CaseStep, Date>>, step: CaseStep): boolean {
  if (step === 'prosecution') return times.cracked !== undefined
  return step === 'opened' || times.opened !== undefined
}

const sealed = b64(MAX_SEALED_BYTES)
/** A neutral title: it is not sealed, so it says nothing that a tip says. */
const title = z.string().check(z.trim(), z.minLength(2), z.maxLength(60))
/** The number of the filing document 立案决定书, when there is one. */
const filedAs = z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(60)))
const who = z.object({ id, name: z.string() })
const named = z.object({ id, nameZh: z.string(), nameEn: z.string() })

export const caseRow = z.object({
  case: id,
  number: z.string(),
  title: z.string(),
  level: z.enum(CASE_LEVELS),
  category: z.enum(CATEGORIES),
  step: z.enum(CASE_STEPS),
  openedAt: instant,
  crackedAt: z.nullable(instant),
  officers: z.array(who),
  tips: wholeNumber,
  /** Outcomes that count. */
  outcomes: wholeNumber,
  /** Outcomes that wait for a second person. */
  waiting: wholeNumber,
})
export type CaseRow = z.output<typeof caseRow>

export const CASE_PAGE_ROWS = 50
export const listCases = route({
  id: 'listCases',
  about: 'Cases of one desk, newest first, fifty a page. Merged ones are left out.',
  method: 'GET',
  path: '/api/desks/:desk/cases',
  params: z.object({
    desk: id,
    level: z.optional(z.enum(CASE_LEVELS)),
    category: z.optional(z.enum(CATEGORIES)),
    step: z.optional(z.enum(CASE_STEPS)),
    officer: z.optional(z.union([z.enum(['me']), id])),
    waiting: z.optional(z.enum(['confirmation'])),
    /** Of the year of opening, in Sanya. */
    year: z.optional(wholeNumber),
    /** Part of the number, the filing number or the title. */
    words: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(60))),
    before: z.optional(wholeNumber),
  }),
  reply: z.object({ rows: z.array(caseRow), older: z.nullable(wholeNumber) }),
})

export const countCases = route({
  id: 'countCases',
  about:
    'How many cases of a desk have come to each step, and how many outcomes wait for a second person. At most 1000 each.',
  method: 'GET',
  path: '/api/desks/:desk/cases/counts',
  params: z.object({ desk: id }),
  reply: z.object({ steps: z.partialRecord(z.enum(CASE_STEPS), wholeNumber), waiting: wholeNumber }),
})

export const caseLink = z.object({
  /** Where it was linked: this case, or one that was merged into it. The subject of `whySealedB64`, and where to unlink. */
  case: id,
  tip: id,
  number: z.string(),
  /** Null where the tip is at no desk of mine any more. */
  desk: z.nullable(id),
  stage: z.enum(STAGES),
  as: z.enum(LINKS),
  seq: wholeNumber,
  /** Why, sealed to the desk of the case. */
  whySealedB64: z.nullable(sealed),
  by: who,
  at: instant,
  /** Who took it out again. */
  removed: z.nullable(z.object({ by: who, at: instant })),
  /** When the tip was accepted: it must be before the first action for a reward. */
  acceptedAt: z.nullable(instant),
})
export type CaseLink = z.output<typeof caseLink>

export const caseEntry = z.object({
  seq: wholeNumber,
  step: z.enum(CASE_STEPS),
  happenedAt: instant,
  by: who,
  at: instant,
})
/** `case` is its subject: this case, or one that was merged into it. */
export const narrative = z.object({ case: id, seq: wholeNumber, by: who, at: instant, sealedB64: sealed })
/** A case that was merged into this one. Its steps and its account stay its own; its links and outcomes stand with ours. */
export const caseMerge = z.object({
  case: id,
  number: z.string(),
  by: who,
  at: instant,
  entries: z.array(caseEntry),
  narrative: z.nullable(narrative),
})

export const openCase = route({
  id: 'openCase',
  about:
    'One case with its steps, links, outcomes and the newest account. A merged one says where it went. Leaves a trace.',
  method: 'GET',
  path: '/api/cases/:case',
  params: z.object({ case: id }),
  reply: z.object({
    case: id,
    number: z.string(),
    filedAs,
    title: z.string(),
    level: z.enum(CASE_LEVELS),
    category: z.enum(CATEGORIES),
    desk: named,
    deskRecipient: z.string(),
    officers: z.array(who),
    entries: z.array(caseEntry),
    links: z.array(caseLink),
    outcomes: z.array(outcome),
    narrative: z.nullable(narrative),
    merged: z.array(caseMerge),
    mergedInto: z.nullable(z.object({ case: id, number: z.string() })),
    nextNarrativeSeq: wholeNumber,
    nextLinkSeq: wholeNumber,
    /** Grows with every edit of the head, which names the one it saw. Steps, links and outcomes are entries of their own. */
    version: wholeNumber,
  }),
})
export type OpenedCase = z.output<typeof openCase.reply>

/** The body of a `narrative` envelope is a text; that of a `link-reason` too. Both have the case as their subject. */
const newLink = z.object({ tip: id, as: z.enum(LINKS), seq: wholeNumber, whySealedB64: z.nullable(sealed) })

export const makeCase = route({
  id: 'makeCase',
  about: 'Opens a case at a desk, with the tips it comes from. Its number is given by the server, gapless in a year.',
  method: 'POST',
  path: '/api/desks/:desk/cases',
  maxBytes: 1024 * 1024,
  params: z.object({ desk: id }),
  body: z.object({
    id,
    title,
    filedAs,
    level: z.enum(CASE_LEVELS),
    category: z.enum(CATEGORIES),
    officers: z.array(id).check(z.minLength(1), z.maxLength(12)),
    openedAt: instant,
    narrative: z.nullable(z.object({ sealedB64: sealed })),
    links: z.array(newLink).check(z.maxLength(20)),
  }),
  reply: z.object({ case: id, number: z.string() }),
})

export const editCase = route({
  id: 'editCase',
  about:
    'Changes title, filing number, level, category and officers. `changedMeanwhile` when it is not as it was seen.',
  method: 'PUT',
  path: '/api/cases/:case',
  params: z.object({ case: id }),
  body: z.object({
    version: wholeNumber,
    title,
    filedAs,
    level: z.enum(CASE_LEVELS),
    category: z.enum(CATEGORIES),
    officers: z.array(id).check(z.minLength(1), z.maxLength(12)),
  }),
  reply: z.object({ version: wholeNumber }),
})

export const enterStep = route({
  id: 'enterStep',
  about: 'Enters the time of a step, or corrects it by a new entry.',
  method: 'POST',
  path: '/api/cases/:case/steps',
  params: z.object({ case: id }),
  body: z.object({ step: z.enum(CASE_STEPS), happenedAt: instant }),
})

export const writeNarrative = route({
  id: 'writeNarrative',
  about: 'A new version of the account, sealed to the desk; earlier ones stay.',
  method: 'POST',
  path: '/api/cases/:case/narratives',
  maxBytes: 256 * 1024,
  params: z.object({ case: id }),
  body: z.object({ seq: wholeNumber, sealedB64: sealed }),
})

export const readNarrative = route({
  id: 'readNarrative',
  about: 'An earlier version of the account, sealed.',
  method: 'GET',
  path: '/api/cases/:case/narratives/:seq',
  params: z.object({ case: id, seq: wholeNumber }),
  reply: narrative,
})

export const linkTip = route({
  id: 'linkTip',
  about: 'Links a tip of one of my desks to a case, as what, and why.',
  method: 'POST',
  path: '/api/cases/:case/links',
  maxBytes: 256 * 1024,
  params: z.object({ case: id }),
  body: newLink,
})
export const unlinkTip = route({
  id: 'unlinkTip',
  about: 'Takes a tip out of a case. That it was in stays visible.',
  method: 'DELETE',
  path: '/api/cases/:case/links/:seq',
  params: z.object({ case: id, seq: wholeNumber }),
})

export const mergeCase = route({
  id: 'mergeCase',
  about: 'Puts a case that was made twice into another of the same desk: links, outcomes and accounts show there.',
  method: 'POST',
  path: '/api/cases/:case/merge',
  params: z.object({ case: id }),
  body: z.object({ into: id }),
})

export const enterOutcome = route({
  id: 'enterOutcome',
  about: 'Enters an outcome, or a correction of one. It counts when a second person has confirmed it.',
  method: 'POST',
  path: '/api/cases/:case/outcomes',
  params: z.object({ case: id }),
  body: z.object({ id, facts: outcomeFacts, corrects: z.nullable(id), isVoid: z.boolean() }),
})
export const confirmOutcome = route({
  id: 'confirmOutcome',
  about: 'A second person confirms an outcome; a weight, a count and a sum are typed again, from the record.',
  method: 'POST',
  path: '/api/cases/:case/outcomes/:outcome/confirmation',
  params: z.object({ case: id, outcome: id }),
  body: z.object({
    weight: z.nullable(decimal),
    unit: z.nullable(z.enum(UNITS)),
    count: z.nullable(count),
    moneyFen: z.nullable(fen),
  }),
})

export const EXPORT_ROWS = 500
export const exportRow = z.object({
  ...caseRow.shape,
  filedAs,
  entries: z.array(z.object({ step: z.enum(CASE_STEPS), happenedAt: instant })),
  counted: z.array(outcomeFacts),
  tipNumbers: z.array(z.string()),
})
export type ExportRow = z.output<typeof exportRow>
export const exportCases = route({
  id: 'exportCases',
  about: 'Cases of one desk for a sheet, five hundred at a time; no sealed part. Leaves a trace.',
  method: 'POST',
  path: '/api/desks/:desk/cases/exports',
  params: z.object({ desk: id }),
  body: z.object({
    year: z.nullable(wholeNumber),
    step: z.nullable(z.enum(CASE_STEPS)),
    before: z.nullable(wholeNumber),
  }),
  reply: z.object({ rows: z.array(exportRow), older: z.nullable(wholeNumber) }),
})
export const tracePrint = route({
  id: 'tracePrint',
  about: 'Says that a case sheet was printed; leaves a trace.',
  method: 'POST',
  path: '/api/cases/:case/prints',
  params: z.object({ case: id }),
})
