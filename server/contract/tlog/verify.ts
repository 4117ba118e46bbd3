import { isSame, emptyRoot, leafHash, leftSize, nodeHash } from './hashes.ts'

type Side = 'left' | 'right'

/** On which side of the path from the root to a leaf the sibling stands, the sibling of the leaf first. */
function sidesOf(index: number, size: number): Side[] {
  const sides: Side[] = []
  for (let [at, width] = [index, size]; width > 1;) {
    const left = leftSize(width)
    sides.push(at < left ? 'right' : 'left')
    ;[at, width] = at < left ? [at, left] : [at - left, width - left]
  }
  return sides.toReversed()
}

/**
 * Whether `entry` is the entry `index` of the log of `size` entries with this root. The path leads from the sibling of the
 * leaf to the child of the root (RFC 6962, 2.1.1).
 */
export function verifyInclusion(
  entry: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false
  const sides = sidesOf(index, size)
  if (path.length !== sides.length || path.some((hash) => hash.length !== 32)) return false
  const reached = path.reduce(
    (hash, sibling, i) => (sides[i] === 'left' ? nodeHash(sibling, hash) : nodeHash(hash, sibling)),
    leafHash(entry),
  )
  return isSame(reached, root)
}

/**
 * Whether the log of `to` entries with `toRoot` begins with the log of `from` entries with `fromRoot` (RFC 6962, 2.1.2).
 * Every log begins with the empty one; between a size and itself the path is empty too.
 */
export function verifyConsistency(
  from: number,
  to: number,
  path: readonly Uint8Array[],
  fromRoot: Uint8Array,
  toRoot: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || from > to) return false
  if (path.some((hash) => hash.length !== 32)) return false
  if (from === 0) return path.length === 0 && isSame(fromRoot, emptyRoot()) && (to > 0 || isSame(toRoot, fromRoot))
  const { sides, isWhole } = wayToOldEdge(from, to)
  const seed = isWhole ? fromRoot : path[0]
  const rest = isWhole ? path : path.slice(1)
  if (seed === undefined || rest.length !== sides.length) return false
  let [old, now] = [seed, seed]
  for (const [i, hash] of rest.entries()) {
    if (sides[i] === 'left') old = nodeHash(hash, old)
    now = sides[i] === 'left' ? nodeHash(hash, now) : nodeHash(now, hash)
  }
  return isSame(old, fromRoot) && isSame(now, toRoot)
}

/** The way from the subtree that ends the old log up to the root; whether that subtree is the whole old log. */
function wayToOldEdge(from: number, to: number): { sides: Side[]; isWhole: boolean } {
  const sides: Side[] = []
  let isWhole = true
  for (let [old, width] = [from, to]; old < width;) {
    const left = leftSize(width)
    sides.push(old <= left ? 'right' : 'left')
    if (old > left) isWhole = false
    ;[old, width] = old <= left ? [old, left] : [old - left, width - left]
  }
  return { sides: sides.toReversed(), isWhole }
}
