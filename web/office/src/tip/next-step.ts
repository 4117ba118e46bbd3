import type { Stage } from '#contract/stages.ts'

/** What a tip waits for, as one sentence and the place on its page where that is done. */
export type NextStep = 'answer' | 'accept' | 'verify' | 'conclude' | 'close' | 'waitTipster' | 'nothing'

const BY_STAGE: Readonly<Record<Stage, NextStep>> = {
  received: 'accept',
  accepted: 'verify',
  verifying: 'conclude',
  confirmed: 'close',
  unfounded: 'close',
  elsewhere: 'close',
  invalid: 'nothing',
  spam: 'nothing',
  closed: 'nothing',
}

export type Standing = { stage: Stage; lastFrom: 'desk' | 'tipster' | null; lastIsQuestion: boolean }

/** A new tip is accepted before anything else; after that, a tipster who wrote last is answered first. */
export function nextStep({ stage, lastFrom, lastIsQuestion }: Standing): NextStep {
  const step = BY_STAGE[stage]
  if (step === 'accept') return step
  if (lastFrom === 'tipster') return 'answer'
  if (step === 'conclude' && lastFrom === 'desk' && lastIsQuestion) return 'waitTipster'
  return step
}
