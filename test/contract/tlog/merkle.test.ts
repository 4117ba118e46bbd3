import fc from 'fast-check'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { growTree, growTreeFrom, type StoredNode } from '#contract/tlog/grow-tree.ts'
import { emptyRoot, leafHash } from '#contract/tlog/hashes.ts'
import { consistencyPath, type HashReader, inclusionPath, rootAt, rootOf } from '#contract/tlog/merkle.ts'
import { verifyConsistency, verifyInclusion } from '#contract/tlog/verify.ts'
import { aLog, entryAt, flipped } from './a-log.ts'

// The tree that the tests of Certificate Transparency use.
const CT_ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const CT_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const CT_LEAVES = CT_ENTRIES.map((entry) => leafHash(hexToBytes(entry)))
const ctReader: HashReader = async (_, from, count) => CT_LEAVES.slice(from, from + count)

test('the roots of the tree of Certificate Transparency', async () => {
  for (const [size, root] of CT_ROOTS.entries()) {
    expect(bytesToHex(rootOf(CT_LEAVES.slice(0, size)))).toBe(root)
    expect(bytesToHex(await rootAt(ctReader, size))).toBe(root)
  }
})

test.each([
  [0, 1, []],
  [0, 8, ['96a296d2', '5f083f0a', '6b47aaf2']],
  [5, 8, ['bc1a0643', 'ca854ea1', 'd37ee418']],
  [2, 3, ['fac54203']],
  [1, 5, ['6e340b9c', '5f083f0a', 'bc1a0643']],
])('the inclusion path of entry %i of %i of that tree', async (index, size, begins) => {
  const path = await inclusionPath(ctReader, index, size)
  expect(path.map((hash) => bytesToHex(hash).slice(0, 8))).toEqual(begins)
})

test.each([
  [1, 1, []],
  [1, 8, ['96a296d2', '5f083f0a', '6b47aaf2']],
  [6, 8, ['0ebc5d34', 'ca854ea1', 'd37ee418']],
  [2, 5, ['5f083f0a', 'bc1a0643']],
])('the consistency path from %i to %i of that tree', async (from, to, begins) => {
  const path = await consistencyPath(ctReader, from, to)
  expect(path.map((hash) => bytesToHex(hash).slice(0, 8))).toEqual(begins)
})

const size = fc.oneof(
  fc.integer({ min: 1, max: 40 }),
  fc.integer({ min: 1, max: 1100 }),
  fc.constantFrom(256, 512, 768),
)

test('every entry is proved in a log of any size, and no other thing is', async () => {
  await fc.assert(
    fc.asyncProperty(size, fc.nat(), fc.nat(), async (n, place, bit) => {
      const index = place % n
      const { reader, root } = aLog(n)
      const path = await inclusionPath(reader, index, n)
      const entry = entryAt(index)
      expect(verifyInclusion(entry, index, n, path, root)).toBe(true)
      expect(verifyInclusion(flipped(entry, bit), index, n, path, root), 'entry').toBe(false)
      expect(verifyInclusion(entry, index, n, path, flipped(root, bit)), 'root').toBe(false)
      expect(verifyInclusion(entry, index, n, [...path, root], root), 'longer path').toBe(false)
      if (n > 1) {
        expect(verifyInclusion(entry, (index + 1) % n, n, path, root), 'index').toBe(false)
        expect(verifyInclusion(entry, index, n, path.slice(1), root), 'shorter path').toBe(false)
        const one = bit % path.length
        const wrong = path.map((hash, i) => (i === one ? flipped(hash, bit) : hash))
        expect(verifyInclusion(entry, index, n, wrong, root), 'path').toBe(false)
      }
    }),
    { numRuns: 60 },
  )
})

test('places that a log cannot have are refused and not computed', async () => {
  const { reader, root } = aLog(3)
  const path = await inclusionPath(reader, 1, 3)
  for (const [index, of] of [
    [-1, 3],
    [3, 3],
    [0.5, 3],
    [Number.NaN, 3],
    [1, Number.POSITIVE_INFINITY],
    [1, 2 ** 60],
  ] as const) {
    expect(verifyInclusion(entryAt(1), index, of, path, root)).toBe(false)
    await expect(inclusionPath(reader, index, of)).rejects.toThrow(RangeError)
  }
  expect(verifyConsistency(4, 3, [], root, root)).toBe(false)
  await expect(consistencyPath(reader, 4, 3)).rejects.toThrow(RangeError)
  await expect(rootAt(reader, -1)).rejects.toThrow(RangeError)
})

