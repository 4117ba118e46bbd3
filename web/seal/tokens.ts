import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { TOKEN_BYTES, type IdentifierKind } from '#contract/matching.ts'
import { fromB64, toB64 } from './b64.ts'

/** What a token stands for. The kind goes into the token, so that equal texts of two kinds do not match. */
export type TokenKind = IdentifierKind | 'word' | 'band' | 'decoy'

/** A token as an unsigned number of 64 bits. */
export type Token = bigint

/** The tokens of one matching key. Made once, since a tip has thousands of words. */
export type Tokens = (kind: TokenKind, normal: string) => Token

/** HMAC-SHA256(matching key, kind ‖ 0x00 ‖ normal form), the first eight bytes. */
export function tokensOf(matchingKeyB64: string): Tokens {
  const keyed = hmac.create(sha256, fromB64(matchingKeyB64))
  const zero = new Uint8Array(1)
  return (kind, normal) => {
    const mac = keyed
      .clone()
      .update(concatBytes(utf8ToBytes(kind), zero, utf8ToBytes(normal)))
      .digest()
    return numberAt(mac, 0)
  }
}

export const tokenOf = (matchingKeyB64: string, kind: TokenKind, normal: string): Token =>
  tokensOf(matchingKeyB64)(kind, normal)

/** Tokens joined, each once, eight bytes each, sorted so that their order says nothing. */
export function tokensB64(tokens: Iterable<Token>): string {
  const sorted = [...new Set(tokens)].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0))
  const bytes = new DataView(new ArrayBuffer(sorted.length * TOKEN_BYTES))
  sorted.forEach((token, place) => bytes.setBigUint64(place * TOKEN_BYTES, token))
  return toB64(new Uint8Array(bytes.buffer))
}

/** The tokens in a joined text of the server. */
export function tokensFromB64(joinedB64: string): Token[] {
  const bytes = fromB64(joinedB64)
  return Array.from({ length: Math.floor(bytes.length / TOKEN_BYTES) }, (_, place) =>
    numberAt(bytes, place * TOKEN_BYTES),
  )
}

/** Which of the three lists of a tip; decoys of one are not decoys of another. */
export type TokenList = 'identifiers' | 'bands' | 'words'

/** How many tokens a list of so many is padded to. */
const PADDED: Readonly<Record<TokenList, (count: number) => number>> = {
  identifiers: (count) => Math.max(4, Math.ceil(count / 4) * 4),
  bands: () => 8,
  words: (count) => Math.max(64, 2 ** Math.ceil(Math.log2(Math.max(1, count)))),
}

/**
 * Pads with tokens that stand for nothing, so that the count says little. They follow from the tip, so that storing an
 * index again does not tell them apart by their change.
 */
export function withDecoys(tokens: Tokens, tipId: string, list: TokenList, real: Iterable<Token>): Token[] {
  const padded = new Set(real)
  const size = PADDED[list](padded.size)
  for (let counter = 0; padded.size < size; counter++) padded.add(tokens('decoy', `${tipId}/${list}/${counter}`))
  return [...padded]
}

const numberAt = (bytes: Uint8Array, place: number): Token =>
  new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(place)
