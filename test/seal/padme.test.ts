import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_FILE_BYTES, MAX_PIECES, PIECE_BYTES } from '#contract/envelope.ts'
import { padmeBytes } from '#seal/padme.ts'

const size = fc.oneof(
  fc.nat(5000),
  fc.integer({ min: 0, max: 2 ** 40 }),
  fc.nat(40).map((power) => 2 ** power),
)

test('a padded size is never smaller, and at most 12 % more', () => {
  fc.assert(
    fc.property(size, (each) => {
      expect(padmeBytes(each)).toBeGreaterThanOrEqual(each)
      expect(padmeBytes(each)).toBeLessThanOrEqual(each * 1.12)
    }),
    { numRuns: 2000 },
  )
})

test('padding grows with the size, and a padded size stays as it is', () => {
  fc.assert(
    fc.property(size, (each) => {
      expect(padmeBytes(each + 1)).toBeGreaterThanOrEqual(padmeBytes(each))
      expect(padmeBytes(padmeBytes(each))).toBe(padmeBytes(each))
    }),
    { numRuns: 2000 },
  )
})

test('between 1 and 2 MiB only 32 sizes are left', () => {
  const sizes = new Set<number>()
  for (let each = 2 ** 20; each < 2 ** 21; each += 997) sizes.add(padmeBytes(each))
  expect(sizes.size).toBeLessThanOrEqual(33)
})

test('the largest file after padding has no more pieces than the server takes', () => {
  expect(Math.ceil((padmeBytes(MAX_FILE_BYTES + 16_384) * (1 + 16 / 65_536) + 8192) / PIECE_BYTES)).toBeLessThanOrEqual(
    MAX_PIECES,
  )
})
