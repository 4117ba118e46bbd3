import { emptyRoot, heightOf, leftSize, nodeHash } from './hashes.ts'

/** How many hashes one stored hash of the level above stands for (C2SP tlog-tiles). */
export const TILE_WIDTH = 256
export const TILE_HEIGHT = 8

/**
 * Reads stored hashes. At level 0 hash `n` is the leaf hash of entry `n`, at level L the root of the full subtree over the
 * entries from n·256^L to (n+1)·256^L. Gives exactly `count` hashes of 32 bytes, or throws.
 */
export type HashReader = (level: number, from: number, count: number) => Promise<Uint8Array[]>

/** The root of a list of leaf hashes (RFC 6962, 2.1). For short lists; `growTree` takes any. */
export function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves
  if (first === undefined) return emptyRoot()
  if (leaves.length === 1) return first
  const left = leftSize(leaves.length)
  return nodeHash(rootOf(leaves.slice(0, left)), rootOf(leaves.slice(left)))
}

/** The root of the first `size` entries. Reads less than 256 hashes a level. */
export async function rootAt(reader: HashReader, size: number): Promise<Uint8Array> {
  insist(size >= 0, size)
  return size === 0 ? emptyRoot() : rootBetween(inTiles(reader, size), 0, size)
}

/** The proof that entry `index` is in the log of `size` entries: the sibling of its leaf first (RFC 6962, 2.1.1). */
export async function inclusionPath(reader: HashReader, index: number, size: number): Promise<Uint8Array[]> {
  insist(index >= 0 && index < size, index, size)
  const read = inTiles(reader, size)
  const path: Promise<Uint8Array>[] = []
  for (let [start, end] = [0, size]; end - start > 1;) {
    const middle = start + leftSize(end - start)
    path.push(index < middle ? rootBetween(read, middle, end) : rootBetween(read, start, middle))
    ;[start, end] = index < middle ? [start, middle] : [middle, end]
  }
  return Promise.all(path.toReversed())
}

/** The proof that the log of `to` entries begins with that of `from` entries (RFC 6962, 2.1.2). From 0 it is empty. */
export async function consistencyPath(reader: HashReader, from: number, to: number): Promise<Uint8Array[]> {
  insist(from >= 0 && from <= to, from, to)
  if (from === 0) return []
  const read = inTiles(reader, to)
  const path: Promise<Uint8Array>[] = []
  let [start, end] = [0, to]
  while (from < end) {
    const middle = start + leftSize(end - start)
    path.push(from <= middle ? rootBetween(read, middle, end) : rootBetween(read, start, middle))
    ;[start, end] = from <= middle ? [start, middle] : [middle, end]
  }
  // Whoever checks the proof knows the root of the old log; of an edge that is only a part of it they do not.
  if (start > 0) path.push(rootBetween(read, start, end))
  return Promise.all(path.toReversed())
}

/** The roots of the full subtrees that the first `size` entries fall into, the widest first. */
export async function fullSubtrees(reader: HashReader, size: number): Promise<Uint8Array[]> {
  insist(size >= 0, size)
  const read = inTiles(reader, size)
  const roots: Promise<Uint8Array>[] = []
  for (let start = 0; start < size;) {
    const width = fullWidth(size - start)
    roots.push(rootBetween(read, start, start + width))
    start += width
  }
  return Promise.all(roots)
}

/** The root over a stretch of entries that is a subtree of the log. */
async function rootBetween(read: HashReader, start: number, end: number): Promise<Uint8Array> {
  const width = end - start
  if (fullWidth(width) === width) return fullRoot(read, start, width)
  const middle = start + leftSize(width)
  return nodeHash(...(await Promise.all([fullRoot(read, start, middle - start), rootBetween(read, middle, end)])))
}

/** The root of a full subtree, from the stored hashes of the highest level that has it or its parts. */
async function fullRoot(read: HashReader, start: number, width: number): Promise<Uint8Array> {
  const height = heightOf(width)
  const level = Math.floor(height / TILE_HEIGHT)
  const stored = TILE_WIDTH ** level
  return rootOf(await read(level, start / stored, 2 ** (height % TILE_HEIGHT)))
}

/** Reads whole tiles, each once: most hashes of a proof stand in the same few. */
function inTiles(reader: HashReader, size: number): HashReader {
  const tiles = new Map<string, Promise<Uint8Array[]>>()
  return async (level, from, count) => {
    const n = Math.floor(from / TILE_WIDTH)
    const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - n * TILE_WIDTH)
    const key = `${level}/${n}`
    const tile = tiles.get(key) ?? reader(level, n * TILE_WIDTH, width)
    tiles.set(key, tile)
    const hashes = await tile
    if (hashes.length !== width) throw new RangeError(`Hashes of the log are missing: level ${level}, tile ${n}`)
    return hashes.slice(from - n * TILE_WIDTH, from - n * TILE_WIDTH + count)
  }
}

function fullWidth(most: number): number {
  let width = 1
  while (width * 2 <= most) width *= 2
  return width
}

function insist(holds: boolean, ...places: number[]): void {
  if (!holds || !places.every(Number.isSafeInteger))
    throw new RangeError(`No such place of the log: ${places.join(' of ')}`)
}
