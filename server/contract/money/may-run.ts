import type { RefusalCode } from '../refusals.ts'
import type { Permission } from '../roles.ts'
import { runAfter, type RunKind, type RunState, type RunStep } from './chain.ts'

/** Who may take which step of a batch that was made, as one pure function for server and page. The database holds it too. */

export const TAKEN_RUN_STEPS = ['check', 'hand', 'withdraw'] as const satisfies readonly RunStep[]
export type TakenRunStep = (typeof TAKEN_RUN_STEPS)[number]

/** The batch as it stands. */
export type StandingRun = {
  state: RunState
  kind: RunKind
  /** Whether one of its lines is held up. */
  isFrozen: boolean
}
/** The one who would take a step. */
export type RunStepper = {
  permissions: readonly Permission[]
  isMaker: boolean
  isChecker: boolean
  /** Whether the person proposed, reviewed or approved one of its awards. */
  hasStepped: boolean
  /** Whether the person worked on one of its tips or cases, or took part. */
  hasHandled: boolean
}

const NEEDED: Readonly<Record<TakenRunStep, readonly Permission[]>> = {
  check: ['checkPayments'],
  hand: ['preparePayments'],
  // Whoever finds it wrong takes it back; that moves no money.
  withdraw: ['preparePayments', 'checkPayments'],
}

/**
 * Why somebody cannot take a step of a batch, or null. First whether it is theirs at all (`notPermitted`), then whether it is its
 * turn (`runMoved`), then whether it may be this person (`ownRun`, `twoHands`, `handledTip`), then whether it is held up
 * (`paymentFrozen`). Before it is handed over it can always be taken back.
 */
export function mayRun(step: TakenRunStep, run: StandingRun, by: RunStepper): RefusalCode | null {
  if (!NEEDED[step].some((one) => by.permissions.includes(one))) return 'notPermitted'
  if (runAfter(run.state, step, run.kind) === null) return 'runMoved'
  if (step === 'withdraw') return null
  if (step === 'check' ? by.isMaker : by.isChecker) return 'ownRun'
  if (by.hasStepped) return 'twoHands'
  if (by.hasHandled) return 'handledTip'
  return run.isFrozen ? 'paymentFrozen' : null
}
