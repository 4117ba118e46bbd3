import { runAfter, type PaymentState, type RunContent, type RunState } from '#contract/money/chain.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import type { Difference } from '#contract/reconciliation.ts'
import { compare, differs, sumOf } from './differ.ts'
import type { RunFact } from './facts.ts'

/** Batches: what was signed, how many lines over what, and where its steps and lines led. */
export function compareRuns(runs: readonly RunFact[]): Difference[] {
  return runs.flatMap((run) => {
    const { number, fund, lines } = run
    const total = sumOf(lines.map(({ fen }) => BigInt(fen)))
    const content = digestOf(contentOf(run))
    const other = [run.digest, ...run.steps.map(({ digest }) => digest)].find((digest) => digest !== content)
    return [
      ...compare('run-sum', number, run.totalFen, total, { fund }),
      ...(other === undefined && run.count === lines.length
        ? []
        : [differs('run-content', number, other ?? content, content, { fund })]),
      ...compare('run-state', number, stateOf(run), run.state, { fund }),
    ]
  })
}

const contentOf = ({ id, kind, fund, lines }: RunFact): RunContent => ({
  run: id,
  kind,
  fund,
  lines: lines.map(({ payment, payable, claimDigest, fen }) => ({ payment, payable, claimDigest, fen })),
})

const WAITING: readonly PaymentState[] = ['reserved', 'instructed', 'unknown']
const ORDER = ['make', 'check', 'hand', 'withdraw'] as const

/** Null where its steps cannot have been taken one after another. */
function stateOf({ kind, steps, lines }: RunFact): RunState | null {
  let state: RunState | null = null
  const inOrder = steps.toSorted((one, other) => ORDER.indexOf(one.step) - ORDER.indexOf(other.step))
  for (const [place, { step }] of inOrder.entries()) {
    if (place > 0 && state === null) return null
    state = runAfter(state, step, kind)
  }
  const isOver = lines.every((line) => !WAITING.includes(line.state))
  return state === 'handed' && isOver ? 'done' : state
}
