import type { RunStepper, StandingRun } from '#contract/money/may-run.ts'
import type { Database, Transaction } from '#db/connect.ts'
import type { Who } from '../http/serve.ts'
import { hasDecided, hasHandledAward } from '../rewards/stepper.ts'
import { permissionsOf } from './payer.ts'
import { selectRunSteps, type Line, type Run } from './store-runs.ts'
import { selectOpenFreezes } from './store.ts'

type Db = Database | Transaction

/** A batch as it stands for whoever would take a step. */
export async function standingOf(db: Db, { state, kind }: Run, lines: readonly Line[]): Promise<StandingRun> {
  const frozen = await selectOpenFreezes(
    db,
    lines.map(({ payable }) => payable.id),
  )
  return { state, kind, isFrozen: frozen.length > 0 }
}

/** Somebody as one who would take a step of a batch: what they may, did, and had to do with what it pays for. */
export async function stepperOf(db: Db, who: Who, run: Run, lines: readonly Line[]): Promise<RunStepper> {
  const steps = await selectRunSteps(db, run.id)
  const took = (step: string): boolean => steps.some(({ taken }) => taken.step === step && taken.staffId === who.staff)
  const awards = [...new Map(lines.map((line) => [line.award.id, line])).values()]
  let [hasStepped, hasHandled] = [false, false]
  for (const { award, content } of awards) {
    hasStepped ||= await hasDecided(db, award.id, who.staff)
    hasHandled ||= await hasHandledAward(db, award, content, who.staff)
  }
  return { permissions: permissionsOf(who), isMaker: took('make'), isChecker: took('check'), hasStepped, hasHandled }
}
