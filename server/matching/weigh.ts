import { BANDS } from '#contract/matching.ts'

/** From so many bands on two texts are nearly the same. */
export const NEAR_BANDS = 3

/**
 * How strongly two tips belong together. Each shared identifier counts by its rarity, ln((N + 1) / tips that have it);
 * a near-identical text as much as the rarest identifier, by the share of bands that agree.
 */
export function weightOf(sharers: readonly number[], bands: number, tips: number): number {
  const rarity = sharers.reduce((sum, count) => sum + Math.max(0, Math.log((tips + 1) / Math.max(1, count))), 0)
  const likeness = bands < NEAR_BANDS ? 0 : (bands / BANDS) * Math.log(tips + 1)
  return Math.round((rarity + likeness) * 1000) / 1000
}
