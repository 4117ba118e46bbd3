import { expect, test } from 'vitest'
import { timelineOf } from '../../../../web/office/src/cases/timeline.ts'
import { chen, entry, facts, link, outcome } from './made.ts'

const told = {
  case: 'case',
  entries: [
    entry(0, 'opened', '2026-03-01T02:00:00Z'),
    entry(1, 'first-action', '2026-03-02T08:00:00Z', '2026-03-03T01:00:00Z'),
    entry(2, 'first-action', '2026-03-02T06:00:00Z', '2026-03-06T01:00:00Z'),
  ],
  links: [link(0, { removed: { by: chen, at: '2026-03-05T00:00:00Z' } })],
  outcomes: [
    outcome('a'),
    outcome('b', { corrects: 'a', enteredAt: '2026-03-05T02:00:00Z', confirmed: null, facts: facts({ count: 2 }) }),
  ],
  narrative: { case: 'case', seq: 1, by: chen, at: '2026-03-01T04:00:00Z', sealedB64: '' },
  merged: [
    {
      case: 'twin',
      number: 'AJ-2026-0009',
      by: chen,
      at: '2026-03-07T00:00:00Z',
      entries: [entry(0, 'opened', '2026-02-27T02:00:00Z')],
      narrative: null,
    },
  ],
}

test('by when it happened: a day ends with what it brought, and the merged case stands where it began', () => {
  expect(timelineOf(told, 'happened').map(({ key }) => key)).toEqual([
    'step AJ-2026-0009 0',
    'step  0',
    'link case 0',
    'narrative case',
    'step  2',
    'step  1',
    'outcome a',
    'confirmation a',
    'unlink case 0',
    'outcome b',
    'merge twin',
  ])
})

test('by when it was recorded: the correction comes last of its step', () => {
  const keys = timelineOf(told, 'recorded').map(({ key }) => key)
  expect(keys.indexOf('step  2')).toBeGreaterThan(keys.indexOf('outcome b'))
  expect(keys.indexOf('outcome a')).toBeGreaterThan(keys.indexOf('step  1'))
})

test('what was corrected says so, what corrects says what stood there, and when each was recorded stays', () => {
  const events = timelineOf(told, 'happened')
  const [wrong, right] = ['step  1', 'step  2'].map((key) => events.find((event) => event.key === key))
  expect(wrong).toMatchObject({ isReplaced: true, corrected: null, recordedAt: '2026-03-03T01:00:00Z' })
  expect(right).toMatchObject({ isReplaced: false, corrected: '2026-03-02T08:00:00Z' })
  expect(events.find(({ key }) => key === 'outcome b')).toMatchObject({ is: 'correction', happened: null })
})

test('an outcome that was written down on its own day stands where it was written down', () => {
  const sameDay = outcome('c', { facts: facts({ happenedOn: '2026-03-03', count: 1 }) })
  const later = entry(3, 'cracked', '2026-03-03T09:00:00Z')
  const keys = timelineOf({ ...told, entries: [...told.entries, later], outcomes: [sameDay] }, 'happened').map(
    (one) => one.key,
  )
  expect(keys.indexOf('outcome c')).toBeLessThan(keys.indexOf('step  3'))
})
