import { expect, test } from 'vitest'
import { filtersOf, inboxAddress, isNarrowed, queryOf } from '../../../web/office/src/inbox/filters.ts'

test('an address gives its filters, and leaves out what it does not know', () => {
  const query = new URLSearchParams('stage=received&category=dealing&district=moon&waiting=desk&unread=no&before=17')
  expect(filtersOf(query)).toEqual({ stage: 'received', category: 'dealing', waiting: 'desk', before: 17 })
})

test('a number that is no place in the list is left out', () => {
  expect(filtersOf(new URLSearchParams('before=-1'))).toEqual({})
  expect(filtersOf(new URLSearchParams('before=1e9'))).toEqual({})
})

test('filters survive the way through an address', () => {
  const filters = { stage: 'verifying', district: 'yucai', unread: 'yes' } as const
  expect(filtersOf(new URL(inboxAddress('d', filters), 'http://office').searchParams)).toEqual(filters)
})

test('a changed filter begins at the first page, and an absent one is no part of the address', () => {
  expect(inboxAddress('d', { stage: 'closed', before: 50 }, { stage: undefined })).toBe('/desks/d')
  expect(inboxAddress('d', { stage: 'closed' }, { before: 50 })).toBe('/desks/d?stage=closed&before=50')
})

test('a page of the whole list is not narrowed', () => {
  expect(isNarrowed({ before: 50 })).toBe(false)
  expect(isNarrowed({ before: 50, unread: 'yes' })).toBe(true)
})

test('the queues stand in the address, and unknown values do not', () => {
  const queues = { priority: 'danger', assignee: 'me', followUp: 'due', mentioned: 'me', likeSpam: 'yes' } as const
  expect(filtersOf(new URLSearchParams(queryOf(queues)))).toEqual(queues)
  expect(filtersOf(new URLSearchParams('priority=normal&assignee=wang&followUp=1&mentioned=you&likeSpam=no'))).toEqual(
    {},
  )
  const officer = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
  expect(filtersOf(new URLSearchParams({ assignee: officer }))).toEqual({ assignee: officer })
})
