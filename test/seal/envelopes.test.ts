import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ENVELOPE_KINDS, MAX_HEADER_BYTES, MAX_RECIPIENTS, MAX_SEALED_BYTES, isAgeFile } from '#contract/envelope.ts'
import { MAX_MESSAGE, MAX_WHAT, firstLine } from '#contract/report.ts'
import { newKeyPair } from '#seal/identities.ts'
import { open, openKey } from '#seal/open.ts'
import { fitsEnvelope, seal, TooLong, type At } from '#seal/seal.ts'

const us = await newKeyPair()
const them = await newKeyPair()
const TIP = '3b9f6a0e-52d1-4f7c-8a60-1f2e3d4c5b6a'
const AT: At = { tip: TIP, kind: 'message', seq: 4 }
const runs = { numRuns: 30 }

const place = fc.record({
  tip: fc.uuid(),
  kind: fc.constantFrom(...ENVELOPE_KINDS.filter((kind) => kind !== 'file')),
  seq: fc.nat(999),
})
// Keys come in 1 KiB, so the bodies stay small; the sizes of texts have a test of their own.
const body = fc.jsonValue({ maxDepth: 2, noUnicodeString: false }).filter((value) => JSON.stringify(value).length < 250)

test('what was sealed opens for its recipient at its place', async () => {
  await fc.assert(
    fc.asyncProperty(place, body, async (at, value) => {
      const opened = await open(await seal(at, value, [us.recipient]), [us.identity], at)
      expect(opened).toEqual({ is: 'opened', body: JSON.parse(JSON.stringify(value)) })
    }),
    runs,
  )
})

test('a ciphertext moved to another tip, kind or seq is damaged by its place', async () => {
  await fc.assert(
    fc.asyncProperty(place, place, async (at, elsewhere) => {
      const sealed = await seal(at, 'x', [us.recipient])
      const moved = [{ tip: elsewhere.tip }, { kind: elsewhere.kind }, { seq: elsewhere.seq }].map((part) => ({
        ...at,
        ...part,
      }))
      for (const to of moved) {
        const isSame = to.tip === at.tip && to.kind === at.kind && to.seq === at.seq
        const opened = await open(sealed, [us.identity], to)
        expect(opened).toEqual(isSame ? { is: 'opened', body: 'x' } : { is: 'damaged', why: 'place' })
      }
    }),
    runs,
  )
})

test('to somebody else an envelope is not for us, not damaged', async () => {
  const sealed = await seal(AT, 'x', [us.recipient])
  expect(await open(sealed, [them.identity], AT)).toEqual({ is: 'notForUs' })
  expect(await open(sealed, [], AT)).toEqual({ is: 'notForUs' })
  expect(await open(sealed, [them.identity, us.identity], AT)).toEqual({ is: 'opened', body: 'x' })
})

test('an envelope opens for each of its recipients', async () => {
  const pairs = [us, them, await newKeyPair(), await newKeyPair()]
  const sealed = await seal(
    AT,
    'x',
    pairs.map((pair) => pair.recipient),
  )
  expect(pairs).toHaveLength(MAX_RECIPIENTS)
  for (const pair of pairs) expect(await open(sealed, [pair.identity], AT)).toEqual({ is: 'opened', body: 'x' })
})

test('sealing to nobody, or to a key without ML-KEM, is refused', async () => {
  await expect(seal(AT, 'x', [])).rejects.toThrow(TypeError)
  const x25519 = 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj'
  await expect(seal(AT, 'x', [us.recipient, x25519])).rejects.toThrow(TypeError)
})

test('no changed bit and no cut ever opens', async () => {
  const sealed = await seal(AT, '请问您看到的车是什么颜色？', [us.recipient])
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.length - 1), fc.nat(7), async (at, bit) => {
      const changed = sealed.slice()
      changed[at] = (changed[at] ?? 0) ^ (1 << bit)
      expect((await open(changed, [us.identity], AT)).is).not.toBe('opened')
      expect((await open(sealed.slice(0, at), [us.identity], AT)).is).toBe('damaged')
    }),
    { numRuns: 150 },
  )
})

