import { expect, test } from 'vitest'
import type { OpenedCase } from '#contract/cases.ts'
import { acceptanceOf, enteredOf, nextCaseStep, nextOf } from '../../../../web/office/src/cases/next-case-step.ts'
import { chen, entry, lin, outcome } from './made.ts'

const at = (entries: OpenedCase['entries'], outcomes: OpenedCase['outcomes'] = []) => ({
  entries,
  outcomes,
  mergedInto: null,
})
const opened = entry(0, 'opened', '2026-03-01T00:00:00Z')
const acted = entry(1, 'first-action', '2026-03-02T00:00:00Z')
const cracked = entry(2, 'cracked', '2026-03-03T00:00:00Z')
const closed = entry(3, 'closed', '2026-03-05T00:00:00Z')
const waiting = outcome('a', { confirmed: null })

test('a case waits for the step after the last that it has', () => {
  expect(nextCaseStep(at([opened]), lin.id)).toEqual({ is: 'step', step: 'first-action' })
  expect(nextCaseStep(at([opened, acted]), lin.id)).toEqual({ is: 'step', step: 'cracked' })
  expect(nextCaseStep(at([opened, acted, cracked], [outcome('a')]), lin.id)).toEqual({
    is: 'step',
    step: 'prosecution',
  })
  expect(nextCaseStep(at([opened, acted, cracked, closed], [outcome('a')]), lin.id)).toEqual({ is: 'nothing' })
})

test('what I may confirm comes first, what waits for others last', () => {
  expect(nextCaseStep(at([opened], [waiting]), chen.id)).toEqual({ is: 'confirm', count: 1 })
  expect(nextCaseStep(at([opened], [waiting]), lin.id)).toEqual({ is: 'step', step: 'first-action' })
  expect(nextCaseStep(at([opened, acted, cracked, closed], [waiting]), lin.id)).toEqual({ is: 'others', count: 1 })
})

test('a cracked case says first what it brought; a merged one waits for nothing', () => {
  expect(nextCaseStep(at([opened, acted, cracked]), lin.id)).toEqual({ is: 'outcomes' })
  expect(nextCaseStep({ ...at([opened], [waiting]), mergedInto: { case: 'b', number: 'B' } }, chen.id)).toEqual({
    is: 'merged',
  })
})

test('entries are read in the order in which they were made', () => {
  const corrected = entry(4, 'opened', '2026-02-28T00:00:00Z')
  expect(enteredOf([corrected, closed, opened]).map(({ step }) => step)).toEqual(['opened', 'closed', 'opened'])
  expect(nextOf(enteredOf([closed]))).toBe(null)
})

test.each([
  [null, [opened, acted], 'notAccepted'],
  ['2026-03-01T12:00:00Z', [opened], 'noAction'],
  ['2026-03-01T12:00:00Z', [opened, acted], 'before'],
  ['2026-03-02T00:00:00Z', [opened, acted], 'after'],
  ['2026-03-01T12:00:00Z', [opened, acted, entry(2, 'first-action', '2026-03-01T10:00:00Z')], 'after'],
] as const)('accepted %s, it lies %s to the first action that holds', (acceptedAt, entries, order) => {
  expect(acceptanceOf(acceptedAt, [...entries])).toBe(order)
})
