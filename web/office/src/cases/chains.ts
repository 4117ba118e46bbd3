import type { Outcome } from '#contract/outcomes.ts'

/** An entry with what it corrected, the newest first. The first is what holds, or will when it is confirmed. */
export type Chain = readonly [Outcome, ...Outcome[]]

/** Entries with their corrections, chains in the order of their first entry. */
export function chainsOf(outcomes: readonly Outcome[]): Chain[] {
  return outcomes
    .filter(({ corrects }) => corrects === null || !outcomes.some(({ id }) => id === corrects))
    .map((first) => growing([first], outcomes))
}

function growing(chain: Chain, outcomes: readonly Outcome[]): Chain {
  const correction = outcomes.find(({ corrects }) => corrects === chain[0].id)
  return correction === undefined ? chain : growing([correction, ...chain], outcomes)
}

/** Whether the figures of an entry are kept from this person, who shall type them from the record. */
export function isHidden({ confirmed, enteredBy, isVoid }: Outcome, me: string): boolean {
  return confirmed === null && !isVoid && enteredBy.id !== me
}
