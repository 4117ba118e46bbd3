import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commitment, fileDigest, type CommittedParts } from '#contract/commitment.ts'

const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length })
const parts: fc.Arbitrary<CommittedParts> = fc.record({
  tip: fc.uuid(),
  reportBytes: fc.uint8Array({ maxLength: 40 }),
  fileDigestsBytes: fc.array(bytes(32), { maxLength: 3 }),
  lookupHashBytes: bytes(32),
  claimPublicBytes: bytes(32),
  mailboxRecipient: fc.string({ maxLength: 20 }),
  tipRecipient: fc.string({ maxLength: 20 }),
})
const hex = (given: CommittedParts): string => Buffer.from(commitment(given)).toString('hex')

test('a commitment is 32 bytes and the same for the same parts', () => {
  fc.assert(
    fc.property(parts, (given) => {
      expect(commitment(given)).toHaveLength(32)
      expect(hex(structuredClone(given))).toBe(hex(given))
    }),
  )
})

test('changing any one part changes the commitment', () => {
  fc.assert(
    fc.property(parts, parts, (given, other) => {
      for (const name of Object.keys(given) as (keyof CommittedParts)[]) {
        const changed = { ...given, [name]: other[name] }
        const isSame = JSON.stringify(changed) === JSON.stringify(given)
        expect(hex(changed) === hex(given), name).toBe(isSame)
      }
    }),
  )
})

test('two parts that change places change the commitment', () => {
  fc.assert(
    fc.property(parts, (given) => {
      const swapped = { ...given, tipRecipient: given.mailboxRecipient, mailboxRecipient: given.tipRecipient }
      expect(hex(swapped) === hex(given)).toBe(given.tipRecipient === given.mailboxRecipient)
      const reversed = { ...given, fileDigestsBytes: given.fileDigestsBytes.toReversed() }
      expect(hex(reversed) === hex(given)).toBe(JSON.stringify(reversed) === JSON.stringify(given))
      const keysSwapped = { ...given, lookupHashBytes: given.claimPublicBytes, claimPublicBytes: given.lookupHashBytes }
      expect(hex(keysSwapped)).not.toBe(hex(given))
    }),
  )
})

test('bytes that move from one part to the next change the commitment', () => {
  fc.assert(
    fc.property(parts, fc.string({ minLength: 1, maxLength: 5 }), (given, moved) => {
      const one = { ...given, mailboxRecipient: `${given.mailboxRecipient}${moved}` }
      const other = { ...given, tipRecipient: `${moved}${given.tipRecipient}` }
      expect(hex(one)).not.toBe(hex(other))
    }),
  )
})

test('a file more, a file less, a zero at the end: all change the commitment', () => {
  fc.assert(
    fc.property(parts, bytes(32), (given, digest) => {
      expect(hex({ ...given, fileDigestsBytes: [...given.fileDigestsBytes, digest] })).not.toBe(hex(given))
      expect(hex({ ...given, reportBytes: Uint8Array.from([...given.reportBytes, 0]) })).not.toBe(hex(given))
    }),
  )
})

test('the digest of a file depends on the order and the number of its pieces', () => {
  const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]
  expect(fileDigest([one, other])).not.toEqual(fileDigest([other, one]))
  expect(fileDigest([one])).not.toEqual(fileDigest([one, one]))
})
