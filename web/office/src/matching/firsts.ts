import type { RelatedTip } from '#contract/matching.ts'

export type First = { tip: string; desk: string; number: string | null }

/** The tip that this one repeats, or null when it repeats none. Its number is not known when it is no neighbour of ours. */
export function firstOf(tip: string, rows: readonly RelatedTip[]): First | null {
  const row = rows.find(
    ({ relation }) => relation?.as === 'duplicate' && relation.first !== null && relation.first !== tip,
  )
  const first = row?.relation?.first
  if (!row || !first) return null
  const known = rows.find((one) => one.tip === first)
  return { tip: first, desk: known?.desk ?? row.desk, number: known?.number ?? null }
}
