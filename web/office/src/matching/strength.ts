import type { Identifier, IdentifierKind, RelatedTip } from '#contract/matching.ts'

export type Strength = 'weak' | 'fair' | 'strong'

/** From so many bands on, two texts are nearly the same (see `relatedTip` in the contract). */
const NEAR_BANDS = 3
/** What many people share: the same place or name is less than the same plate. */
const SHARED_BY_MANY: ReadonlySet<IdentifierKind> = new Set(['venue', 'person', 'landline', 'coordinates'])
/** Below it most tips have the identifier: the server weighs by ln(tips / tips that have it). */
const COMMON = 1.5

export function isNearText({ bands }: Pick<RelatedTip, 'bands'>): boolean {
  return bands >= NEAR_BANDS
}

/** How strongly two tips belong together, in a word. */
export function strengthOf(row: Pick<RelatedTip, 'bands' | 'weight'> & { shared: readonly Identifier[] }): Strength {
  if (isNearText(row)) return 'strong'
  if (row.weight < COMMON) return 'weak'
  return row.shared.some(({ kind }) => !SHARED_BY_MANY.has(kind)) ? 'strong' : 'fair'
}
