import { emptyRoot, heightOf, nodeHash } from './hashes.ts'
import { fullSubtrees, TILE_HEIGHT, type HashReader } from './merkle.ts'

/** A hash that the log stores: the root of the full subtree `n` of 256^level entries. */
export type StoredNode = { level: number; n: number; hash: Uint8Array }

/** A tree that takes entries one after the other and keeps only the roots of the full subtrees at its edge. */
export type GrowingTree = {
  /** How many entries it has. */
  readonly size: number
  /** Takes the next leaf hash. Gives the subtrees of 256, 65,536 … entries that it completes, the smallest first. */
  append: (leaf: Uint8Array) => readonly StoredNode[]
  /** The root over all entries so far. */
  root: () => Uint8Array
}

const NONE: readonly StoredNode[] = []

/** A tree without entries. */
export const growTree = (): GrowingTree => growOn([], 0)

/** A tree that goes on after the first `size` stored entries. Reads less than 256 hashes a level. */
export async function growTreeFrom(reader: HashReader, size: number): Promise<GrowingTree> {
  return growOn(await fullSubtrees(reader, size), size)
}

/** `roots` are those of the full subtrees that the entries so far fall into, the widest first. */
function growOn(roots: Uint8Array[], start: number): GrowingTree {
  let size = start
  const append = (leaf: Uint8Array): readonly StoredNode[] => {
    size += 1
    let [hash, width, completed] = [leaf, 1, NONE]
    while (size % (width * 2) === 0) {
      const left = roots.pop()
      if (left === undefined) throw new RangeError('The tree was not given its edge')
      hash = nodeHash(left, hash)
      width *= 2
      if (heightOf(width) % TILE_HEIGHT === 0)
        completed = [...completed, { level: heightOf(width) / TILE_HEIGHT, n: size / width - 1, hash }]
    }
    roots.push(hash)
    return completed
  }
  return {
    get size() {
      return size
    },
    append,
    root: () => (size === 0 ? emptyRoot() : roots.reduceRight((right, left) => nodeHash(left, right))),
  }
}
