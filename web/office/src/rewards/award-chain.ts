import type { ReadAward, TakenAwardStep } from '#contract/awards.ts'
import { nextStep, type AwardKind, type AwardStep } from '#contract/rewards/chain.ts'

/** One link of the chain as it is drawn: taken by somebody, waiting now, to come, or not to come any more. */
export type ChainLink = { step: AwardStep; is: 'taken' | 'now' | 'ahead' | 'gone'; taken: TakenAwardStep | null }

type Chained = Pick<ReadAward, 'state' | 'kind' | 'needsSecond' | 'steps' | 'versions'>

/** The way of the newest version, with what was sent or taken back at its end. */
export function chainOf({ state, kind, needsSecond, steps, versions }: Chained): ChainLink[] {
  const version = versions[0]?.version
  const taken = steps.filter((step) => step.version === version)
  const ended = taken.find(({ step }) => step === 'return' || step === 'withdraw')
  const next = nextStep(state)
  const links = wayOf(kind, needsSecond).map((step): ChainLink => {
    const by = taken.find((one) => one.step === step) ?? null
    if (by !== null) return { step, is: 'taken', taken: by }
    if (ended !== undefined) return { step, is: 'gone', taken: null }
    return { step, is: step === next ? 'now' : 'ahead', taken: null }
  })
  if (ended === undefined) return links
  const at = links.findIndex(({ is }) => is === 'gone')
  return links.toSpliced(at < 0 ? links.length : at, 0, { step: ended.step, is: 'taken', taken: ended })
}

/** The steps that a version goes through; a denial needs no funds. */
function wayOf(kind: AwardKind, needsSecond: boolean): AwardStep[] {
  return [
    'propose',
    'review',
    'approve',
    ...(needsSecond ? (['approve-second'] as const) : []),
    ...(kind === 'grant' ? (['fund'] as const) : []),
  ]
}
