import type { RuleSetHead } from '#contract/rule-sets.ts'

/** The latest day on which an approved set begins; null where nothing is approved. */
export const latestBegin = (sets: readonly RuleSetHead[]): string | null =>
  sets
    .filter(({ standing }) => standing !== 'proposed' && standing !== 'withdrawn')
    .map(({ effectiveFrom }) => effectiveFrom)
    .toSorted()
    .at(-1) ?? null

/** Why a set cannot begin on a day: there is none, or another begins then or later. */
export function dateFault(day: string, latest: string | null): 'missing' | 'taken' | null {
  if (!/^20\d\d-\d\d-\d\d$/.test(day)) return 'missing'
  return latest !== null && day <= latest ? 'taken' : null
}
