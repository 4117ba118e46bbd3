import { expect, test } from 'vitest'
import { isPhoto, withoutMetadata } from '#ui/photo.ts'

const MARKER = 'N18.2528-E109.5119'
const text = (words: string): number[] => Array.from(new TextEncoder().encode(words))
const segment = (marker: number, bytes: number[]): number[] => [
  0xff,
  marker,
  (bytes.length + 2) >> 8,
  (bytes.length + 2) & 0xff,
  ...bytes,
]
const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]
const JPEG = [
  0xff,
  0xd8,
  ...segment(0xe0, [...text('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
  ...segment(0xe1, [...text('Exif\0\0'), ...tiff, ...text(MARKER)]),
  ...segment(0xe1, text(`http://ns.adobe.com/xap/1.0/\0${MARKER}`)),
  ...segment(0xed, text(`Photoshop 3.0\0${MARKER}`)),
  ...segment(0xfe, text(MARKER)),
  ...segment(0xdb, [0, 16, 11]),
  ...scan,
  0xff,
  0xd9,
  ...text(`a film after the end ${MARKER}`),
]
const chunk = (type: string, bytes: number[]): number[] => [0, 0, 0, bytes.length, ...text(type), ...bytes, 0, 0, 0, 0]
const PNG = [
  0x89,
  ...text('PNG\r\n\u001a\n'),
  ...chunk('IHDR', [1]),
  ...chunk('tEXt', text(MARKER)),
  ...chunk('eXIf', text(MARKER)),
  ...chunk('IDAT', [5]),
  ...chunk('IEND', []),
  ...text(MARKER),
]
const riff = (type: string, bytes: number[]): number[] => [
  ...text(type),
  bytes.length,
  0,
  0,
  0,
  ...bytes,
  ...(bytes.length % 2 ? [0] : []),
]
const webpChunks = [
  ...riff('VP8X', [0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  ...riff('VP8 ', [9, 9]),
  ...riff('EXIF', text(MARKER)),
  ...riff('XMP ', text(MARKER)),
]
const WEBP = [...text('RIFF'), webpChunks.length + 4, 0, 0, 0, ...text('WEBP'), ...webpChunks]

async function cleaned(bytes: number[], name: string): Promise<Uint8Array> {
  const clean = await withoutMetadata(new File([new Uint8Array(bytes)], name, { type: 'image/x' }))
  return new Uint8Array((await clean?.arrayBuffer()) ?? new ArrayBuffer(0))
}

test.each([
  ['a.jpg', JPEG],
  ['a.png', PNG],
  ['a.webp', WEBP],
])('%s loses every place where a camera writes', async (name, bytes) => {
  const clean = await cleaned(bytes, name)
  expect(clean.length).toBeGreaterThan(20)
  expect(Buffer.from(clean).toString('latin1')).not.toContain(MARKER)
})

test('the picture itself and which side is up are kept', async () => {
  const clean = Buffer.from(await cleaned(JPEG, 'a.jpg'))
  expect(clean.includes(Buffer.from(scan))).toBe(true)
  expect(clean.includes(Buffer.from([1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBe(true)
  expect(clean.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]))
})

test('what cannot be cleaned here is not passed off as clean', async () => {
  expect(await withoutMetadata(new File(['ftypheic'], 'a.heic', { type: 'image/heic' }))).toBeNull()
  expect(await withoutMetadata(new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff])], 'cut.jpg'))).toBeNull()
})

test('a photo is known by its type or its name', () => {
  expect(isPhoto({ name: 'IMG.HEIC', type: '' })).toBe(true)
  expect(isPhoto({ name: 'x', type: 'image/jpeg' })).toBe(true)
  expect(isPhoto({ name: 'x.svg', type: 'image/svg+xml' })).toBe(false)
  expect(isPhoto({ name: 'x.pdf', type: 'application/pdf' })).toBe(false)
})
