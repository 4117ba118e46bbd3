import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, randomBytes } from '@noble/hashes/utils.js'
import { base32crockford } from '@scure/base'
import { combine, split } from 'shamir-secret-sharing'
import { keyPairOf, seedOf } from './identities.ts'

/**
 * The recovery key on paper. A share: set id (4 bytes), its number, n, k, the Shamir share of the seed (33 bytes), and
 * four bytes of SHA-256 over all that, in Crockford base32, groups of four.
 */
type Share = { setBytes: Uint8Array; number: number; shares: number; threshold: number; partBytes: Uint8Array }
type Wrong = { ok: false; why: 'characters' | 'checksum' | 'mixed' | 'tooFew'; share?: number }
export type Joined = { ok: true; identity: string } | Wrong

const SET = 4
const CHECK = 4
const PART = 33
const SHARE_BYTES = SET + 3 + PART + CHECK

/** Splits an identity into printable shares, any `threshold` of which join again. */
export async function splitRecovery(identity: string, shares: number, threshold: number): Promise<string[]> {
  const setBytes = randomBytes(SET)
  const parts = await split(seedOf(identity), shares, threshold)
  return parts.map((partBytes, index) => printed({ setBytes, number: index + 1, shares, threshold, partBytes }))
}

/** Joins shares; says which one (counted from 0) is wrong, or what is missing. */
export async function joinRecovery(texts: readonly string[]): Promise<Joined> {
  const shares: Share[] = []
  for (const [index, text] of texts.entries()) {
    const share = readShare(text)
    if ('why' in share) return { ...share, share: index }
    shares.push(share)
  }
  return joinShares(shares)
}

/** Reads one share, so that a typing error is named before the next is typed. */
export function readShare(text: string): Share | Wrong {
  const bytes = decoded(text)
  if (bytes === null || bytes.length !== SHARE_BYTES) return { ok: false, why: 'characters' }
  const body = bytes.subarray(0, -CHECK)
  const isWhole = checksum(body).every((byte, index) => byte === bytes[body.length + index])
  if (!isWhole) return { ok: false, why: 'checksum' }
  const [number = 0, shares = 0, threshold = 0] = body.subarray(SET, SET + 3)
  return { setBytes: body.slice(0, SET), number, shares, threshold, partBytes: body.slice(SET + 3) }
}

async function joinShares(shares: readonly Share[]): Promise<Joined> {
  const [first] = shares
  if (first === undefined) return { ok: false, why: 'tooFew' }
  const foreign = shares.findIndex((share) => !share.setBytes.every((byte, index) => byte === first.setBytes[index]))
  if (foreign >= 0) return { ok: false, why: 'mixed', share: foreign }
  const different = [...new Map(shares.map((share) => [share.number, share])).values()]
  if (different.length < first.threshold) return { ok: false, why: 'tooFew' }
  const seedBytes = await combine(different.map((share) => share.partBytes))
  return { ok: true, identity: (await keyPairOf(seedBytes)).identity }
}

function printed(share: Share): string {
  const body = concatBytes(share.setBytes, Uint8Array.of(share.number, share.shares, share.threshold), share.partBytes)
  const text = base32crockford.encode(concatBytes(body, checksum(body)))
  return (text.match(/.{1,4}/g) ?? []).join('-')
}

function decoded(text: string): Uint8Array | null {
  try {
    return base32crockford.decode(text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, ''))
  } catch {
    return null
  }
}

const checksum = (bytes: Uint8Array): Uint8Array => sha256(bytes).slice(0, CHECK)
