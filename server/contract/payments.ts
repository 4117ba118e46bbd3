import * as z from 'zod/mini'
import { awardNumber } from './award-lists.ts'
import { MAX_SEALED_BYTES } from './envelope.ts'
import { JOURNAL_KINDS } from './money/accounts.ts'
import { OUTCOMES, PAYMENT_STATES, REJECTIONS, RUN_KINDS, RUN_STATES } from './money/chain.ts'
import { evidence, fen, hex32, shownClaim, shownFreeze, who } from './money/evidence.ts'
import { PAY_ACTS } from './money/may-pay.ts'
import { METHODS } from './money/names.ts'
import { runNumber } from './payables.ts'
import { REFUSALS, type RefusalCode } from './refusals.ts'
import { reporterNumber } from './rewards/content.ts'
import { b64, b64Of, id, instant, recipient, route, wholeNumber } from './route.ts'
import { day } from './triage.ts'

/** One thing that is owed: what finance checks, opens and enters before it is paid. */

const refusal = z.enum(Object.keys(REFUSALS) as [RefusalCode, ...RefusalCode[]])
const claimSeq = z.int().check(z.gte(1))

/** What the bank said of a payment, or that cash was handed out. */
export const shownOutcome = z.object({
  outcome: z.enum(OUTCOMES),
  cause: z.nullable(z.enum(REJECTIONS)),
  fen,
  bankReference: z.nullable(z.string()),
  at: instant,
  by: who,
})

/** One payment, with what became of it. */
export const shownPayment = z.object({
  payment: id,
  line: z.int(),
  claimSeq,
  /** Of the claim that it pays. */
  claimDigest: hex32,
  fen,
  /** 业务编号, as in the bank file. */
  reference: z.string(),
  state: z.enum(PAYMENT_STATES),
  since: instant,
  paidOn: z.nullable(day),
  /** The number of the receipt, which is that of the voucher in the books. */
  receipt: z.nullable(z.string()),
  outcomes: z.array(shownOutcome),
})
export type ShownPayment = z.output<typeof shownPayment>

export const readPayable = route({
  id: 'readPayable',
  about:
    'Something that is owed, with the evidence that it is owed to whoever claimed it. Leaves the trace of reading its award.',
  method: 'GET',
  path: '/api/payables/:payable',
  params: z.object({ payable: id }),
  reply: z.object({
    number: awardNumber,
    name: z.nullable(z.string()),
    reporter: z.nullable(reporterNumber),
    since: instant,
    claimUntil: z.nullable(day),
    evidence,
    /** All claims, newest first. */
    claims: z.array(shownClaim),
    /** The place of a claim that is entered now, and the keys of the finance desks; no keys for those who cannot enter one. */
    nextSeq: claimSeq,
    recipients: z.array(recipient),
    /** Newest first. */
    freezes: z.array(shownFreeze),
    /** Of the newest claim: how many wrong vouchers are still taken, and when a right one was presented to me that still counts. */
    vouchers: z.object({ left: wholeNumber, rightAt: z.nullable(instant) }),
    /** Newest first, with their batch. */
    payments: z.array(
      z.object({
        ...shownPayment.shape,
        run: z.object({ run: id, number: runNumber, kind: z.enum(RUN_KINDS), state: z.enum(RUN_STATES) }),
      }),
    ),
    /** Its entries in the books, in their order. */
    journals: z.array(z.object({ number: z.string(), kind: z.enum(JOURNAL_KINDS), fen, day })),
    /** What is mine to do now; `refused` says why I still cannot. */
    mine: z.array(z.object({ act: z.enum(PAY_ACTS), refused: z.nullable(refusal) })),
  }),
})
export type ReadPayable = z.output<typeof readPayable.reply>

const ofOne = { params: z.object({ payable: id }) }

export const openClaim = route({
  id: 'openClaim',
  about:
    'The sealed part of the newest claim, for a cashier about to pay it and the two of the batch that does. Leaves a trace each time.',
  method: 'POST',
  path: '/api/payables/:payable/openings',
  ...ofOne,
  body: z.object({ claimSeq }),
  reply: z.object({
    method: z.enum(METHODS),
    /** An envelope of kind `claim-details` of the payable at this place. */
    seq: claimSeq,
    sealedB64: b64(MAX_SEALED_BYTES),
  }),
})

export const enterClaim = route({
  id: 'enterClaim',
  about:
    'Enters where somebody who took part is paid, by transfer; sealed to the finance desks and signed by the member over `signedClaim`. Sending the same again changes nothing.',
  method: 'POST',
  path: '/api/payables/:payable/claims',
  maxBytes: 256 * 1024,
  ...ofOne,
  body: z.object({
    /** The `nextSeq` that was seen. */
    seq: claimSeq,
    sealedB64: b64(MAX_SEALED_BYTES),
    signatureB64: b64Of(64),
  }),
  reply: z.object({ seq: claimSeq }),
})

/** What a finance browser can find wrong. */
export const CLAIM_FAULTS = [
  'signature', // 领取登记的签名不符
  'log', // 与存证不符
  'approval', // 审批签名不符
  'sum', // 金额不符
  'voucher', // 领取凭证的核对值不符
] as const
export type ClaimFault = (typeof CLAIM_FAULTS)[number]

export const reportClaim = route({
  id: 'reportClaim',
  about:
    'Says that something does not hold, as the finance browser found it: the payment is held up and the auditor is told. A wrong sum holds it up as `books`, everything else as `signature`.',
  method: 'POST',
  path: '/api/payables/:payable/reports',
  ...ofOne,
  body: z.object({ claimSeq, fault: z.enum(CLAIM_FAULTS) }),
})

export const tryVoucher = route({
  id: 'tryVoucher',
  about:
    'Presents what the finance browser made of voucher and word. Refuses `voucherWrong` with what is `left`; the last wrong one holds the payment up.',
  method: 'POST',
  path: '/api/payables/:payable/vouchers',
  ...ofOne,
  body: z.object({ claimSeq, proofB64: b64Of(32) }),
  reply: z.object({
    /** Until when the cash can be handed out on it. */
    until: instant,
  }),
})
