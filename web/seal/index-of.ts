import { MAX_IDENTIFIERS, MAX_WORDS, storeIndex, type Identifier, type TipIndex } from '#contract/matching.ts'
import type { BodyOf } from '#contract/route.ts'
import { toB64 } from './b64.ts'
import { findIdentifiers, isSame, textsOf, unique, type TipTexts } from './identifiers/find-identifiers.ts'
import { keyPairOf, seedOf } from './identities.ts'
import { bandsOf } from './near.ts'
import { seal } from './seal.ts'
import { tokensB64, tokensOf, withDecoys, type TokenKind } from './tokens.ts'
import { wordsOf } from './words.ts'

/** What is stored of a tip's index beside its place: the tokens. */
export type IndexTokens = Pick<BodyOf<typeof storeIndex>, 'identifiersB64' | 'bandsB64' | 'wordsB64'>

/** Names that wait for an officer; more would be no help. */
const MAX_GUESSED = 32

/** The tokens of a tip's texts, and its index with what officers decided before. */
export function indexOf(
  matchingKeyB64: string,
  tipId: string,
  texts: TipTexts,
  previous: TipIndex | null,
): { tokens: IndexTokens; index: TipIndex } {
  const index = nextIndex(texts, previous)
  const tokens = tokensOf(matchingKeyB64)
  const all = (kind: TokenKind, normals: readonly string[]): bigint[] => normals.map((normal) => tokens(kind, normal))
  const identifiers = index.found.map(({ kind, normal }) => tokens(kind, normal))
  const words = [...new Set(textsOf(texts).flatMap(wordsOf))].slice(0, MAX_WORDS)
  return {
    index,
    tokens: {
      identifiersB64: tokensB64(withDecoys(tokens, tipId, 'identifiers', identifiers)),
      bandsB64: tokensB64(withDecoys(tokens, tipId, 'bands', all('band', bandsOf(texts.report.what)))),
      wordsB64: tokensB64(withDecoys(tokens, tipId, 'words', all('word', words))),
    },
  }
}

/** Seals an index with the key of its tip, at the place of its revision. Base64. */
export async function sealIndex(
  tipId: string,
  revision: number,
  index: TipIndex,
  tipIdentity: string,
): Promise<string> {
  const { recipient } = await keyPairOf(seedOf(tipIdentity))
  return toB64(await seal({ tip: tipId, kind: 'index', seq: revision }, index, [recipient]))
}

/** What was found once, or confirmed, stays; what was rejected stays rejected. */
function nextIndex(texts: TipTexts, previous: TipIndex | null): TipIndex {
  const fresh = findIdentifiers(texts)
  const rejected = unique(previous?.rejected ?? []).slice(0, MAX_IDENTIFIERS)
  const isOut = (one: Identifier): boolean => rejected.some((other) => isSame(one, other))
  const found = unique([...(previous?.found ?? []), ...fresh.found])
    .filter((one) => !isOut(one))
    .slice(0, MAX_IDENTIFIERS)
  const isIn = (one: Identifier): boolean => found.some((other) => isSame(one, other))
  const guessed = fresh.guessed.filter((one) => !isOut(one) && !isIn(one)).slice(0, MAX_GUESSED)
  return { found, guessed, rejected }
}
