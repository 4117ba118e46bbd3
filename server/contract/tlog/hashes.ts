import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

/** The hash of an entry: SHA-256(0x00 ‖ entry), 32 bytes (RFC 6962, 2.1). */
export const leafHash = (entry: Uint8Array): Uint8Array => sha256(concatBytes(LEAF, entry))

/** The hash over two subtrees: SHA-256(0x01 ‖ left ‖ right), 32 bytes (RFC 6962, 2.1). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concatBytes(NODE, left, right))

/** The root of a log without entries: SHA-256 of nothing. */
export const emptyRoot = (): Uint8Array => sha256(new Uint8Array())

/** How many of `size` > 1 entries stand in the left subtree: the largest power of two below `size`. */
export function leftSize(size: number): number {
  let width = 1
  while (width * 2 < size) width *= 2
  return width
}

/** How many levels of nodes a full subtree of `width` entries has above its leaves. */
export function heightOf(width: number): number {
  let height = 0
  for (let reached = 1; reached < width; reached *= 2) height += 1
  return height
}

/** Whether both hold the same bytes. Nothing here is secret, so the time it takes may tell where they differ. */
export const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, i) => byte === other[i])
