import * as z from 'zod/mini'
import { awardNumber } from './award-lists.ts'
import { FREEZE_CAUSES, OUTCOMES, REJECTIONS, RUN_KINDS, RUN_STATES, RUN_STEPS } from './money/chain.ts'
import { fen, hex32, who } from './money/evidence.ts'
import { TAKEN_RUN_STEPS } from './money/may-run.ts'
import { METHODS } from './money/names.ts'
import { runNumber } from './payables.ts'
import { shownPayment } from './payments.ts'
import { REFUSALS, type RefusalCode } from './refusals.ts'
import { FUNDS, reporterNumber } from './rewards/content.ts'
import { b64Of, id, instant, route, wholeNumber } from './route.ts'

/** Batches of payments 付款批次: one puts them together, another checks them, then the bank has them or the cash is handed out. */

const refusal = z.enum(Object.keys(REFUSALS) as [RefusalCode, ...RefusalCode[]])
const signed = {
  /** `digestOf` the `RunContent`. */
  digest: hex32,
  /** Over `signedRun(run, step, digest)`. */
  signatureB64: b64Of(64),
}

/** So many lines make a batch at most. */
export const MOST_RUN_LINES = 300

export const makeRun = route({
  id: 'makeRun',
  about:
    'Puts a batch together; what is in it can be in no other. Identifiers are made in the browser and kept there before this is sent: the same again gives the same answer.',
  method: 'POST',
  path: '/api/runs/:run',
  maxBytes: 512 * 1024,
  params: z.object({ run: id }),
  body: z.object({
    kind: z.enum(RUN_KINDS),
    fund: z.enum(FUNDS),
    lines: z
      .array(
        z.object({
          payment: id,
          payable: id,
          /** Of the newest claim, as it was checked. */
          claimDigest: hex32,
          fen,
          /** What stands for the account; of a transfer only. */
          accountTokenB64: z.nullable(b64Of(16)),
        }),
      )
      .check(z.minLength(1), z.maxLength(MOST_RUN_LINES)),
    ...signed,
  }),
  reply: z.object({ number: runNumber, state: z.enum(RUN_STATES) }),
})

const runHead = {
  run: id,
  number: runNumber,
  kind: z.enum(RUN_KINDS),
  fund: z.enum(FUNDS),
  state: z.enum(RUN_STATES),
  since: instant,
  count: wholeNumber,
  totalFen: fen,
}

export const runRow = z.object({
  ...runHead,
  maker: who,
  checker: z.nullable(who),
  /** Lines that the bank has not answered or left open, while it has the batch. */
  waiting: wholeNumber,
  /** Whether I can take the next step. */
  isMine: z.boolean(),
})
export type RunRow = z.output<typeof runRow>

export const RUN_PAGE_ROWS = 50

export const listRuns = route({
  id: 'listRuns',
  about: 'Batches, newest first, fifty a page.',
  method: 'GET',
  path: '/api/runs',
  params: z.object({
    state: z.optional(z.enum(RUN_STATES)),
    kind: z.optional(z.enum(RUN_KINDS)),
    fund: z.optional(z.enum(FUNDS)),
    /** Only those of which I can take the next step. */
    turn: z.optional(z.enum(['mine'])),
    /** The `next` of the page before. */
    after: z.optional(runNumber),
  }),
  reply: z.object({ rows: z.array(runRow), next: z.nullable(runNumber) }),
})

export const readRun = route({
  id: 'readRun',
  about: 'A batch with its lines and its signed steps. What is sealed in the claims is not here.',
  method: 'GET',
  path: '/api/runs/:run',
  params: z.object({ run: id }),
  reply: z.object({
    ...runHead,
    digest: hex32,
    lines: z.array(
      z.object({
        ...shownPayment.shape,
        payable: id,
        award: id,
        awardNumber,
        participant: wholeNumber,
        /** Of somebody who took part. */
        name: z.nullable(z.string()),
        reporter: z.nullable(reporterNumber),
        method: z.enum(METHODS),
        accountTokenB64: z.nullable(b64Of(16)),
        /** Why it is held up; empty: it is not. */
        frozen: z.array(z.enum(FREEZE_CAUSES)),
      }),
    ),
    /** In their order. */
    steps: z.array(
      z.object({
        step: z.enum(RUN_STEPS),
        by: who,
        at: instant,
        digest: hex32,
        signatureB64: b64Of(64),
        /** The public half of the key that signs for this person. */
        signPublicB64: z.nullable(b64Of(32)),
      }),
    ),
    /** The steps that are mine and have their turn; `refused` says why I still cannot take one. */
    mine: z.array(z.object({ step: z.enum(TAKEN_RUN_STEPS), refused: z.nullable(refusal) })),
    /** Whether I can enter what the bank says of it. */
    mayEnterAnswers: z.boolean(),
  }),
})
export type ReadRun = z.output<typeof readRun.reply>

export const stepRun = route({
  id: 'stepRun',
  about:
    'Checks a batch, hands it over (to the bank; or the cash, which pays it), or takes it back before that. The same again changes nothing.',
  method: 'POST',
  path: '/api/runs/:run/steps',
  params: z.object({ run: id }),
  body: z.object({ step: z.enum(TAKEN_RUN_STEPS), ...signed }),
  reply: z.object({ state: z.enum(RUN_STATES) }),
})

export const enterAnswers = route({
  id: 'enterAnswers',
  about:
    'Enters what the bank said, line by line: what fits is entered, what does not comes back with the reason. The same file again changes nothing.',
  method: 'POST',
  path: '/api/runs/:run/answers',
  maxBytes: 512 * 1024,
  params: z.object({ run: id }),
  body: z.object({
    /** SHA-256 of the answer file. */
    fileDigest: hex32,
    lines: z
      .array(
        z.object({
          payment: id,
          outcome: z.enum(OUTCOMES),
          /** Of what was rejected or came back. */
          cause: z.nullable(z.enum(REJECTIONS)),
          fen,
          /** The bank's own number of this line 银行流水号; null where it gives none. */
          bankReference: z.nullable(z.string().check(z.regex(/^[\w/-]{1,40}$/))),
        }),
      )
      .check(z.minLength(1), z.maxLength(MOST_RUN_LINES)),
  }),
  reply: z.object({
    state: z.enum(RUN_STATES),
    /** In the order of the lines; null: it stands in the books now, or did before. */
    lines: z.array(z.object({ payment: id, refused: z.nullable(refusal) })),
  }),
})

export const tracePaymentPrint = route({
  id: 'tracePaymentPrint',
  about: 'Says that the file, a sheet or a receipt of a batch was printed or saved; leaves a trace.',
  method: 'POST',
  path: '/api/runs/:run/prints',
  params: z.object({ run: id }),
})
