import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal } from '#contract/outcomes.ts'
import { fenOf, grouped, inGrams, inKilograms, sumOf, yuanOf } from '../../../../web/office/src/cases/decimal.ts'

/** Weights as the contract takes them, made from whole ten-thousandths. */
const weight = fc.bigInt({ min: 1n, max: 10n ** 13n - 1n }).map((units) => {
  const digits = units.toString().padStart(5, '0')
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, '')
})
const isDecimal = (text: string): boolean => decimal.safeParse(text).success

test.each([
  [['0.1', '0.2'], '0.3'],
  [['1000', '0.0001'], '1000.0001'],
  [['1.50', '1.50'], '3'],
  [['999999999.9999', '0.0001'], '1000000000'],
  [[], '0'],
])('the sum of %j is %s', (decimals, sum) => expect(sumOf(decimals)).toBe(sum))

test('a sum does not depend on the order, and nothing added changes nothing', () => {
  fc.assert(
    fc.property(fc.array(weight), (weights) => {
      expect(isDecimal(weights[0] ?? '0')).toBe(true)
      expect(sumOf(weights)).toBe(sumOf(weights.toReversed()))
      expect(sumOf([...weights, '0'])).toBe(sumOf(weights))
    }),
  )
})

test('a thousand times a gram is a kilogram, and back', () => {
  expect(inGrams('1.2345', 'kg')).toBe('1234.5')
  expect(inGrams('0.0001', 'kg')).toBe('0.1')
  fc.assert(
    fc.property(weight, (grams) => {
      expect(inGrams(inKilograms(grams), 'kg')).toBe(sumOf([grams]))
      expect(sumOf(Array<string>(1000).fill(grams))).toBe(inGrams(grams, 'kg'))
    }),
    { numRuns: 50 },
  )
})

test('what is finer than a scale is no weight of ours, and what is no decimal is no number', () => {
  expect(() => inKilograms('0.00001')).toThrow(RangeError)
  expect(() => sumOf(['1e3'])).toThrow(TypeError)
})

test.each([
  ['12500', '1250000'],
  ['12,500.5', '1250050'],
  ['１２５００．０５', '1250005'],
  ['0.01', '1'],
  ['0', null],
  ['0.001', null],
  ['12,50', null],
  ['-5', null],
  ['', null],
  ['9'.repeat(14), null],
])('%s yuan is %s fen', (typed, fen) => expect(fenOf(typed)).toBe(fen))

test('fen become yuan and come back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n - 1n }), (fen) => {
      expect(fenOf(yuanOf(fen.toString()))).toBe(fen.toString())
      expect(fenOf(grouped(yuanOf(fen.toString())))).toBe(fen.toString())
    }),
  )
})

test.each([
  ['1234567.891', '1,234,567.891'],
  ['999', '999'],
  ['1000.0001', '1,000.0001'],
])('%s is read as %s', (plain, read) => expect(grouped(plain)).toBe(read))
