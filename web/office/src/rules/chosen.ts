import type { RuleSetHead } from '#contract/rule-sets.ts'

/** Which two to compare: those of the address, or what comes next against what holds. Null where there is only one. */
export function chosenFrom(
  address: URLSearchParams,
  sets: readonly RuleSetHead[],
): { before: string; after: string } | null {
  const holding = sets.find(({ standing }) => standing === 'in-force') ?? sets[0]
  const next =
    sets.find(({ standing }) => standing === 'proposed') ??
    sets.find(({ standing }) => standing === 'future') ??
    sets.find(({ seq }) => seq !== holding?.seq)
  const before = address.get('before') ?? holding?.seq.toString()
  const after = address.get('after') ?? next?.seq.toString()
  return before === undefined || after === undefined ? null : { before, after }
}