test('a log of any size begins with every log it was, and with no other', async () => {
  await fc.assert(
    fc.asyncProperty(size, fc.nat(), fc.nat(), async (to, place, bit) => {
      const from = (place % to) + 1
      const { reader, root, leaves } = aLog(to)
      const old = rootOf(leaves.slice(0, from))
      const path = await consistencyPath(reader, from, to)
      expect(verifyConsistency(from, to, path, old, root)).toBe(true)
      expect(verifyConsistency(from, to, path, flipped(old, bit), root), 'old root').toBe(false)
      expect(verifyConsistency(from, to, path, old, flipped(root, bit)), 'new root').toBe(false)
      expect(verifyConsistency(from, to, [...path, root], old, root), 'longer path').toBe(false)
      const one = bit % Math.max(path.length, 1)
      const wrong = path.map((hash, i) => (i === one ? flipped(hash, bit) : hash))
      if (path.length > 0) expect(verifyConsistency(from, to, wrong, old, root), 'path').toBe(false)
      if (path.length > 0) expect(verifyConsistency(from, to, path.slice(1), old, root), 'shorter').toBe(false)
    }),
    { numRuns: 60 },
  )
})

test('every log begins with the empty one, which has one root only', () => {
  const { root } = aLog(5)
  expect(verifyConsistency(0, 5, [], emptyRoot(), root)).toBe(true)
  expect(verifyConsistency(0, 5, [], root, root)).toBe(false)
  expect(verifyConsistency(0, 0, [], emptyRoot(), emptyRoot())).toBe(true)
  expect(verifyConsistency(0, 0, [], emptyRoot(), root)).toBe(false)
})

test('a growing tree has the root of the list at every size, and goes on from what is stored', async () => {
  const { leaves, reader } = aLog(1300)
  const tree = growTree()
  for (const [before, leaf] of leaves.entries()) {
    if (before % 97 === 0 || before % 256 < 2) {
      expect(tree.size).toBe(before)
      const root = bytesToHex(rootOf(leaves.slice(0, before)))
      expect(bytesToHex(tree.root()), `${before}`).toBe(root)
      expect(bytesToHex(await rootAt(reader, before)), `${before}`).toBe(root)
      const further = await growTreeFrom(reader, before)
      further.append(leaf)
      expect(bytesToHex(further.root())).toBe(bytesToHex(rootOf(leaves.slice(0, before + 1))))
    }
    tree.append(leaf)
  }
})

test('a growing tree tells of every full tile it completes, level by level', () => {
  const tree = growTree()
  const leaf = leafHash(entryAt(0))
  const completed: StoredNode[] = []
  for (let i = 0; i < 256 * 257; i++) completed.push(...tree.append(leaf))
  const tile = rootOf(Array.from({ length: 256 }, () => leaf))
  expect(completed.filter(({ level }) => level === 1).map(({ n }) => n)).toEqual(
    Array.from({ length: 257 }, (_, n) => n),
  )
  expect(completed.slice(255, 257).map(({ level, n }) => [level, n])).toEqual([
    [1, 255],
    [2, 0],
  ])
  expect(completed[256]?.hash).toEqual(rootOf(Array.from({ length: 256 }, () => tile)))
})

test('proofs and appends read a few tiles, however long the log is', async () => {
  const reads: number[] = []
  const long = 256 ** 3 * 3 + 70_000
  const reader: HashReader = async (_, __, count) => {
    reads.push(count)
    return Array.from({ length: count }, () => new Uint8Array(32))
  }
  await inclusionPath(reader, 12_345_678, long)
  await consistencyPath(reader, 12_345_678, long)
  await growTreeFrom(reader, long)
  expect(reads.length).toBeLessThan(24)
  expect(Math.max(...reads)).toBeLessThanOrEqual(256)
})

test('a hash that is missing stops a proof', async () => {
  const { reader } = aLog(300)
  await expect(rootAt(reader, 301)).rejects.toThrow(/missing/)
  await expect(inclusionPath(reader, 3, 600)).rejects.toThrow(/missing/)
})
