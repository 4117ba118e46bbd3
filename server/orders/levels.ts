import { LEVELS, type Level } from '#contract/clocks.ts'

/** A run of a clock, as far as its escalation goes. Days are those of Sanya. */
export type Run = { remindOn: string; leadOn: string; orderOn: string; had: readonly Level[] }

/**
 * What is to happen to a run today, in its order: every level whose day has come and that did not happen yet. After days
 * without a server that may be several at once.
 */
export function levelsDue(run: Run, today: string): Level[] {
  const on: Record<Level, string> = { reminder: run.remindOn, lead: run.leadOn, order: run.orderOn }
  return LEVELS.filter((level) => on[level] <= today && !run.had.includes(level))
}
