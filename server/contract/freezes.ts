import * as z from 'zod/mini'
import { awardNumber } from './award-lists.ts'
import { MAX_SEALED_BYTES } from './envelope.ts'
import { FREEZE_CAUSES, PAYABLE_STATES } from './money/chain.ts'
import { FUNDS } from './rewards/content.ts'
import { b64, id, instant, recipient, route, wholeNumber } from './route.ts'

/** Payments that are held up 暂停支付: by what happened to a claim, or by an auditor; and who let them go on, and why. */

const person = z.object({ id, login: z.string(), name: z.string() })
const desk = z.object({ id, nameZh: z.string(), nameEn: z.string() })
const fen = z.string().check(z.regex(/^\d{1,15}$/))

/** Something owed, as the auditor sees it: neither who gets it nor how. */
const owed = {
  payable: id,
  award: id,
  number: awardNumber,
  fund: z.enum(FUNDS),
  /** 0: the reporter; from 1: the place among those who took part. */
  participant: wholeNumber,
  fen,
  state: z.enum(PAYABLE_STATES),
}

export const freezeRow = z.object({
  ...owed,
  seq: wholeNumber,
  cause: z.enum(FREEZE_CAUSES),
  at: instant,
  /** Null: it came about by itself, or by the tipster. */
  by: z.nullable(person),
  released: z.nullable(
    z.object({
      by: person,
      at: instant,
      /** An envelope of kind `freeze-reason` of the payable at `seq`. */
      reasonB64: b64(MAX_SEALED_BYTES),
    }),
  ),
})
export type FreezeRow = z.output<typeof freezeRow>

export const FREEZE_STATES = ['held', 'released'] as const // 暂停中 已恢复
export type FreezeState = (typeof FREEZE_STATES)[number]
export const FREEZE_PAGE_ROWS = 50

export const listFreezes = route({
  id: 'listFreezes',
  about: 'Payments that are held up, the longest first; or were, the newest first.',
  method: 'GET',
  path: '/api/audit/freezes',
  params: z.object({ state: z.enum(FREEZE_STATES), after: z.optional(wholeNumber) }),
  reply: z.object({
    rows: z.array(freezeRow),
    /** The `after` of the next page. */
    next: z.nullable(wholeNumber),
    held: wholeNumber,
    /** To whom a reason is sealed: the audit desks. */
    recipients: z.array(z.object({ desk, recipient })),
  }),
})
export type Freezes = z.output<typeof listFreezes.reply>

export const owedRow = z.object({ ...owed, isFrozen: z.boolean() })
export type OwedRow = z.output<typeof owedRow>

export const findOwed = route({
  id: 'findOwed',
  about: 'What is owed of an award, by its number, for holding it up.',
  method: 'GET',
  path: '/api/audit/awards/:number/payables',
  params: z.object({ number: awardNumber }),
  reply: z.object({ award: id, number: awardNumber, rows: z.array(owedRow) }),
})

/** In which states holding up does anything: what is paid or gone cannot be held. */
export const HOLDABLE = ['open', 'claimed', 'paying'] as const satisfies readonly (typeof PAYABLE_STATES)[number][]
export const isHoldable = (state: (typeof PAYABLE_STATES)[number]): boolean =>
  HOLDABLE.some((holdable) => holdable === state)

export const freezePayment = route({
  id: 'freezePayment',
  about: 'Holds a payment up until an auditor releases it.',
  method: 'POST',
  path: '/api/audit/freezes/:payable',
  params: z.object({ payable: id }),
})

export const releasePayment = route({
  id: 'releasePayment',
  about: 'Lets a payment go on, with a reason. The same again changes nothing.',
  method: 'POST',
  path: '/api/audit/freezes/:payable/:seq/release',
  maxBytes: 256 * 1024,
  params: z.object({ payable: id, seq: wholeNumber }),
  body: z.object({ reasonB64: b64(MAX_SEALED_BYTES) }),
})
