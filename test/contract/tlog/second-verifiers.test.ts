import { expect, test } from 'vitest'
import { consistencyPath, inclusionPath, rootOf } from '#contract/tlog/merkle.ts'
import { formatCheckpoint, formatVerifier, signNote } from '#contract/tlog/note.ts'
import { aKey, aLog, entryAt, flipped } from './a-log.ts'
import { secondCheckpoint, secondConsistency, secondInclusion } from './second-verifier.ts'
import { sigstoreThatTrusts } from './sigstore-verifier.ts'

const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 70, 255, 256, 257, 511, 513]
const { verifier, signer } = aKey('log.example/sanya')

const sigstoreTakes = sigstoreThatTrusts(verifier)

test.each(SIZES)(
  'Sigstore’s verifier and one written from the RFC take every proof of a log of %i, and no false one',
  async (size) => {
    const { reader, root } = aLog(size)
    const note = await signNote(formatCheckpoint({ origin: verifier.name, size, root }), signer)
    const head = secondCheckpoint(note, formatVerifier(verifier))
    expect(head).toEqual({ size, root: Buffer.from(root) })
    const step = Math.ceil(size / 40)
    for (let index = 0; index < size; index += step) {
      const path = await inclusionPath(reader, index, size)
      const [entry, other] = [entryAt(index), entryAt(index + 1)]
      expect(sigstoreTakes(entry, index, path, note)).toBe(true)
      expect(secondInclusion(entry, index, size, path, root)).toBe(true)
      expect(sigstoreTakes(other, index, path, note)).toBe(false)
      expect(secondInclusion(other, index, size, path, root)).toBe(false)
      const wrong = path.map((hash, i) => (i === index % path.length ? flipped(hash, index) : hash))
      if (path.length > 0) expect(sigstoreTakes(entry, index, wrong, note)).toBe(false)
      if (path.length > 0) expect(secondInclusion(entry, index, size, wrong, root)).toBe(false)
    }
    expect(
      sigstoreTakes(
        entryAt(0),
        0,
        await inclusionPath(reader, 0, size),
        note.replace(`\n${size}\n`, `\n${size + 1}\n`),
      ),
    ).toBe(false)
  },
)

test('one written from the RFC takes every proof that a log grew, and no false one', async () => {
  for (const to of SIZES) {
    const { reader, root, leaves } = aLog(to)
    const step = Math.ceil(to / 40)
    for (let from = 1; from <= to; from += step) {
      const path = await consistencyPath(reader, from, to)
      const old = rootOf(leaves.slice(0, from))
      expect(secondConsistency(from, to, path, old, root), `${from} to ${to}`).toBe(true)
      expect(secondConsistency(from, to, path, flipped(old, to), root)).toBe(false)
      expect(secondConsistency(from, to, path, old, flipped(root, to))).toBe(false)
    }
  }
})

test('the key of another log opens no head for the second verifier either', async () => {
  const { root } = aLog(3)
  const note = await signNote(formatCheckpoint({ origin: verifier.name, size: 3, root }), signer)
  expect(secondCheckpoint(note, formatVerifier(aKey('log.example/sanya', 9).verifier))).toBeNull()
  expect(secondCheckpoint(note.replace('\n3\n', '\n4\n'), formatVerifier(verifier))).toBeNull()
})
