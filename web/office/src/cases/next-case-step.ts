import { CASE_STEPS, stepOf, timesOf, type CaseStep, type EnteredStep, type OpenedCase } from '#contract/cases.ts'

/** What a case waits for, and where on its page that is done. */
export type NextCaseStep =
  | { is: 'merged' }
  | { is: 'confirm'; count: number }
  | { is: 'outcomes' }
  | { is: 'step'; step: CaseStep }
  | { is: 'others'; count: number }
  | { is: 'nothing' }

type Seen = Pick<OpenedCase, 'entries' | 'outcomes' | 'mergedInto'>

/** What I may confirm comes first: it holds up others. Then what the case brought, then the next of its steps. */
export function nextCaseStep({ entries, outcomes, mergedInto }: Seen, me: string): NextCaseStep {
  if (mergedInto !== null) return { is: 'merged' }
  const waiting = outcomes.filter(({ confirmed }) => confirmed === null)
  const mine = waiting.filter(({ enteredBy }) => enteredBy.id === me).length
  if (waiting.length > mine) return { is: 'confirm', count: waiting.length - mine }
  const entered = enteredOf(entries)
  const step = stepOf(entered)
  if (step === 'cracked' && outcomes.length === 0) return { is: 'outcomes' }
  const next = nextOf(entered)
  if (next !== null) return { is: 'step', step: next }
  return mine > 0 ? { is: 'others', count: mine } : { is: 'nothing' }
}

/** The step after the last one that a case has; null when it is closed. */
export function nextOf(entries: readonly EnteredStep[]): CaseStep | null {
  return CASE_STEPS[CASE_STEPS.indexOf(stepOf(entries)) + 1] ?? null
}

/** The entries as the rules of the contract want them, in the order in which they were made. */
export function enteredOf(entries: OpenedCase['entries']): EnteredStep[] {
  return entries
    .toSorted((one, other) => one.seq - other.seq)
    .map(({ step, happenedAt }) => ({ step, happenedAt: new Date(happenedAt) }))
}

/** How the acceptance of a tip lies to the first action of its case: what a reward depends on. */
export type Acceptance = 'before' | 'after' | 'notAccepted' | 'noAction'

export function acceptanceOf(acceptedAt: string | null, entries: OpenedCase['entries']): Acceptance {
  if (acceptedAt === null) return 'notAccepted'
  const action = timesOf(enteredOf(entries))['first-action']
  if (action === undefined) return 'noAction'
  return Date.parse(acceptedAt) < action.getTime() ? 'before' : 'after'
}
