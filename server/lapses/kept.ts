import type { KeptBecause } from '#contract/lapses.ts'

/** What was so of something on a list when the list was carried out. */
export type KeptFacts = { wasHeld: boolean; wasClaimed: boolean; wasExtended: boolean }

/** Why something on a list was kept. What is held up stays whatever else is true of it. */
export function whyKept({ wasHeld, wasClaimed, wasExtended }: KeptFacts): KeptBecause {
  if (wasHeld) return 'frozen'
  if (wasClaimed) return 'claimed'
  return wasExtended ? 'extended' : 'moved'
}
