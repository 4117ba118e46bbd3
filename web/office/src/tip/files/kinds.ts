/** How an attachment may be shown. The list is what a browser can draw without running anything; all the rest is only kept. */
export type Shown = 'image' | 'video' | 'audio' | 'pdf' | 'text' | 'kept'

const BY_TYPE: Readonly<Record<string, Shown>> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'image',
  'image/gif': 'image',
  'image/bmp': 'image',
  'image/avif': 'image',
  'video/mp4': 'video',
  'video/webm': 'video',
  'video/quicktime': 'video',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
  'audio/aac': 'audio',
  'audio/ogg': 'audio',
  'audio/wav': 'audio',
  'audio/x-wav': 'audio',
  'audio/webm': 'audio',
  'audio/amr': 'audio',
  'application/pdf': 'pdf',
  'text/plain': 'text',
  'text/csv': 'text',
}

/** Pictures, texts and PDFs are held in memory whole while they are shown. */
const MAX_DRAWN_BYTES = 64 * 1024 * 1024

/** How to show a file that says it has this type. What it says is not believed: a wrong one fails to draw, and is kept. */
export function shownAs(type: string, size: number): Shown {
  const shown = BY_TYPE[bareType(type)] ?? 'kept'
  const isMedia = shown === 'video' || shown === 'audio'
  return size > MAX_DRAWN_BYTES && !isMedia ? 'kept' : shown
}

/** The type to play a file as: one of the list, never what the file says beyond it. */
export function playedAs(type: string): string {
  const bare = bareType(type)
  return bare === 'video/quicktime' ? 'video/mp4' : bare
}

const bareType = (type: string): string => (type.split(';')[0] ?? '').trim().toLowerCase()

/** A name to save a file under: no path, no control signs, nothing that turns the reading direction around. */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/^[.\s]+/, '')
    .trim()
  return plain.slice(-120) || 'file'
}

/** A text in UTF-8, or in GB18030 as older Chinese programs write it. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
