import { expect, test } from 'vitest'
import { millisecondsOf } from '../../bench/assessments.ts'
import { DEFAULT_SET } from './made-facts.ts'

test('10,000 assessments of cases with eighteen outcomes take under a second of the processor', () => {
  expect(millisecondsOf(DEFAULT_SET, 10_000, 2)).toBeLessThan(1000)
})
