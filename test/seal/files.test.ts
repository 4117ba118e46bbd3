import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newKeyPair } from '#seal/identities.ts'
import { DamagedFile, openFile, type OpenedFile } from '#seal/open.ts'
import { padmeBytes } from '#seal/padme.ts'
import { inPieces, sealFile, WrongSize } from '#seal/seal.ts'
import { chunked, readAll, streamOf } from './streams.ts'

const us = await newKeyPair()
const AT = { tip: '3b9f6a0e-52d1-4f7c-8a60-1f2e3d4c5b6a', kind: 'file', seq: 0 } as const
const runs = { numRuns: 25 }
const sizes = fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 4 })
const content = fc.oneof(
  fc.uint8Array({ maxLength: 3000 }),
  // Around one and two chunks of age's 64 KiB.
  fc.integer({ min: 64_000, max: 135_000 }).map((length) => new Uint8Array(length).fill(length & 255)),
)

const sealed = async (contentBytes: Uint8Array, name = 'a.txt', size = contentBytes.length): Promise<Uint8Array> =>
  readAll(await sealFile(AT, { name, type: 'text/plain', size }, streamOf(contentBytes), [us.recipient]))
const opened = (bytes: Uint8Array, chunks: readonly number[] = [50_000]): Promise<OpenedFile> =>
  openFile(streamOf(...chunked(bytes, chunks)), [us.identity], AT)

test('a file comes back as it was, in whatever portions it arrives', async () => {
  await fc.assert(
    fc.asyncProperty(content, fc.string({ maxLength: 80 }), sizes, sizes, async (bytes, name, inSizes, outSizes) => {
      const file = { name, type: 'video/mp4', size: bytes.length }
      const ciphertext = await readAll(await sealFile(AT, file, streamOf(...chunked(bytes, inSizes)), [us.recipient]))
      const back = await openFile(streamOf(...chunked(ciphertext, outSizes)), [us.identity], AT)
      if (back.is !== 'opened') throw new Error(back.is)
      expect(back.file).toEqual(file)
      expect(Buffer.compare(await readAll(back.content), bytes)).toBe(0)
    }),
    runs,
  )
})

test('the size of a sealed file depends on its Padmé size alone', async () => {
  const lengths = new Map<number, Set<number>>()
  for (let n = 5000; n < 5400; n += 7) {
    // All these sizes have four digits, so that the headers are equally long.
    const plain = padmeBytes(
      n +
        4 +
        JSON.stringify({
          v: 1,
          suite: 'age-mlkem768x25519',
          ...AT,
          body: { name: 'a.txt', type: 'text/plain', size: n },
        }).length,
    )
    const length = (await sealed(new Uint8Array(n))).length
    lengths.set(plain, (lengths.get(plain) ?? new Set()).add(length))
  }
  expect(lengths.size).toBeLessThan(6)
  for (const seen of lengths.values()) expect(seen.size).toBe(1)
})

test('a cut file is refused, wherever it is cut', async () => {
  const ciphertext = await sealed(new Uint8Array(140_000).fill(1))
  await fc.assert(
    fc.asyncProperty(fc.nat(ciphertext.length - 1), async (length) => {
      expect(await readsWhole(ciphertext.slice(0, length))).toBe(false)
    }),
    { numRuns: 60 },
  )
})

test('a changed bit is refused, wherever it is', async () => {
  const ciphertext = await sealed(new Uint8Array(70_000).fill(1))
  await fc.assert(
    fc.asyncProperty(fc.nat(ciphertext.length - 1), fc.nat(7), async (at, bit) => {
      const changed = ciphertext.slice()
      changed[at] = (changed[at] ?? 0) ^ (1 << bit)
      expect(await readsWhole(changed)).toBe(false)
    }),
    { numRuns: 60 },
  )
})

test('an extended file, and one with its chunks in another order, are refused', async () => {
  const ciphertext = await sealed(new Uint8Array(200_000).fill(1))
  expect(await readsWhole(Uint8Array.from([...ciphertext, 0]))).toBe(false)
  const chunk = 65_536 + 16
  const start = ciphertext.length - padmeBytes(200_200) - 16 * 4
  const [first, second] = [ciphertext.slice(start, start + chunk), ciphertext.slice(start + chunk, start + 2 * chunk)]
  const swapped = ciphertext.slice()
  swapped.set(second, start)
  swapped.set(first, start + chunk)
  expect(await readsWhole(swapped)).toBe(false)
})

test('the content of a cut file fails with DamagedFile, after giving what was whole', async () => {
  const ciphertext = await sealed(new Uint8Array(140_000).fill(1))
  const back = await opened(ciphertext.slice(0, -1))
  if (back.is !== 'opened') throw new Error(back.is)
  await expect(readAll(back.content)).rejects.toThrow(DamagedFile)
})

test('a file of another place or of somebody else does not open, and its stream is not read on', async () => {
  const bytes = await sealed(new Uint8Array(200_000))
  const stranger = await newKeyPair()
  expect(await openFile(streamOf(bytes), [stranger.identity], AT)).toEqual({ is: 'notForUs' })
  const cancelled = Promise.withResolvers<string>()
  const stream = new ReadableStream<Uint8Array>({
    start: (out) => out.enqueue(bytes.slice(0, 150_000)),
    cancel: () => cancelled.resolve('cancelled'),
  })
  expect(await openFile(stream, [us.identity], { ...AT, seq: 1 })).toEqual({ is: 'damaged', why: 'place' })
  expect(await cancelled.promise).toBe('cancelled')
})

test('a file that is longer or shorter than was said is not sealed', async () => {
  await expect(sealed(new Uint8Array(100), 'a.txt', 99)).rejects.toThrow(WrongSize)
  await expect(sealed(new Uint8Array(100), 'a.txt', 101)).rejects.toThrow(WrongSize)
})

test('pieces join again to the stream, and only the last is shorter', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 4000 }),
      sizes,
      fc.integer({ min: 1, max: 900 }),
      async (bytes, chunks, pieceBytes) => {
        const pieces: Uint8Array[] = []
        for await (const piece of inPieces(streamOf(...chunked(bytes, chunks)), pieceBytes)) pieces.push(piece)
        expect(Buffer.concat(pieces).equals(bytes)).toBe(true)
        expect(pieces.slice(0, -1).every((piece) => piece.length === pieceBytes)).toBe(true)
        expect(pieces.length).toBe(Math.ceil(bytes.length / pieceBytes))
      },
    ),
  )
})

test('whoever stops taking pieces cancels the stream', async () => {
  let isCancelled = false
  const endless = new ReadableStream<Uint8Array>({
    pull: (out) => out.enqueue(new Uint8Array(10)),
    cancel: () => {
      isCancelled = true
    },
  })
  for await (const piece of inPieces(endless, 15)) {
    expect(piece).toHaveLength(15)
    break
  }
  expect(isCancelled).toBe(true)
})

test('a stream that fails fails the pieces with its own error', async () => {
  const failing = new ReadableStream<Uint8Array>({ pull: (out) => out.error(new Error('the card was taken out')) })
  await expect(inPieces(failing).next()).rejects.toThrow('the card was taken out')
})

async function readsWhole(bytes: Uint8Array): Promise<boolean> {
  const back = await opened(bytes)
  if (back.is !== 'opened') return false
  return readAll(back.content).then(
    () => true,
    () => false,
  )
}
