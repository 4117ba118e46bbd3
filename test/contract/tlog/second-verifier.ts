import { createHash, createPublicKey, verify } from 'node:crypto'

// A second verifier, written from the texts of RFC 9162 (2.1.3.2, 2.1.4.2) and of C2SP alone. It shares nothing with ours.

const sha256 = (...parts: Uint8Array[]): Buffer<ArrayBuffer> => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const HASH = (left: Uint8Array, right: Uint8Array): Buffer<ArrayBuffer> => sha256(Buffer.from([1]), left, right)

/** RFC 9162, 2.1.3.2: "Verifying an Inclusion Proof", its steps by their numbers. */
export function secondInclusion(
  entry: Uint8Array,
  leafIndex: number,
  treeSize: number,
  path: readonly Uint8Array[],
  rootHash: Uint8Array,
): boolean {
  if (leafIndex >= treeSize) return false // 1
  let [fn, sn] = [BigInt(leafIndex), BigInt(treeSize - 1)] // 2
  let r = sha256(Buffer.from([0]), entry) // 3
  for (const p of path) {
    if (sn === 0n) return false // 4.a
    if ((fn & 1n) === 1n || fn === sn) {
      r = HASH(p, r) // 4.b.i
      if ((fn & 1n) === 0n)
        while ((fn & 1n) === 0n && fn !== 0n) {
          fn >>= 1n
          sn >>= 1n
        } // 4.b.ii
    } else r = HASH(r, p)
    fn >>= 1n
    sn >>= 1n // 4.c
  }
  return sn === 0n && r.equals(rootHash) // 5
}

/** RFC 9162, 2.1.4.2: "Verifying Consistency between Two Tree Heads", its steps by their numbers. */
export function secondConsistency(
  first: number,
  second: number,
  path: readonly Uint8Array[],
  firstHash: Uint8Array,
  secondHash: Uint8Array,
): boolean {
  if (first === second) return path.length === 0 && Buffer.from(firstHash).equals(secondHash)
  if (path.length === 0) return false // 1
  const all = Number.isInteger(Math.log2(first)) ? [firstHash, ...path] : [...path] // 2
  let [fn, sn] = [BigInt(first - 1), BigInt(second - 1)] // 3
  while ((fn & 1n) === 1n) {
    fn >>= 1n
    sn >>= 1n
  } // 4
  let [fr, sr] = [Buffer.from(all[0] ?? []), Buffer.from(all[0] ?? [])] // 5
  for (const c of all.slice(1)) {
    if (sn === 0n) return false // 6.a
    if ((fn & 1n) === 1n || fn === sn) {
      fr = HASH(c, fr)
      sr = HASH(c, sr)
      if ((fn & 1n) === 0n)
        while ((fn & 1n) === 0n && fn !== 0n) {
          fn >>= 1n
          sn >>= 1n
        }
    } else sr = HASH(sr, c)
    fn >>= 1n
    sn >>= 1n
  }
  return fr.equals(firstHash) && sr.equals(secondHash) && sn === 0n // 7
}

/** The size and root in a checkpoint that the key in `vkey` signed, read with Node's own Ed25519; null when it is not so. */
export function secondCheckpoint(note: string, vkey: string): { size: number; root: Buffer } | null {
  const [, name, id, keyB64 = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey) ?? []
  const [body = '', signatures = ''] = note.split(/(?<=\n)\n(?=—)/)
  const key = Buffer.from(keyB64, 'base64').subarray(1)
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') },
    format: 'jwk',
  })
  for (const line of signatures.split('\n')) {
    const [, signer, b64 = ''] = line.split(' ')
    const bytes = Buffer.from(b64, 'base64')
    if (signer !== name || bytes.subarray(0, 4).toString('hex') !== id) continue
    const [origin, size, root = ''] = body.split('\n')
    if (origin === name && verify(null, Buffer.from(body), publicKey, bytes.subarray(4)))
      return { size: Number(size), root: Buffer.from(root, 'base64') }
  }
  return null
}
