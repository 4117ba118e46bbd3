import { expect, test } from 'vitest'
import type { ClockPause, TipClocks } from '#contract/clocks.ts'
import type { DeadlineSet, Figures } from '#contract/deadlines.ts'
import { clockFiltersOf, clocksAddress } from '../../../../web/office/src/clocks/clock-filters.ts'
import { differing, draftOf, readDraft } from '../../../../web/office/src/clocks/figure-draft.ts'
import { historyOf } from '../../../../web/office/src/clocks/history.ts'
import { leftOf, markOf } from '../../../../web/office/src/clocks/left.ts'
import { changesOf } from '../../../../web/office/src/clocks/set-history.ts'

const TODAY = '2026-11-25'
const FIGURES: Figures = {
  accept: 3,
  verify: 5,
  decide: 30,
  close: 5,
  answer: 3,
  remindBefore: 1,
  leadAfter: 1,
  orderAfter: 3,
  orderAnswer: 3,
  pauseMost: 15,
}

test.each([
  ['due next week', { dueOn: '2026-12-02', left: 5, pausedOn: null }, { is: 'ahead', days: 5 }],
  ['due today', { dueOn: TODAY, left: 0, pausedOn: null }, { is: 'today' }],
  ['overdue by two', { dueOn: '2026-11-23', left: -2, pausedOn: null }, { is: 'over', days: 2 }],
  ['overdue since the weekend began', { dueOn: '2026-11-20', left: 0, pausedOn: null }, { is: 'over', days: 0 }],
  [
    'paused, though its day has passed',
    { dueOn: '2026-11-20', left: 4, pausedOn: '2026-11-19' },
    { is: 'paused', days: 4 },
  ],
] as const)('a run that is %s says so', (_name, run, left) => {
  expect(leftOf(run, TODAY)).toEqual(left)
})

const due = {
  kind: 'accept',
  on: '2026-12-20',
  provisional: false,
  isOverdue: false,
  isSoon: false,
  isPaused: false,
} as const
test.each([
  ['nothing while there is time', due, null],
  ['the day when it is near', { ...due, on: '2026-11-28', isSoon: true }, 'soon'],
  ['today', { ...due, on: TODAY, isSoon: true }, 'today'],
  ['overdue', { ...due, on: '2026-11-20', isOverdue: true }, 'over'],
  ['paused before all else', { ...due, on: '2026-11-20', isPaused: true }, 'paused'],
  ['provisional while there is time', { ...due, provisional: true }, 'provisional'],
  ['near before provisional', { ...due, on: '2026-11-26', isSoon: true, provisional: true }, 'soon'],
] as const)('a row of the inbox marks %s', (_name, given, mark) => {
  expect(markOf(given, TODAY)).toBe(mark)
})

test('an address keeps only the filters that there are', () => {
  expect(clockFiltersOf(new URLSearchParams('kind=verify&assignee=me&x=1'))).toEqual({ kind: 'verify', assignee: 'me' })
  expect(clockFiltersOf(new URLSearchParams('kind=lunch&assignee=you'))).toEqual({})
  expect(clocksAddress('d', { kind: 'verify' }, { assignee: 'me' })).toBe('/desks/d/clocks?kind=verify&assignee=me')
  expect(clocksAddress('d', { kind: 'verify' }, { kind: undefined })).toBe('/desks/d/clocks')
})

test('runs stand the latest first, each with its own pauses in their order', () => {
  const desk = { id: 'd', nameZh: '支队', nameEn: 'Squad' }
  const given = { desk, workingDays: 3, dueOn: TODAY, provisional: false, levels: [] }
  const past = { ...given, endedAt: '2026-11-20T02:00:00Z', ended: 'done', inTime: true, tookDays: 2 } as const
  const pause = (seq: number, clock: string): ClockPause => ({
    seq,
    clock,
    by: { id: 's', name: '林' },
    at: '2026-11-20T02:00:00Z',
    endsOn: TODAY,
    reasonB64: 'AA==',
    ended: null,
  })
  const tip: Pick<TipClocks, 'running' | 'past' | 'pauses'> = {
    past: [{ ...past, clock: 'a', kind: 'accept', startedAt: '2026-11-18T02:00:00Z' }],
    running: [{ ...given, clock: 'b', kind: 'verify', startedAt: '2026-11-20T02:00:00Z', left: 0, pausedOn: null }],
    pauses: [pause(1, 'b'), pause(0, 'b'), pause(2, 'a')],
  }
  const runs = historyOf(tip).map(({ run, past: ended, pauses }) => [
    run.clock,
    ended?.inTime,
    pauses.map(({ seq }) => seq),
  ])
  expect(runs).toEqual([
    ['b', undefined, [0, 1]],
    ['a', true, [2]],
  ])
})

test('figures are read when each is within its bounds and the order comes after the lead is told', () => {
  const draft = draftOf(FIGURES)
  expect(readDraft(draft)).toEqual({ figures: FIGURES })
  expect(readDraft({ ...draft, accept: ' 4 ' })).toEqual({ figures: { ...FIGURES, accept: 4 } })
  expect(readDraft({ ...draft, accept: '0', verify: '2.5', close: '' })).toEqual({
    wrong: { accept: 'bounds', verify: 'bounds', close: 'bounds' },
  })
  expect(readDraft({ ...draft, leadAfter: '3' })).toEqual({ wrong: { orderAfter: 'order' } })
  expect(differing(FIGURES, { ...FIGURES, decide: 20, answer: 2 })).toEqual(['decide', 'answer'])
})

test('what a set changed is told against the one that held, not against one that was withdrawn', () => {
  const deed = { by: { id: 's', name: '潘' }, at: '2026-11-20T02:00:00Z' }
  const set = (seq: number, accept: number, withdrawn = false): DeadlineSet => ({
    seq,
    figures: { ...FIGURES, accept },
    reason: null,
    proposed: seq === 1 ? null : deed,
    approved: withdrawn ? null : deed,
    withdrawn: withdrawn ? deed : null,
  })
  const changes = changesOf([set(3, 5), set(1, 3), set(2, 9, true)])
  expect(changes.map((one) => [one.set.seq, one.changes])).toEqual([
    [3, [{ figure: 'accept', from: 3, to: 5 }]],
    [2, [{ figure: 'accept', from: 3, to: 9 }]],
    [1, []],
  ])
})
