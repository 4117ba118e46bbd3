import * as z from 'zod/mini'
import { CLOCK_KINDS, ORDER_ENTRIES, ORDER_STATUSES, type OrderEntry, type OrderStatus } from './clocks.ts'
import { MAX_SEALED_BYTES } from './envelope.ts'
import { b64, id, instant, recipient, route, wholeNumber } from './route.ts'
import { COUNT_CAP, day } from './triage.ts'

/**
 * Supervision orders 督办单: issued by nobody but the clock, to the desk that let a deadline pass by too much. The desk's lead
 * answers, an auditor accepts or sends back. What they write is sealed to that desk and to every audit desk.
 */

/** What each entry makes of an order; where there is no line, it is refused. */
const BECOMES: Readonly<Record<OrderEntry, Readonly<Partial<Record<OrderStatus, OrderStatus>>>>> = {
  answer: { issued: 'answered', returned: 'answered' },
  return: { answered: 'returned' },
  accept: { answered: 'accepted' },
}

/** The status after an entry; null where it is not possible. */
export function statusAfter(status: OrderStatus, entry: OrderEntry): OrderStatus | null {
  return BECOMES[entry][status] ?? null
}

/** Whose turn it is: the desk owes an answer; the auditor owes a judgement; it is done. */
export const ORDER_TURNS = ['desk', 'auditor', 'done'] as const
export type OrderTurn = (typeof ORDER_TURNS)[number]
export const TURN_OF: Readonly<Record<OrderStatus, OrderTurn>> = {
  issued: 'desk',
  returned: 'desk',
  answered: 'auditor',
  accepted: 'done',
}

/** The number as people say it, like DB-2026-0001. */
export const orderNumber = z.string().check(z.regex(/^DB-20\d\d-\d{4,}$/))

const named = z.object({ id, nameZh: z.string(), nameEn: z.string() })

export const orderRow = z.object({
  order: id,
  number: z.string(),
  desk: named,
  tip: id,
  /** The tip's number; null when retention has deleted the tip. */
  tipNumber: z.nullable(z.string()),
  /** What was not done in time; null when the tip is gone. */
  clock: z.nullable(
    z.object({
      kind: z.enum(CLOCK_KINDS),
      dueOn: day,
      provisional: z.boolean(),
      /** Working days over the deadline, until it was done or until today. */
      overdueDays: wholeNumber,
      /** When it was done after all. The order still wants its answer. */
      endedAt: z.nullable(instant),
    }),
  ),
  issuedAt: instant,
  status: z.enum(ORDER_STATUSES),
  /** The end of this day in Sanya; of the newest answer that is owed or was given. */
  answerDueOn: day,
  /** 暂定: some day on the way lies in a year whose official calendar is not entered. */
  provisional: z.boolean(),
  /** Working days until the answer is due, below zero when so many have passed since; null when none is owed. */
  left: z.nullable(z.int()),
  /** An answer is owed and late now. */
  isOverdue: z.boolean(),
  /** Some answer came late, or is late now. */
  isLate: z.boolean(),
})
export type OrderRow = z.output<typeof orderRow>

export const ORDER_PAGE_ROWS = 50
const page = {
  turn: z.optional(z.enum(ORDER_TURNS)),
  /** Only those whose answer is late now. */
  overdue: z.optional(z.enum(['yes'])),
  /** The `next` of the page before. */
  after: z.optional(orderNumber),
}
const rows = z.object({ rows: z.array(orderRow), next: z.nullable(orderNumber) })

/** How many orders wait for whom; none goes beyond COUNT_CAP + 1. */
const counts = z.object({
  today: day,
  turns: z.record(z.enum(ORDER_TURNS), wholeNumber),
  /** Of those whose turn is the desk's: answers that are late. */
  overdue: wholeNumber,
})

export const listDeskOrders = route({
  id: 'listDeskOrders',
  about: 'Supervision orders of one desk, fifty a page: open ones oldest first, all or done ones newest first.',
  method: 'GET',
  path: '/api/desks/:desk/orders',
  params: z.object({ desk: id, ...page }),
  reply: rows,
})

export const countDeskOrders = route({
  id: 'countDeskOrders',
  about: `How many supervision orders of one desk wait for whom. No count goes beyond ${COUNT_CAP + 1}.`,
  method: 'GET',
  path: '/api/desks/:desk/orders/counts',
  params: z.object({ desk: id }),
  reply: counts,
})

export const listOrders = route({
  id: 'listOrders',
  about: 'Supervision orders of all desks or of one, for the auditor; in the order of listDeskOrders.',
  method: 'GET',
  path: '/api/orders',
  params: z.object({ desk: z.optional(id), ...page }),
  reply: rows,
})

export const countOrders = route({
  id: 'countOrders',
  about: `How many supervision orders of all desks wait for whom. No count goes beyond ${COUNT_CAP + 1}.`,
  method: 'GET',
  path: '/api/orders/counts',
  reply: counts,
})

export const readOrder = route({
  id: 'readOrder',
  about: 'One supervision order with everything written about it, for people of its desk and for auditors.',
  method: 'GET',
  path: '/api/orders/:order',
  params: z.object({ order: id }),
  reply: z.object({
    row: orderRow,
    entries: z.array(
      z.object({
        seq: wholeNumber,
        kind: z.enum(ORDER_ENTRIES),
        by: z.object({ id, name: z.string() }),
        at: instant,
        /** Of an answer: it came after the day on which it was due. */
        isLate: z.boolean(),
        /** An envelope of kind `order-entry` of this order at place `seq`; null for an acceptance. */
        sealedB64: z.nullable(b64(MAX_SEALED_BYTES)),
      }),
    ),
    nextSeq: wholeNumber,
    /** To whom the next entry is sealed: this desk and the audit desks. A reader opens with the key of one of these desks. */
    recipients: z.array(z.object({ desk: named, recipient })),
  }),
})
export type ReadOrder = z.output<typeof readOrder.reply>

/** What stands inside an entry. */
export const orderText = z.string().check(z.trim(), z.minLength(2), z.maxLength(4000))

const place = { seen: z.enum(ORDER_STATUSES), seq: wholeNumber }
const entered = z.object({ status: z.enum(ORDER_STATUSES) })

export const answerOrder = route({
  id: 'answerOrder',
  about: 'The answer of the desk, by its lead. Refused when the order is not as it was seen.',
  method: 'POST',
  path: '/api/orders/:order/answers',
  maxBytes: 256 * 1024,
  params: z.object({ order: id }),
  body: z.object({ ...place, sealedB64: b64(MAX_SEALED_BYTES) }),
  reply: z.object({ status: z.enum(ORDER_STATUSES), isLate: z.boolean() }),
})

export const returnOrder = route({
  id: 'returnOrder',
  about: 'Sends an answer back with a reason; another answer is due from now on. Not by who wrote the answer.',
  method: 'POST',
  path: '/api/orders/:order/return',
  maxBytes: 256 * 1024,
  params: z.object({ order: id }),
  body: z.object({ ...place, sealedB64: b64(MAX_SEALED_BYTES) }),
  reply: z.object({ status: z.enum(ORDER_STATUSES), answerDueOn: day }),
})

export const acceptOrder = route({
  id: 'acceptOrder',
  about: 'Accepts the answer: the order is done. Not by who wrote the answer.',
  method: 'POST',
  path: '/api/orders/:order/accept',
  params: z.object({ order: id }),
  body: z.object(place),
  reply: entered,
})
