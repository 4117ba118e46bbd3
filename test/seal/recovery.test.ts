import { combine } from 'shamir-secret-sharing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyPairOf, seedOf } from '#seal/identities.ts'
import { joinRecovery, readShare, splitRecovery } from '#seal/recovery.ts'

const seed = fc.uint8Array({ minLength: 32, maxLength: 32 })
const scheme = fc
  .record({ shares: fc.integer({ min: 2, max: 9 }), threshold: fc.integer({ min: 2, max: 9 }), order: fc.nat() })
  .filter(({ shares, threshold }) => threshold <= shares)
const runs = { numRuns: 40 }

/** The shares in an order that `order` decides. */
const shuffled = (shares: readonly string[], order: number): string[] =>
  shares.toSorted((one, other) => weight(one, order) - weight(other, order))
const weight = (text: string, order: number): number =>
  [...text].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0) + order) % 9973, 7)

test('any k of n shares join to the key', async () => {
  await fc.assert(
    fc.asyncProperty(seed, scheme, async (seedBytes, { shares, threshold, order }) => {
      const { identity } = await keyPairOf(seedBytes)
      const some = shuffled(await splitRecovery(identity, shares, threshold), order).slice(0, threshold)
      expect(await joinRecovery(some)).toEqual({ ok: true, identity })
    }),
    runs,
  )
})

test('k-1 shares are too few, and their parts together say nothing of the key', async () => {
  await fc.assert(
    fc.asyncProperty(seed, scheme, async (seedBytes, { shares, threshold, order }) => {
      const { identity } = await keyPairOf(seedBytes)
      const some = shuffled(await splitRecovery(identity, shares, threshold), order).slice(0, threshold - 1)
      expect(await joinRecovery(some)).toEqual({ ok: false, why: 'tooFew' })
      const parts = some.map(partOf)
      if (parts.length >= 2) expect(await combine(parts)).not.toEqual(seedOf(identity))
    }),
    runs,
  )
})

test('all combinations of three of five join', async () => {
  const { identity } = await keyPairOf(new Uint8Array(32).fill(9))
  const shares = await splitRecovery(identity, 5, 3)
  for (let mask = 0; mask < 32; mask++) {
    const some = shares.filter((_, index) => mask & (1 << index))
    const joined = await joinRecovery(some)
    expect(joined.ok, `${some.length} shares`).toBe(some.length >= 3)
  }
})

test('a share typed in lower case, with spaces, in full width, with O for 0 and l for 1 is read', async () => {
  const { identity } = await keyPairOf(new Uint8Array(32).fill(3))
  const shares = await splitRecovery(identity, 3, 2)
  const typed = shares.map(
    (share) => ` ${share.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}\n`,
  )
  expect(await joinRecovery(typed)).toEqual({ ok: true, identity })
  const wide = shares.map((share) =>
    share.replace(/[0-9A-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  )
  expect(await joinRecovery(wide)).toEqual({ ok: true, identity })
})

test('every wrong letter of a share is named, with the share it is in', async () => {
  const { identity } = await keyPairOf(new Uint8Array(32).fill(4))
  const [one = '', other = ''] = await splitRecovery(identity, 2, 2)
  for (let place = 0; place < other.length; place++) {
    if (other[place] === '-') continue
    for (const letter of '0AZ') {
      const wrong = other.slice(0, place) + letter + other.slice(place + 1)
      if (wrong === other) continue
      const joined = await joinRecovery([one, wrong])
      expect(joined).toMatchObject({ ok: false, share: 1 })
      expect(['checksum', 'characters']).toContain(joined.ok || joined.why)
    }
  }
})

test('two neighbouring letters swapped, a letter left out, a foreign letter: each is named', async () => {
  const { identity } = await keyPairOf(new Uint8Array(32).fill(5))
  const [share = ''] = await splitRecovery(identity, 2, 2)
  const plain = share.replaceAll('-', '')
  for (let place = 0; place + 1 < plain.length; place++) {
    const swapped = plain.slice(0, place) + plain[place + 1] + plain[place] + plain.slice(place + 2)
    if (swapped !== plain) expect(readShare(swapped)).toMatchObject({ ok: false })
    expect(readShare(plain.slice(0, place) + plain.slice(place + 1))).toEqual({ ok: false, why: 'characters' })
  }
  expect(readShare(`U${plain.slice(1)}`)).toEqual({ ok: false, why: 'characters' })
  expect(readShare('')).toEqual({ ok: false, why: 'characters' })
})

test('shares of two ceremonies do not join, even of the same key', async () => {
  const { identity } = await keyPairOf(new Uint8Array(32).fill(6))
  const [[a = '', b = ''], [, c = '']] = [await splitRecovery(identity, 3, 2), await splitRecovery(identity, 3, 2)]
  expect(await joinRecovery([a, b, c])).toEqual({ ok: false, why: 'mixed', share: 2 })
  expect(await joinRecovery([a, c])).toEqual({ ok: false, why: 'mixed', share: 1 })
})

test('the same share twice counts once', async () => {
  const { identity } = await keyPairOf(new Uint8Array(32).fill(7))
  const [share = ''] = await splitRecovery(identity, 3, 2)
  expect(await joinRecovery([share, share])).toEqual({ ok: false, why: 'tooFew' })
  expect(await joinRecovery([])).toEqual({ ok: false, why: 'tooFew' })
})

test('a share says its number and how many there are', async () => {
  const { identity } = await keyPairOf(new Uint8Array(32).fill(8))
  const shares = await splitRecovery(identity, 5, 3)
  expect(shares.map((share) => readShare(share))).toMatchObject(
    [1, 2, 3, 4, 5].map((number) => ({ number, shares: 5, threshold: 3 })),
  )
  expect(shares.every((share) => /^([0-9A-HJKMNP-TV-Z]{4}-){17}[0-9A-HJKMNP-TV-Z]{3}$/.test(share))).toBe(true)
})

function partOf(text: string): Uint8Array {
  const share = readShare(text)
  if ('why' in share) throw new Error(share.why)
  return share.partBytes
}
