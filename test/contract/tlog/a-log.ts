import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { leafHash } from '#contract/tlog/hashes.ts'
import { growTree } from '#contract/tlog/grow-tree.ts'
import { type HashReader, rootOf } from '#contract/tlog/merkle.ts'
import { keyIdOf, type Signer, type Verifier } from '#contract/tlog/note.ts'

/** The entry that stands at a place of the logs of these tests. */
export const entryAt = (index: number): Uint8Array => sha256(new TextEncoder().encode(`entry ${index}`))

/** A log of `size` entries in memory: what it stores, its root, and every read that was made of it. */
export type Log = { reader: HashReader; root: Uint8Array; leaves: Uint8Array[]; reads: number[] }
export function aLog(size: number): Log {
  const leaves = Array.from({ length: size }, (_, index) => leafHash(entryAt(index)))
  const levels: Uint8Array[][] = [leaves]
  const tree = growTree()
  for (const leaf of leaves)
    for (const { level, n, hash } of tree.append(leaf)) {
      levels[level] ??= []
      levels[level][n] = hash
    }
  const reads: number[] = []
  const reader: HashReader = async (level, from, count) => {
    reads.push(count)
    return (levels[level] ?? []).slice(from, from + count)
  }
  return { reader, root: rootOf(leaves), leaves, reads }
}

/** A key that signs notes, made from a seed. */
export function aKey(name: string, seed = 1): { verifier: Verifier; signer: Signer } {
  const secret = new Uint8Array(32).fill(seed)
  const verifier = { name, publicKey: ed25519.getPublicKey(secret) }
  return { verifier, signer: { name, keyId: keyIdOf(verifier), sign: (bytes) => ed25519.sign(bytes, secret) } }
}

/** The same bytes with one bit turned over. */
export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const at = Math.floor(bit / 8) % copy.length
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8))
  return copy
}
