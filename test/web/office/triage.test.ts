import { expect, test } from 'vitest'
import { isDue, inDays, shortDay } from '../../../web/office/src/words/days.ts'
import { newsOf } from '../../../web/office/src/tip/news.ts'

const me = { id: 'me', name: '林越' }
const other = { id: 'other', name: '陈海明' }
const at = '2026-11-24T01:00:00Z'
const quiet = { moves: [], assignments: [], notes: [], messages: [], priority: 'normal', followUpOn: null } as const
const seen = { ...quiet, moves: [], assignments: [], notes: [], messages: [] }

test('what a colleague did is news, what I did is none', () => {
  const move = { seq: 0, move: 'accept', to: 'accepted', at, reasonB64: null } as const
  const after = {
    ...seen,
    moves: [{ ...move, by: other }, { ...move, seq: 1, to: 'verifying', move: 'verify', by: me } as const],
    assignments: [{ seq: 0, to: me, by: other, at }],
    notes: [{ seq: 0, by: other, at, mentions: [], sealedB64: '' }],
    messages: [{ seq: 0, from: 'tipster', by: null, isQuestion: false, at, sealedB64: '' } as const],
  }
  expect(newsOf(seen, after, me.id, null)).toEqual([
    { is: 'moved', by: other, to: 'accepted' },
    { is: 'assigned', by: other, to: me },
    { is: 'note', by: other },
    { is: 'answered', by: null },
  ])
  expect(newsOf(after, after, me.id, null)).toEqual([])
})

test('a priority or a day is news unless my own last act set it', () => {
  const own = {
    tip: 't',
    number: '1',
    stage: 'accepted',
    assignee: null,
    priority: 'danger',
    followUpOn: '2026-12-01',
  } as const
  const after = { ...seen, priority: 'danger' as const, followUpOn: '2026-12-01' }
  expect(newsOf(seen, after, me.id, own)).toEqual([])
  expect(newsOf(seen, { ...after, priority: 'urgent', followUpOn: null }, me.id, own)).toEqual([
    { is: 'priority', to: 'urgent' },
  ])
})

test('days are those of Sanya: late in the evening of Greenwich it is tomorrow there', () => {
  const now = new Date('2026-12-31T17:00:00Z')
  expect(inDays(0, now)).toBe('2027-01-01')
  expect(inDays(7, now)).toBe('2027-01-08')
  expect(isDue('2027-01-01', now)).toBe(true)
  expect(isDue('2027-01-02', now)).toBe(false)
  expect(shortDay('2027-01-08', now)).toBe('01-08')
  expect(shortDay('2026-12-30', now)).toBe('2026-12-30')
})
