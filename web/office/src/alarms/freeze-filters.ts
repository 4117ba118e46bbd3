import { FREEZE_STATES, type listFreezes } from '#contract/freezes.ts'
import type { ParamsOf } from '#contract/route.ts'

/** Which payments show, as it stands in the address; `award` is the one that is looked up for holding it up. */
export type FreezePlace = ParamsOf<typeof listFreezes> & { award?: string }

const NUMBER = /^(JL|DJ)-20\d\d-\d{4,}$/

/** The number of an award as people type it: 「jl-2026-0003 」 is one too; null for what is none. */
export function awardNumberOf(typed: string): string | null {
  const number = typed.normalize('NFKC').trim().toUpperCase().replaceAll(/[‐-―]/g, '-')
  return NUMBER.test(number) ? number : null
}

export function freezePlaceOf(query: URLSearchParams): FreezePlace {
  const place: FreezePlace = { state: FREEZE_STATES.find((one) => one === query.get('state')) ?? 'held' }
  const [award, after] = [awardNumberOf(query.get('award') ?? ''), query.get('after') ?? '']
  if (award !== null) place.award = award
  if (/^\d{1,6}$/.test(after)) place.after = Number(after)
  return place
}

/** The address with something changed; `undefined` takes it away. Always back at the first page. */
export function freezesAddress(
  place: FreezePlace,
  change: { [K in keyof FreezePlace]?: FreezePlace[K] | undefined } = {},
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...place, after: undefined, ...change }))
    if (value !== undefined && !(name === 'state' && value === 'held')) query.set(name, String(value))
  return query.size > 0 ? `/audit/freezes?${query}` : '/audit/freezes'
}
