import type { RunContent, RunKind, RunState, RunStep } from '#contract/money/chain.ts'
import { runAfter } from '#contract/money/chain.ts'
import type { Fund } from '#contract/rewards/content.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import type { ReadRun } from '#contract/runs.ts'
import { fromB64 } from '#seal/b64.ts'
import { isSignedRunStep } from '#seal/signing.ts'

/** What a batch says, and whether what is shown of it is what was signed. Pure. */

type Line = RunContent['lines'][number]

/** The content that the steps of a batch sign: its lines in their order, and nothing besides. */
export const contentOf = (run: string, kind: RunKind, fund: Fund, lines: readonly Line[]): RunContent => ({
  run,
  kind,
  fund,
  lines: lines.map(({ payment, payable, claimDigest, fen }) => ({ payment, payable, claimDigest, fen })),
})

/** Whole fen, added up. */
export const sumFen = (lines: readonly { fen: string }[]): string =>
  lines.reduce((sum, { fen }) => sum + BigInt(fen), 0n).toString()

/** What does not hold of a batch as it is shown. */
export type RunFinding =
  | { is: 'digest' } // its lines are not those that were signed
  | { is: 'total' } // number or sum of the lines are others
  | { is: 'state' } // the steps do not lead where it is said to stand
  | { is: 'same-hand' } // one person made and checked it
  | { is: 'step'; step: RunStep; name: string; check: 'forged' | 'other' | 'no-key' }

export function runFindings(run: ReadRun): RunFinding[] {
  const content = contentOf(run.run, run.kind, run.fund, inOrder(run))
  const isCounted = run.count === run.lines.length && run.totalFen === sumFen(run.lines)
  return [
    ...(digestOf(content) === run.digest ? [] : [{ is: 'digest' } as const]),
    ...(isCounted ? [] : [{ is: 'total' } as const]),
    ...(isWhereStepsLead(run) ? [] : [{ is: 'state' } as const]),
    ...(isOneHand(run) ? [{ is: 'same-hand' } as const] : []),
    ...run.steps.flatMap((step): RunFinding[] => {
      const check = runStepCheck(run, step)
      return check === 'signed' ? [] : [{ is: 'step', step: step.step, name: step.by.name, check }]
    }),
  ]
}

/** Whether a step was signed by the one who took it, over the lines that stand here. */
export function runStepCheck(
  { run, digest }: Pick<ReadRun, 'run' | 'digest'>,
  step: ReadRun['steps'][number],
): 'signed' | 'forged' | 'other' | 'no-key' {
  if (step.digest !== digest) return 'other'
  if (step.signPublicB64 === null) return 'no-key'
  const over = { run, step: step.step, digest }
  return isSignedRunStep(fromB64(step.signPublicB64), over, fromB64(step.signatureB64)) ? 'signed' : 'forged'
}

function isOneHand(run: ReadRun): boolean {
  const checker = whoTook(run, 'check')
  return checker !== undefined && checker.id === whoTook(run, 'make')?.id
}

/** Who took a step; undefined while nobody has. */
export const whoTook = ({ steps }: Pick<ReadRun, 'steps'>, step: RunStep): ReadRun['steps'][number]['by'] | undefined =>
  steps.find((one) => one.step === step)?.by

const inOrder = ({ lines }: ReadRun): ReadRun['lines'] => lines.toSorted((one, other) => one.line - other.line)

/** After it was handed over, its lines say when it is done. */
function isWhereStepsLead({ steps, state, kind }: ReadRun): boolean {
  const led = steps.reduce<RunState | null>((at, { step }) => runAfter(at, step, kind), null)
  return led === state || (led === 'handed' && state === 'done')
}
