import type { ReadAward } from '#contract/awards.ts'
import { nextStep, type HeldStep } from '#contract/rewards/chain.ts'
import type { TakenStep } from '#contract/rewards/may-step.ts'
import type { RefusalCode } from '#contract/refusals.ts'

/** What somebody may do about an award now, and why not what it waits for. */
export type ToDo = {
  /** What it waits for, whoever does it. */
  waitsFor: HeldStep | null
  /** The step forward that is mine. */
  forward: Exclude<TakenStep, 'return' | 'withdraw'> | null
  /** Sending or taking back, where I may. */
  back: ('return' | 'withdraw')[]
  mayPropose: boolean
  /** Why I may not take the step that it waits for, although it is one of my office. */
  refused: RefusalCode | null
}

export function toDoOf({ state, mine }: Pick<ReadAward, 'state' | 'mine'>): ToDo {
  const waitsFor = nextStep(state)
  const may = mine.flatMap(({ step, refused }) => (refused === null ? [step] : []))
  const refused = mine.find(({ step }) => step === waitsFor)?.refused ?? null
  return {
    waitsFor,
    forward: may.find((step) => step !== 'propose' && step !== 'return' && step !== 'withdraw') ?? null,
    back: may.filter((step) => step === 'return' || step === 'withdraw'),
    mayPropose: may.includes('propose'),
    refused: refused === 'notPermitted' || refused === 'awardMoved' ? null : refused,
  }
}
