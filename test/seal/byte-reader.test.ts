import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteReader } from '#seal/byte-reader.ts'
import { chunked, streamOf } from './streams.ts'

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })

test('portions come out whole, however the stream was cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 20, maxLength: 60 }), sizes, sizes, async (bytes, chunks, portions) => {
      const reader = new ByteReader(streamOf(new Uint8Array(0), ...chunked(bytes, chunks)))
      const read: number[] = []
      for (let i = 0; read.length < 20; i++)
        read.push(...(await reader.exactly(Math.min(portions[i % portions.length] ?? 1, 20 - read.length))))
      expect(read).toEqual(Array.from(bytes.subarray(0, 20)))
    }),
  )
})

test('a stream that ends too early is an error, not a short answer', async () => {
  await expect(new ByteReader(streamOf(Uint8Array.of(1, 2))).exactly(3)).rejects.toThrow(RangeError)
  await expect(new ByteReader(streamOf()).upTo(1)).rejects.toThrow(RangeError)
  expect(await new ByteReader(streamOf()).exactly(0)).toHaveLength(0)
})

test('only zeros may be left', async () => {
  await expect(new ByteReader(streamOf(new Uint8Array(9), new Uint8Array(0))).onlyZeros()).resolves.toBeUndefined()
  await expect(new ByteReader(streamOf(new Uint8Array(9), Uint8Array.of(0, 1))).onlyZeros()).rejects.toThrow(RangeError)
})
