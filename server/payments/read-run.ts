import { bytesToHex } from '@noble/hashes/utils.js'
import { mayRun, TAKEN_RUN_STEPS } from '#contract/money/may-run.ts'
import type { ReadRun } from '#contract/runs.ts'
import { toB64 } from '../http/b64.ts'
import { found } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import type { PaymentsDeps } from './deps.ts'
import { headOf } from './list-runs.ts'
import { whose } from './read-payable.ts'
import { standingOf, stepperOf } from './run-stepper.ts'
import { shownPayments } from './shown-payment.ts'
import { selectLines, selectRun, selectRunSteps, type Line, type Run } from './store-runs.ts'
import { selectOpenFreezes } from './store.ts'

/** A batch with its lines, its signed steps, and what the one who asks may do. */
export async function readRunOf({ db }: PaymentsDeps, who: Who, runId: string): Promise<ReadRun> {
  const run = found(await selectRun(db, runId), 'runNotFound')
  const lines = await selectLines(db, runId)
  const [standing, stepper] = [await standingOf(db, run, lines), await stepperOf(db, who, run, lines)]
  const mine = TAKEN_RUN_STEPS.map((step) => ({ step, refused: mayRun(step, standing, stepper) }))
  return {
    ...headOf(run),
    digest: bytesToHex(run.digest),
    lines: await linesOf(db, lines),
    steps: (await selectRunSteps(db, runId)).map(({ taken, by, signPublic }) => ({
      step: taken.step,
      by,
      at: taken.at.toISOString(),
      digest: bytesToHex(taken.digest),
      signatureB64: toB64(taken.signature),
      signPublicB64: signPublic === null ? null : toB64(signPublic),
    })),
    mine: mine.filter(({ refused }) => refused !== 'notPermitted' && refused !== 'runMoved'),
    mayEnterAnswers: takesAnswers(run) && stepper.permissions.includes('preparePayments'),
  }
}

/** Whether a bank may still say something of a batch: money can also come back once all is paid. */
export const takesAnswers = ({ kind, state }: Run): boolean =>
  kind === 'bank' && (state === 'handed' || state === 'done')

async function linesOf(db: PaymentsDeps['db'], lines: readonly Line[]): Promise<ReadRun['lines']> {
  const frozen = await selectOpenFreezes(
    db,
    lines.map(({ payable }) => payable.id),
  )
  const shown = await shownPayments(
    db,
    lines.map(({ payment }) => payment),
  )
  return lines.map(({ payment, payable, award, content, method }) => ({
    ...shown(payment),
    payable: payable.id,
    award: award.id,
    awardNumber: award.number,
    participant: payable.participant,
    ...whose({ payable, content }),
    method,
    accountTokenB64: payment.accountToken === null ? null : toB64(payment.accountToken),
    frozen: frozen.filter(({ payableId }) => payableId === payable.id).map(({ cause }) => cause),
  }))
}
