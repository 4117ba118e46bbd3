import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { signedRun, type RunState } from '#contract/money/chain.ts'
import { mayRun, type RunStepper, type StandingRun, type TakenRunStep } from '#contract/money/may-run.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { stepRun } from '#contract/runs.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { found, insist, Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record, type MoneyDeed } from '../log/record.ts'
import { noticeToAll } from '../orders/tell.ts'
import { insistSignedBy } from '../staff/member-signature.ts'
import type { PaymentsDeps } from './deps.ts'
import { refuseUnsound } from './hold-up.ts'
import { insistSound } from './insist-sound.ts'
import { standingOf, stepperOf } from './run-stepper.ts'
import { insertRunStep, selectLines, selectRun, selectRunSteps, type Line, type Run } from './store-runs.ts'

type Asked = BodyOf<typeof stepRun>
type Stepped = ReplyOf<typeof stepRun>

const DEEDS: Readonly<Record<TakenRunStep, MoneyDeed>> = {
  check: 'check-run',
  hand: 'hand-run',
  withdraw: 'withdraw-run',
}

/**
 * Takes a step of a batch, over the lines that were seen and signed. The same step again changes nothing. Before money moves on, the
 * server looks at each claim again. Refuses whatever `mayRun` says, `runMoved`, `wrongSignature`, `claimWrong`, and what the rules of
 * money keep out.
 */
export async function step(deps: PaymentsDeps, who: Who, runId: string, asked: Asked): Promise<Stepped> {
  try {
    return await deps.db.transaction((tx) => stepNow(tx, who, runId, { asked, at: deps.now() }))
  } catch (error) {
    const taken = error instanceof Refusal ? null : await takenBefore(deps.db, who, runId, asked)
    return taken === null ? refuseUnsound(deps, who, error, 'runMoved') : { state: taken }
  }
}

async function stepNow(
  tx: Transaction,
  who: Who,
  runId: string,
  { asked, at }: { asked: Asked; at: Date },
): Promise<Stepped> {
  const run = found(await selectRun(tx, runId), 'runNotFound')
  const taken = await takenBefore(tx, who, runId, asked)
  if (taken !== null) return { state: taken }
  insist(bytesToHex(run.digest) === asked.digest, 'runMoved')
  const lines = await selectLines(tx, runId)
  await insistAllowed(tx, who, { run, lines, step: asked.step })
  const { step: name, digest, signatureB64 } = asked
  const signature = await insistSignedBy(tx, who.staff, signedRun(runId, name, digest), signatureB64)
  if (name !== 'withdraw') await insistSound(tx, lines.map(seenLine))
  await insertRunStep(tx, { runId, step: name, staffId: who.staff, at, digest: hexToBytes(digest), signature })
  await record(tx, { did: DEEDS[name], staff: who.staff })
  const { state } = found(await selectRun(tx, runId), 'runNotFound')
  if (state !== 'done' && name !== 'hand') await noticeToAll(tx, 'finance')
  return { state }
}

/** Where the batch stands, if this person took this very step already; null: they did not. */
async function takenBefore(
  db: Database | Transaction,
  who: Who,
  runId: string,
  { step: name, digest }: Asked,
): Promise<RunState | null> {
  const steps = await selectRunSteps(db, runId)
  const isIt = steps.some(
    ({ taken }) => taken.step === name && taken.staffId === who.staff && bytesToHex(taken.digest) === digest,
  )
  return isIt ? ((await selectRun(db, runId))?.state ?? null) : null
}

const seenLine = ({ payment }: Line): Parameters<typeof insistSound>[1][number] => ({
  payable: payment.payableId,
  claimDigest: bytesToHex(payment.claimDigest),
  fen: String(payment.fen),
})

type Allowed = { run: Run; lines: readonly Line[]; step: TakenRunStep }

async function insistAllowed(tx: Transaction, who: Who, { run, lines, step: name }: Allowed): Promise<void> {
  const standing: StandingRun = await standingOf(tx, run, lines)
  const stepper: RunStepper = await stepperOf(tx, who, run, lines)
  const refused = mayRun(name, standing, stepper)
  if (refused !== null) throw new Refusal(refused)
}
