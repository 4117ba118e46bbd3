import { decodeCount } from './base64.ts'
import { TILE_WIDTH } from './merkle.ts'

// Paths and bodies of c2sp.org/tlog-tiles.

/** A tile of hashes, or a bundle of the entries under a tile of level 0. `width` is 256 when it is full. */
export type Tile = { level: number | 'entries'; n: number; width: number }

const PATH = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*)([0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/

/** The path below the prefix of the log, as `tile/0/x001/x234/067.p/5`. */
export function formatTilePath({ level, n, width }: Tile): string {
  const groups = [String(n % 1000).padStart(3, '0')]
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`)
  return `tile/${level}/${groups.join('/')}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** Reads such a path, or null when it is anything else: every tile has one path only. */
export function parseTilePath(path: string): Tile | null {
  const [, levelText, groups = '', last = '', widthText] = PATH.exec(path) ?? []
  if (levelText === undefined || groups.startsWith('x000/')) return null
  const level = levelText === 'entries' ? levelText : Number(levelText)
  const width = widthText === undefined ? TILE_WIDTH : Number(widthText)
  const n = decodeCount((groups.replaceAll(/[x/]/g, '') + last).replace(/^0+(?=.)/, ''))
  if (n === null || (level !== 'entries' && level > 63) || (widthText !== undefined && width >= TILE_WIDTH)) return null
  return { level, n, width }
}

/** How wide a tile is in a log of `size` entries; 0 when it does not have it. */
export function tileWidth({ level, n }: Pick<Tile, 'level' | 'n'>, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level))
  return Math.max(0, Math.min(TILE_WIDTH, hashes - n * TILE_WIDTH))
}

/** The body of a bundle: each entry of at most 65,535 bytes after its length as two bytes, big-endian. */
export function encodeEntries(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(entries.reduce((length, entry) => length + 2 + entry.length, 0))
  const view = new DataView(bundle.buffer)
  let at = 0
  for (const entry of entries) {
    if (entry.length > 0xffff) throw new RangeError('An entry is longer than 65,535 bytes')
    view.setUint16(at, entry.length)
    bundle.set(entry, at + 2)
    at += 2 + entry.length
  }
  return bundle
}

/** Reads a bundle, or null when it is anything else. */
export function decodeEntries(bundle: Uint8Array): Uint8Array[] | null {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength)
  const entries: Uint8Array[] = []
  for (let at = 0; at < bundle.length;) {
    if (at + 2 > bundle.length) return null
    const end = at + 2 + view.getUint16(at)
    if (end > bundle.length || entries.length === TILE_WIDTH) return null
    entries.push(bundle.slice(at + 2, end))
    at = end
  }
  return entries
}
