import * as z from 'zod/mini'
import { AWARD_KINDS, AWARD_STATES, HELD_STEPS } from './rewards/chain.ts'
import { FUNDS, reporterNumber } from './rewards/content.ts'
import { ruleFen } from './rewards/rule-set.ts'
import { id, instant, route, wholeNumber } from './route.ts'
import { COUNT_CAP, day } from './triage.ts'

/** Awards in lists: what waits for whom, and those of a case or a tip. */

/** The number as people say it: JL of a tip, DJ of those who took part, like JL-2026-0001. */
export const awardNumber = z.string().check(z.regex(/^(JL|DJ)-20\d\d-\d{4,}$/))
const version = z.int().check(z.gte(1))
const named = z.object({ id, nameZh: z.string(), nameEn: z.string() })

/** An award in few words, for pages of cases and tips. */
export const awardBrief = z.object({
  award: id,
  fund: z.enum(FUNDS),
  number: awardNumber,
  state: z.enum(AWARD_STATES),
  version,
  kind: z.enum(AWARD_KINDS),
  totalFen: ruleFen,
  caseNumber: z.string(),
  /** Of a tip award. */
  tip: z.nullable(id),
  reporter: z.nullable(reporterNumber),
  /** Ten-thousandths of the case; null for those who took part. */
  share: z.nullable(wholeNumber),
  /** Tips that were sent jointly with its own. */
  joint: z.array(id),
  /** How many took part; null for a tip. */
  participants: z.nullable(wholeNumber),
  stateSince: instant,
})
export type AwardBrief = z.output<typeof awardBrief>

/** Until when the reporter is to be told: counted from the day on which the case was cracked. */
export const notify = z.object({
  dueOn: day,
  /** 暂定: some day on the way lies in a year whose official calendar is not entered. */
  provisional: z.boolean(),
  /** Working days left, below zero when so many have passed since; null when nothing is owed any more. */
  left: z.nullable(z.int()),
})

export const awardRow = z.object({
  award: id,
  fund: z.enum(FUNDS),
  number: awardNumber,
  desk: named,
  /** Null for those who may not know the case. */
  caseNumber: z.nullable(z.string()),
  reporter: z.nullable(reporterNumber),
  participants: z.nullable(wholeNumber),
  kind: z.enum(AWARD_KINDS),
  totalFen: ruleFen,
  needsSecond: z.boolean(),
  state: z.enum(AWARD_STATES),
  version,
  stateSince: instant,
  /** Working days since then. */
  ageDays: wholeNumber,
  notify: z.nullable(notify),
  /** What I may do for it now; null: nothing. */
  mine: z.nullable(z.enum(HELD_STEPS)),
})
export type AwardRow = z.output<typeof awardRow>

export const AWARD_PAGE_ROWS = 50
const filters = {
  fund: z.optional(z.enum(FUNDS)),
  state: z.optional(z.enum(AWARD_STATES)),
  /** Only those that wait for me, the oldest first; without it the newest come first. */
  turn: z.optional(z.enum(['mine'])),
  desk: z.optional(id),
  /** Only those that are not decided and whose day to tell the reporter has passed. */
  overdue: z.optional(z.enum(['yes'])),
  /** Of the number. */
  year: z.optional(wholeNumber),
  /** Part of the number. */
  number: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(20))),
}

export const listAwards = route({
  id: 'listAwards',
  about: 'Awards of my desks; for reward, finance and audit desks those of all. Fifty a page.',
  method: 'GET',
  path: '/api/awards',
  params: z.object({
    ...filters,
    /** The `next` of the page before. */
    after: z.optional(awardNumber),
  }),
  reply: z.object({ rows: z.array(awardRow), next: z.nullable(awardNumber) }),
})

export const countAwards = route({
  id: 'countAwards',
  about: `How many awards stand in each state, how many of them are overdue, and how many wait for me. No count goes beyond ${COUNT_CAP + 1}.`,
  method: 'GET',
  path: '/api/awards/counts',
  params: z.object({ fund: z.optional(z.enum(FUNDS)) }),
  reply: z.object({
    today: day,
    states: z.record(z.enum(AWARD_STATES), z.object({ held: wholeNumber, overdue: wholeNumber })),
    mine: wholeNumber,
    overdue: wholeNumber,
  }),
})

export const awardsOfCase = route({
  id: 'awardsOfCase',
  about: 'The awards of a case of one of my desks, and what share is left.',
  method: 'GET',
  path: '/api/cases/:case/awards',
  params: z.object({ case: id }),
  reply: z.object({ rows: z.array(awardBrief), shareLeft: wholeNumber }),
})

export const awardsOfTip = route({
  id: 'awardsOfTip',
  about: 'The awards of a tip of one of my desks, also those that it has jointly with another.',
  method: 'GET',
  path: '/api/tips/:tip/awards',
  params: z.object({ tip: id }),
  reply: z.object({ rows: z.array(awardBrief) }),
})
