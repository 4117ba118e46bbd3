/**
 * Photos without what a camera writes into them: place, time, device, thumbnails, comments, anything after the end.
 * JPEG, PNG and WebP are cut at the level of their segments, so that the picture itself stays bit for bit what it was;
 * what else the browser can draw is drawn anew.
 */

const PHOTO = /\.(jpe?g|png|webp|heic|heif|avif|bmp|tiff?|dng)$/i
const NOT_PHOTO = new Set(['image/svg+xml', 'image/gif'])

/** Whether a file is a photo, by what its device says about it. */
export function isPhoto(file: { name: string; type: string }): boolean {
  return PHOTO.test(file.name) || (file.type.startsWith('image/') && !NOT_PHOTO.has(file.type))
}

/** The photo without its metadata, or null when that cannot be done here. */
export async function withoutMetadata(file: File): Promise<File | null> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const cut = cutJpeg(bytes) ?? cutPng(bytes) ?? cutWebp(bytes)
  if (cut !== null) return new File(cut as Uint8Array<ArrayBuffer>[], file.name, { type: file.type })
  return typeof createImageBitmap === 'function' ? drawnAnew(file) : null
}

type Parts = Uint8Array[] | null

const JPEG = { EOI: 0xd9, SOS: 0xda, APP0: 0xe0, APP1: 0xe1, APP2: 0xe2, APP14: 0xee, APP15: 0xef, COM: 0xfe } as const

function cutJpeg(bytes: Uint8Array): Parts {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1 // fill byte
      continue
    }
    if (marker === JPEG.EOI) break
    const end = at + 2 + number16(bytes, at + 2)
    if (end > bytes.length) return null
    const segment = bytes.subarray(at, end)
    if (marker === JPEG.APP1) kept.push(...orientationOnly(segment))
    else if (keepsJpegSegment(marker, segment)) kept.push(segment)
    at = marker === JPEG.SOS ? endOfScan(bytes, end) : end
    if (marker === JPEG.SOS) kept.push(bytes.subarray(end, at))
  }
  return kept.length > 2 ? [...kept, Uint8Array.of(0xff, JPEG.EOI)] : null
}

function keepsJpegSegment(marker: number, segment: Uint8Array): boolean {
  if (marker === JPEG.APP2) return startsWith(segment, 4, 'ICC_PROFILE\0')
  if (marker === JPEG.APP0) return startsWith(segment, 4, 'JFIF\0') && segment.length === 18
  if (marker === JPEG.APP14) return startsWith(segment, 4, 'Adobe')
  return marker !== JPEG.COM && (marker < JPEG.APP0 || marker > JPEG.APP15)
}

/** Where the coded picture ends: at the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

/** Which side is up is part of the picture: an Exif segment that says only that. */
function orientationOnly(segment: Uint8Array): Uint8Array[] {
  if (!startsWith(segment, 4, 'Exif\0\0')) return []
  const view = new DataView(segment.buffer, segment.byteOffset + 10, segment.length - 10)
  const orientation = orientationIn(view)
  if (orientation < 2 || orientation > 8) return []
  const exif = [
    0x45,
    0x78,
    0x69,
    0x66,
    0,
    0,
    0x4d,
    0x4d,
    0,
    0x2a,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ]
  return [Uint8Array.of(0xff, JPEG.APP1, 0, exif.length + 2, ...exif)]
}

function orientationIn(tiff: DataView): number {
  if (tiff.byteLength < 14) return 0
  const little = tiff.getUint16(0) === 0x4949
  const directory = tiff.getUint32(4, little)
  if (directory + 2 > tiff.byteLength) return 0
  const entries = tiff.getUint16(directory, little)
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12
    if (at + 12 > tiff.byteLength) return 0
    if (tiff.getUint16(at, little) === 0x112) return tiff.getUint16(at + 8, little)
  }
  return 0
}

const PNG_KEPT = new Set('IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD pHYs cICP acTL fcTL fdAT'.split(' '))

function cutPng(bytes: Uint8Array): Parts {
  if (!startsWith(bytes, 1, 'PNG\r\n\u001a\n')) return null
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + number32(bytes, at, false)
    if (end > bytes.length) return null
    const type = text(bytes, at + 4, 4)
    if (PNG_KEPT.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return kept
    at = end
  }
  return null
}

const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** In the VP8X flags: Exif (8) and XMP (4) follow. */
const WEBP_METADATA_FLAGS = 0x0c

function cutWebp(bytes: Uint8Array): Parts {
  if (!startsWith(bytes, 0, 'RIFF') || !startsWith(bytes, 8, 'WEBP')) return null
  const kept: Uint8Array[] = []
  const most = Math.min(bytes.length, 8 + number32(bytes, 4, true))
  for (let at = 12; at + 8 <= most;) {
    const size = number32(bytes, at + 4, true)
    const end = at + 8 + size + (size % 2)
    if (at + 8 + size > most) return null
    const chunk = bytes.slice(at, end)
    const type = text(bytes, at, 4)
    if (type === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~WEBP_METADATA_FLAGS
    if (WEBP_KEPT.has(type)) kept.push(chunk)
    at = end
  }
  const head = bytes.slice(0, 12)
  new DataView(head.buffer).setUint32(
    4,
    kept.reduce((sum, chunk) => sum + chunk.length, 4),
    true,
  )
  return kept.length > 0 ? [head, ...kept] : null
}

async function drawnAnew(file: File): Promise<File | null> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const canvas = document.createElement('canvas')
    canvas.width = picture.width
    canvas.height = picture.height
    canvas.getContext('2d')?.drawImage(picture, 0, 0)
    picture.close()
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92))
    return blob === null ? null : new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' })
  } catch {
    return null
  }
}

const number16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
const number32 = (bytes: Uint8Array, at: number, little: boolean): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at, little)
const text = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length))
const startsWith = (bytes: Uint8Array, at: number, sign: string): boolean => text(bytes, at, sign.length) === sign
