import * as z from 'zod/mini'
import { id, instant, route, wholeNumber } from './route.ts'

/** Each figure of a set of deadlines with its bounds. All are working days. */
export const DEADLINE_BOUNDS = {
  accept: [1, 30],
  verify: [1, 60],
  decide: [1, 120],
  close: [1, 60],
  answer: [1, 30],
  /** The reminder comes so many working days before the day it is due; 0 is that day. */
  remindBefore: [0, 10],
  /** The lead is told when it is overdue by so many working days. */
  leadAfter: [1, 30],
  /** A supervision order 督办单 is issued when it is overdue by so many working days; later than the lead is told. */
  orderAfter: [2, 60],
  /** The answer to an order is due after so many. */
  orderAnswer: [1, 30],
  /** A pause lasts so many at most. */
  pauseMost: [1, 60],
} as const satisfies Record<string, readonly [number, number]>
export type Figure = keyof typeof DEADLINE_BOUNDS
export const FIGURES = Object.keys(DEADLINE_BOUNDS) as Figure[]

const bounded = (figure: Figure) => {
  const [least, most] = DEADLINE_BOUNDS[figure]
  return z.int().check(z.gte(least), z.lte(most))
}
export const figures = z
  .object({
    accept: bounded('accept'),
    verify: bounded('verify'),
    decide: bounded('decide'),
    close: bounded('close'),
    answer: bounded('answer'),
    remindBefore: bounded('remindBefore'),
    leadAfter: bounded('leadAfter'),
    orderAfter: bounded('orderAfter'),
    orderAnswer: bounded('orderAnswer'),
    pauseMost: bounded('pauseMost'),
  })
  .check(z.refine(({ leadAfter, orderAfter }) => leadAfter < orderAfter, { path: ['orderAfter'] }))
export type Figures = z.output<typeof figures>

export const deadlineReason = z.string().check(z.trim(), z.minLength(2), z.maxLength(500))
const deed = z.nullable(z.object({ by: z.object({ id, name: z.string() }), at: instant }))
const set = z.object({
  seq: wholeNumber,
  figures,
  /** All null for the set that the product ships with: 系统默认. The reason is about the figures, never about a tip. */
  reason: z.nullable(z.string()),
  proposed: deed,
  approved: deed,
  withdrawn: deed,
})
export type DeadlineSet = z.output<typeof set>

export const readDeadlines = route({
  id: 'readDeadlines',
  about:
    'The deadlines that hold for clocks that start now, a proposal that waits for a second person, and the sets before.',
  method: 'GET',
  path: '/api/deadlines',
  reply: z.object({ current: set, proposal: z.nullable(set), past: z.array(set) }),
})

export const proposeDeadlines = route({
  id: 'proposeDeadlines',
  about:
    'Proposes other deadlines. They hold when a second administrator has approved them; running clocks keep theirs.',
  method: 'POST',
  path: '/api/deadlines',
  /** `seen` is the set that held when the form was opened. */
  body: z.object({ seen: wholeNumber, figures, reason: deadlineReason }),
  reply: z.object({ seq: wholeNumber }),
})

export const approveDeadlines = route({
  id: 'approveDeadlines',
  about: 'Approves a proposal of somebody else.',
  method: 'POST',
  path: '/api/deadlines/:seq/approval',
  params: z.object({ seq: wholeNumber }),
})

export const withdrawDeadlines = route({
  id: 'withdrawDeadlines',
  about: 'Takes a proposal away: one’s own, or refuses somebody else’s.',
  method: 'DELETE',
  path: '/api/deadlines/:seq',
  params: z.object({ seq: wholeNumber }),
})
