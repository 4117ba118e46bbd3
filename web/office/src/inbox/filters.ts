import { CATEGORIES } from '#contract/categories.ts'
import { DISTRICTS } from '#contract/places.ts'
import type { ParamsOf } from '#contract/route.ts'
import { STAGES } from '#contract/stages.ts'
import type { listTips } from '#contract/tips.ts'

/** What an inbox shows, as it stands in its address. Anything unknown in an address is left out. */
export type Filters = Omit<ParamsOf<typeof listTips>, 'desk'>

const WAITING = ['desk', 'tipster'] as const
const PRIORITIES = ['urgent', 'danger'] as const
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

export function filtersOf(query: URLSearchParams): Filters {
  const filters: Filters = {}
  const stage = oneOf(STAGES, query.get('stage'))
  const category = oneOf(CATEGORIES, query.get('category'))
  const district = oneOf(DISTRICTS, query.get('district'))
  const waiting = oneOf(WAITING, query.get('waiting'))
  const priority = oneOf(PRIORITIES, query.get('priority'))
  const assignee = query.get('assignee')
  const before = query.get('before')
  if (stage) filters.stage = stage
  if (category) filters.category = category
  if (district) filters.district = district
  if (waiting) filters.waiting = waiting
  if (priority) filters.priority = priority
  if (assignee === 'me' || assignee === 'nobody' || (assignee !== null && ID.test(assignee)))
    filters.assignee = assignee
  if (query.get('unread') === 'yes') filters.unread = 'yes'
  if (query.get('followUp') === 'due') filters.followUp = 'due'
  if (query.get('mentioned') === 'me') filters.mentioned = 'me'
  if (query.get('likeSpam') === 'yes') filters.likeSpam = 'yes'
  if (before !== null && /^\d{1,15}$/.test(before)) filters.before = Number(before)
  return filters
}

/** The address of an inbox with some filters changed; `undefined` takes one away. Always back at the first page. */
export function inboxAddress(
  desk: string,
  filters: Filters,
  change: { [K in keyof Filters]?: Filters[K] | undefined } = {},
): string {
  const query = queryOf({ ...filters, before: undefined, ...change })
  return query === '' ? `/desks/${desk}` : `/desks/${desk}?${query}`
}

/** The query of an address that gives these filters again. */
export function queryOf(filters: { [K in keyof Filters]?: Filters[K] | undefined }): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) query.set(name, String(value))
  return query.toString()
}

/** Whether the list is narrowed by anything but its page. */
export function isNarrowed(filters: Filters): boolean {
  return Object.keys(filters).some((name) => name !== 'before')
}

function oneOf<T extends string>(all: readonly T[], value: string | null): T | undefined {
  return all.find((one) => one === value)
}
