import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entryOf, fillerEntry, tipDigest } from '#contract/tlog/entry.ts'
import {
  decodeEntries,
  encodeEntries,
  formatTilePath,
  parseTilePath,
  tileWidth,
  type Tile,
} from '#contract/tlog/tiles.ts'

test.each<[string, Tile]>([
  ['tile/0/000', { level: 0, n: 0, width: 256 }],
  ['tile/0/x001/x234/067', { level: 0, n: 1_234_067, width: 256 }],
  ['tile/2/x001/000.p/7', { level: 2, n: 1000, width: 7 }],
  ['tile/63/999.p/255', { level: 63, n: 999, width: 255 }],
  ['tile/entries/x012/345.p/1', { level: 'entries', n: 12_345, width: 1 }],
])('the path %s', (path, tile) => {
  expect(formatTilePath(tile)).toBe(path)
  expect(parseTilePath(path)).toEqual(tile)
})

test.each([
  'tile/0/0',
  'tile/0/0000',
  'tile/00/000',
  'tile/64/000',
  'tile/-1/000',
  'tile/data/000',
  'tile/0/x000/001',
  'tile/0/001/002',
  'tile/0/x001',
  'tile/0/x001/x002/003/',
  'tile/0/000.p/0',
  'tile/0/000.p/256',
  'tile/0/000.p/01',
  'tile/0/000.p/',
  '/tile/0/000',
  'tile/0/000\n',
  'tile/0/x999/x999/x999/x999/x999/999',
  'tile/0/../000',
])('%j is no path of a tile', (path) => expect(parseTilePath(path)).toBeNull())

test('every tile has one path, which leads back to it', () => {
  const level = fc.oneof(fc.nat(63), fc.constant('entries' as const))
  fc.assert(
    fc.property(level, fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (of, n, width) => {
      expect(parseTilePath(formatTilePath({ level: of, n, width }))).toEqual({ level: of, n, width })
    }),
  )
})

test('a log of 70,000 entries has the tiles that the specification counts', () => {
  expect(tileWidth({ level: 0, n: 272 }, 70_000)).toBe(256)
  expect(tileWidth({ level: 0, n: 273 }, 70_000)).toBe(112)
  expect(tileWidth({ level: 'entries', n: 273 }, 70_000)).toBe(112)
  expect(tileWidth({ level: 0, n: 274 }, 70_000)).toBe(0)
  expect(tileWidth({ level: 1, n: 0 }, 70_000)).toBe(256)
  expect(tileWidth({ level: 1, n: 1 }, 70_000)).toBe(17)
  expect(tileWidth({ level: 2, n: 0 }, 70_000)).toBe(1)
  expect(tileWidth({ level: 3, n: 0 }, 70_000)).toBe(0)
  expect(tileWidth({ level: 1, n: 0 }, 256)).toBe(1)
})

test('a bundle is read as it was written, and nothing that is cut or too long is read', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 }), (entries) => {
      const bundle = encodeEntries(entries)
      expect(decodeEntries(bundle)).toEqual(entries)
      if (bundle.length > 0 && entries.at(-1)?.length !== 0) expect(decodeEntries(bundle.slice(0, -1))).toBeNull()
    }),
  )
  expect(encodeEntries([Uint8Array.of(9, 8)])).toEqual(Uint8Array.of(0, 2, 9, 8))
  expect(decodeEntries(Uint8Array.of(0))).toBeNull()
  expect(decodeEntries(new Uint8Array(2 * 257))).toBeNull()
  expect(() => encodeEntries([new Uint8Array(65_536)])).toThrow(RangeError)
})

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
test('entries, filler and the digest of a tip are what they are said to be', async () => {
  const { createHash } = await import('node:crypto')
  const sha = (...parts: (Uint8Array | string)[]): Buffer =>
    createHash('sha256')
      .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
      .digest()
  const [salt, digest] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  expect(hex(entryOf(salt, digest))).toBe(hex(sha(salt, digest)))
  expect(hex(fillerEntry(salt, 12))).toBe(hex(sha(salt, sha('lushao/filler/v112'))))
  const hour = Buffer.from('0000000065a8fd80', 'hex')
  expect(hex(tipDigest(salt, 0x65a8fd80, digest))).toBe(hex(sha(salt, hour, digest)))
})
