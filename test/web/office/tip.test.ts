import { expect, test } from 'vitest'
import { STAGES } from '#contract/stages.ts'
import { nextStep } from '../../../web/office/src/tip/next-step.ts'
import { eventsOf, lookersOf } from '../../../web/office/src/tip/trail.ts'

const quiet = { lastFrom: null, lastIsQuestion: false } as const

test('each stage without dialogue has its next step', () => {
  expect(STAGES.map((stage) => nextStep({ stage, ...quiet }))).toEqual([
    'accept',
    'verify',
    'conclude',
    'close',
    'close',
    'close',
    'nothing',
    'nothing',
    'nothing',
  ])
})

test('a tipster who wrote last is answered first, but a new tip is accepted before', () => {
  expect(nextStep({ stage: 'received', lastFrom: 'tipster', lastIsQuestion: false })).toBe('accept')
  for (const stage of ['accepted', 'verifying', 'confirmed', 'closed'] as const) {
    expect(nextStep({ stage, lastFrom: 'tipster', lastIsQuestion: false })).toBe('answer')
  }
})

test('an open question of ours is waited for only while verifying', () => {
  expect(nextStep({ stage: 'verifying', lastFrom: 'desk', lastIsQuestion: true })).toBe('waitTipster')
  expect(nextStep({ stage: 'confirmed', lastFrom: 'desk', lastIsQuestion: true })).toBe('close')
})

const by = { id: 'a', name: '林越' }
const other = { id: 'b', name: '陈海明' }

test('moves, transfers and assignments stand in the order of time', () => {
  const move = { seq: 1, move: 'accept', to: 'accepted', by, at: '2026-11-02T09:00:00Z', reasonB64: null } as const
  const desk = { id: 'd', nameZh: '甲', nameEn: 'A' }
  const transfer = { seq: 0, from: desk, to: desk, by, at: '2026-11-02T16:30:00+08:00', reasonB64: '' }
  const assignment = { seq: 0, to: other, by, at: '2026-11-02T10:00:00Z' }
  expect(eventsOf({ moves: [move], transfers: [transfer], assignments: [assignment] }).map(({ is }) => is)).toEqual([
    'transfer',
    'move',
    'assignment',
  ])
})

test('who looked is told once a person, the latest first', () => {
  const views = [
    { by, at: '2026-11-01T08:00:00Z' },
    { by: other, at: '2026-11-01T09:00:00Z' },
    { by, at: '2026-11-03T08:00:00Z' },
  ]
  const [first, second] = lookersOf(views)
  expect(first).toEqual({ by, times: 2, firstAt: '2026-11-01T08:00:00Z', lastAt: '2026-11-03T08:00:00Z' })
  expect(second?.by).toEqual(other)
})
