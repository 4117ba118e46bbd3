import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { BANDS } from '#contract/matching.ts'
import { folded } from './folded.ts'

/**
 * Near-identical texts. MinHash (Broder 1997) over pairs of signs, cut into bands: of two texts that share nine pairs of
 * ten most bands agree, of texts about the same thing none. The functions are public, the bands are keyed by tokens.
 */

const ROWS = 4
/** Shorter texts are all alike: "有人吸毒" says nothing about who wrote it. In letters and digits. */
const SHORTEST = 20

/** 32 bits for each function, from its number. Final. */
const SEEDS: readonly number[] = Array.from({ length: BANDS * ROWS }, (_, number) =>
  new DataView(sha256(utf8ToBytes(`lushao/v1/minhash/${number}`)).buffer).getUint32(0),
)

/** The eight bands of a text in their normal form; none for a short one. */
export function bandsOf(text: string): string[] {
  const signs = Array.from(folded(text).text.replace(/[^\p{L}\p{N}]/gu, ''))
  if (signs.length < SHORTEST) return []
  const pairs = new Set(signs.slice(1).map((sign, place) => pairNumber(signs[place] ?? '', sign)))
  const least = SEEDS.map((seed) => leastOf(pairs, seed))
  return Array.from({ length: BANDS }, (_, band) => {
    const rows = least.slice(band * ROWS, (band + 1) * ROWS)
    return `${band}:${rows.map((row) => row.toString(16).padStart(8, '0')).join('')}`
  })
}

function leastOf(pairs: ReadonlySet<number>, seed: number): number {
  let least = 0xffff_ffff
  for (const pair of pairs) least = Math.min(least, mixed(pair ^ seed))
  return least
}

const pairNumber = (one: string, other: string): number =>
  mixed(Math.imul(one.codePointAt(0) ?? 0, 0x9e37_79b1) ^ (other.codePointAt(0) ?? 0))

/** The last step of MurmurHash3, 32 bits: a permutation of the numbers below 2^32. */
function mixed(given: number): number {
  let x = given
  x = Math.imul(x ^ (x >>> 16), 0x85eb_ca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2_ae35)
  return (x ^ (x >>> 16)) >>> 0
}
