import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CASE_STEPS, stepOf, stepRefused, timesOf, type CaseStep, type EnteredStep } from '#contract/cases.ts'

const NOW = new Date('2026-06-01T00:00:00Z')
const day = (number: number): Date => new Date(NOW.getTime() - (100 - number) * 86_400_000)
const entered = (...steps: [CaseStep, number][]): EnteredStep[] =>
  steps.map(([step, on]) => ({ step, happenedAt: day(on) }))
const refused = (entries: EnteredStep[], step: CaseStep, on: number): string | null =>
  stepRefused(entries, { step, happenedAt: day(on) }, NOW)

const OPENED = entered(['opened', 10])
const CRACKED = entered(['opened', 10], ['first-action', 20], ['cracked', 30])
const CLOSED = [...CRACKED, ...entered(['prosecution', 40], ['closed', 50])]

test('the newest entry of a step holds, and the last step is how far the case has come', () => {
  const entries = [...CRACKED, ...entered(['opened', 12])]
  expect(timesOf(entries)).toEqual({ opened: day(12), 'first-action': day(20), cracked: day(30) })
  expect(stepOf(entries)).toBe('cracked')
  expect(stepOf([])).toBe('opened')
})

test('a case takes its steps in order', () => {
  let entries: EnteredStep[] = []
  for (const [index, step] of CASE_STEPS.entries()) {
    expect(refused(entries, step, 10 + index), step).toBe(null)
    entries = [...entries, ...entered([step, 10 + index])]
    expect(stepOf(entries)).toBe(step)
  }
})

test.for([
  ['nothing comes before opening', [], 'first-action', 20, 'stepForbidden'],
  ['a case goes to prosecution only when it is cracked', OPENED, 'prosecution', 20, 'stepForbidden'],
  ['a case may be cracked at its first action, without one of its own', OPENED, 'cracked', 20, null],
  [
    'the first action may be entered after it was cracked',
    entered(['opened', 10], ['cracked', 30]),
    'first-action',
    20,
    null,
  ],
  ['but not as later than that', entered(['opened', 10], ['cracked', 30]), 'first-action', 31, 'timeWrong'],
  ['a case may be closed without ever being cracked', OPENED, 'closed', 20, null],
  ['nothing new comes after closing', entered(['opened', 10], ['closed', 20]), 'cracked', 15, 'stepForbidden'],
  ['but a wrong time is corrected even then', CLOSED, 'cracked', 35, null],
  ['a correction stays between its neighbours', CLOSED, 'cracked', 41, 'timeWrong'],
  ['also towards the one before', CLOSED, 'cracked', 19, 'timeWrong'],
  ['no step lies before the opening', OPENED, 'cracked', 9, 'timeWrong'],
  ['the opening does not move behind what followed', CRACKED, 'opened', 21, 'timeWrong'],
  ['two steps may fall on one moment', OPENED, 'cracked', 10, null],
  ['nothing happens in the future', OPENED, 'cracked', 101, 'timeWrong'],
] as const)('%s', ([, entries, step, on, expected]) => {
  expect(refused([...entries], step, on)).toBe(expected)
})

test('a clock that is a few minutes ahead is no future', () => {
  const at = (minutes: number): string | null =>
    stepRefused(OPENED, { step: 'cracked', happenedAt: new Date(NOW.getTime() + minutes * 60_000) }, NOW)
  expect([at(4), at(6)]).toEqual([null, 'timeWrong'])
})

test('whatever is entered, what holds is in order, begins with the opening and is nowhere in the future', () => {
  const entry = fc.record({ step: fc.constantFrom(...CASE_STEPS), on: fc.integer({ min: 0, max: 110 }) })
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 40 }), (tries) => {
      let entries: EnteredStep[] = []
      for (const { step, on } of tries) {
        if (refused(entries, step, on) === null) entries = [...entries, ...entered([step, on])]
        const times = timesOf(entries)
        const held = CASE_STEPS.flatMap((each) => times[each] ?? [])
        expect(held).toEqual(held.toSorted((one, other) => one.getTime() - other.getTime()))
        if (held.length > 0) expect(times.opened).toBeDefined()
        if (times.prosecution !== undefined) expect(times.cracked).toBeDefined()
        for (const time of held) expect(time <= NOW).toBe(true)
      }
    }),
  )
})
