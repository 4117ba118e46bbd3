import { CASE_LEVELS, CASE_STEPS, type listCases } from '#contract/cases.ts'
import { CATEGORIES } from '#contract/categories.ts'
import type { ParamsOf } from '#contract/route.ts'

/** What a list of cases shows, as it stands in its address. Anything unknown in an address is left out. */
export type CaseFilters = Omit<ParamsOf<typeof listCases>, 'desk'>

const MAX_WORDS = 60

export function caseFiltersOf(query: URLSearchParams): CaseFilters {
  const filters: CaseFilters = {}
  const level = oneOf(CASE_LEVELS, query.get('level'))
  const category = oneOf(CATEGORIES, query.get('category'))
  const step = oneOf(CASE_STEPS, query.get('step'))
  const words = query.get('words')?.trim().slice(0, MAX_WORDS)
  const [year, before] = [query.get('year') ?? '', query.get('before') ?? '']
  if (level) filters.level = level
  if (category) filters.category = category
  if (step) filters.step = step
  if (query.get('officer') === 'me') filters.officer = 'me'
  if (query.get('waiting') === 'confirmation') filters.waiting = 'confirmation'
  if (/^20\d\d$/.test(year)) filters.year = Number(year)
  if (words) filters.words = words
  if (/^\d{1,15}$/.test(before)) filters.before = Number(before)
  return filters
}

/** The address of a list with some filters changed; `undefined` takes one away. Always back at the first page. */
export function casesAddress(
  desk: string,
  filters: CaseFilters,
  change: { [K in keyof CaseFilters]?: CaseFilters[K] | undefined } = {},
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters, before: undefined, ...change })) {
    if (value !== undefined) query.set(name, String(value))
  }
  return query.size > 0 ? `/desks/${desk}/cases?${query}` : `/desks/${desk}/cases`
}

/** Whether the list is narrowed by anything but its page. */
export function isNarrowed(filters: CaseFilters): boolean {
  return Object.keys(filters).some((name) => name !== 'before')
}

/** The years that a case may have been opened in, the newest first. */
export function yearsUntil(today: string): number[] {
  const now = Number(today.slice(0, 4))
  return Array.from({ length: Math.max(1, now - FIRST_YEAR + 1) }, (_, index) => now - index)
}
const FIRST_YEAR = 2020

function oneOf<T extends string>(all: readonly T[], value: string | null): T | undefined {
  return all.find((one) => one === value)
}
