import * as z from 'zod/mini'
import { awardNumber } from './award-lists.ts'
import { FREEZE_CAUSES, PAYABLE_STATES, REJECTIONS, RUN_KINDS, RUN_STATES } from './money/chain.ts'
import { fen } from './money/evidence.ts'
import { METHODS } from './money/names.ts'
import { FUNDS, reporterNumber } from './rewards/content.ts'
import { id, instant, route, wholeNumber } from './route.ts'
import { COUNT_CAP, day } from './triage.ts'

/** What is owed 应付奖励金, in lists: one row a person or unit. */

/** PC-2026-0001. */
export const runNumber = z.string().check(z.regex(/^PC-20\d\d-\d{4,}$/))

export const payableRow = z.object({
  payable: id,
  award: id,
  /** Of the award. */
  number: awardNumber,
  fund: z.enum(FUNDS),
  /** 0: the reporter; from 1: the place among those who took part. */
  participant: wholeNumber,
  /** Of somebody who took part; null of a reporter, who has none here. */
  name: z.nullable(z.string()),
  reporter: z.nullable(reporterNumber),
  fen,
  state: z.enum(PAYABLE_STATES),
  since: instant,
  /** The last day to claim. */
  claimUntil: z.nullable(day),
  claim: z.nullable(z.object({ seq: z.int(), method: z.enum(METHODS), at: instant })),
  /** Why it is held up; empty: it is not. */
  frozen: z.array(z.enum(FREEZE_CAUSES)),
  /** Why the bank sent the last payment back, where nothing was claimed since. */
  sentBack: z.nullable(z.enum(REJECTIONS)),
  /** The batch in which it stands or stood last, unless that was withdrawn. */
  run: z.nullable(z.object({ run: id, number: runNumber, kind: z.enum(RUN_KINDS), state: z.enum(RUN_STATES) })),
})
export type PayableRow = z.output<typeof payableRow>

export const PAYABLE_PAGE_ROWS = 50

export const listPayables = route({
  id: 'listPayables',
  about:
    'What is owed to whom, fifty a page. What waits (open, claimed, paying, ready) comes oldest first, everything else newest first.',
  method: 'GET',
  path: '/api/payables',
  params: z.object({
    fund: z.optional(z.enum(FUNDS)),
    state: z.optional(z.enum(PAYABLE_STATES)),
    method: z.optional(z.enum(METHODS)),
    /** Only what can be put into a batch of this kind now: claimed that way, not held up, and not sent back for the account. */
    ready: z.optional(z.enum(RUN_KINDS)),
    frozen: z.optional(z.enum(['yes'])),
    /** Only what nobody claimed in time. */
    overdue: z.optional(z.enum(['yes'])),
    /** Part of the number of the award, or of the public number of the reporter. */
    number: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(20))),
    /** The `next` of the page before. */
    after: z.optional(z.string().check(z.regex(/^\d{1,17}\.[\da-f-]{36}$/))),
  }),
  reply: z.object({ rows: z.array(payableRow), next: z.nullable(z.string()) }),
})

export const countPayables = route({
  id: 'countPayables',
  about: `How much stands in each state and what waits for whom. No count goes beyond ${COUNT_CAP + 1}.`,
  method: 'GET',
  path: '/api/payables/counts',
  params: z.object({ fund: z.optional(z.enum(FUNDS)) }),
  reply: z.object({
    today: day,
    states: z.record(z.enum(PAYABLE_STATES), wholeNumber),
    ready: z.record(z.enum(RUN_KINDS), wholeNumber),
    /** Claimed as given up, not on a list yet or not confirmed. */
    declined: wholeNumber,
    frozen: wholeNumber,
    overdue: wholeNumber,
    runs: z.record(z.enum(RUN_STATES), wholeNumber),
    /** Batches of which I can take the next step. */
    mine: wholeNumber,
  }),
})