test('whatever bytes are given, opening them gives an answer and does not throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, isLikeAge) => {
      const given = isLikeAge
        ? Uint8Array.from([...new TextEncoder().encode('age-encryption.org/v1\n'), ...bytes])
        : bytes
      expect((await open(given, [us.identity], AT)).is).toBe('damaged')
    }),
  )
})

test('an identity that is none opens nothing and does not throw', async () => {
  expect((await open(await seal(AT, 'x', [us.recipient]), ['nonsense'], AT)).is).toBe('damaged')
})

test('texts of every length have only three sizes, and keys one', async () => {
  const sizes = async (kind: At['kind'], lengths: readonly number[]): Promise<Set<number>> =>
    new Set(
      await Promise.all(lengths.map(async (n) => (await seal({ ...AT, kind }, 'x'.repeat(n), [us.recipient])).length)),
    )
  const lengths = [0, 1, 100, 1000, 3000, 3900, 4200, 9000, 16_000, 17_000, 40_000, 65_000]
  const reports = await sizes('report', lengths)
  // As the specification says; to one recipient.
  expect([...reports]).toEqual([5755, 18_043, 67_195])
  expect(await sizes('message', lengths)).toEqual(reports)
  expect(await sizes('reason', lengths)).toEqual(reports)
  expect([...(await sizes('tip-key', [0, 1, 77, 300, 800]))]).toEqual([2683])
  expect(67_195 + 3 * 1557).toBeLessThanOrEqual(MAX_SEALED_BYTES)
})

test('a body as long as the envelope just fits, and one byte more does not', async () => {
  const overhead = JSON.stringify({ v: 1, suite: 'age-mlkem768x25519', ...AT, body: '' }).length
  const most = 'x'.repeat(65_536 - overhead)
  expect(await open(await seal(AT, most, [us.recipient]), [us.identity], AT)).toEqual({ is: 'opened', body: most })
  await expect(seal(AT, `${most}x`, [us.recipient])).rejects.toThrow(TooLong)
  await expect(seal({ ...AT, kind: 'desk-key' }, 'x'.repeat(1000), [us.recipient])).rejects.toThrow(TooLong)
})

test('with four recipients the header stays within what the server takes', async () => {
  const recipients = await Promise.all([1, 2, 3, 4].map(async () => (await newKeyPair()).recipient))
  const sealed = await seal(AT, 'x', recipients)
  expect(sealed.length - 4096).toBeLessThanOrEqual(MAX_HEADER_BYTES)
  expect(isAgeFile(sealed)).toBe(true)
})

test('the longest report and message that the form allows fit, even all in Chinese', () => {
  expect(fitsEnvelope({ what: '鹿'.repeat(MAX_WHAT) })).toBe(true)
  expect(fitsEnvelope({ text: '鹿'.repeat(MAX_MESSAGE), files: [] })).toBe(true)
  expect(fitsEnvelope({ what: '鹿'.repeat(22_000) })).toBe(false)
})

test('a tip key fits with any first line', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (what) => {
      const sealed = await seal({ ...AT, kind: 'tip-key' }, { identity: us.identity, firstLine: firstLine(what) }, [
        us.recipient,
      ])
      expect(sealed.length).toBeLessThan(4096)
    }),
    runs,
  )
})

test('a key envelope opens as its text, and one with anything else is damaged', async () => {
  const at: At = { tip: TIP, kind: 'desk-key', seq: 0 }
  expect(await openKey(await seal(at, them.identity, [us.recipient]), [us.identity], at)).toEqual({
    is: 'opened',
    key: them.identity,
  })
  expect(await openKey(await seal(at, { key: 1 }, [us.recipient]), [us.identity], at)).toEqual({
    is: 'damaged',
    why: 'format',
  })
  expect(await openKey(await seal(at, 'x', [them.recipient]), [us.identity], at)).toEqual({ is: 'notForUs' })
})
