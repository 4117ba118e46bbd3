import type { IdentifierKind, TipIndex } from '#contract/matching.ts'
import type { TokenKind } from '#seal/tokens.ts'

/** The file `vectors-matching.json`: inputs and answers of everything that a token is made of. */
export type MatchingVectors = {
  matchingKeyB64: string
  /** A token as 16 hexadecimal digits. */
  tokens: { kind: TokenKind; normal: string; tokenHex: string }[]
  words: { text: string; words: string[] }[]
  queries: { query: string; words: string[] }[]
  bands: { text: string; bands: string[] }[]
  /** `normal` is null where the text is none of this kind. */
  identifiers: { kind: IdentifierKind; written: string; normal: string | null }[]
  /** A whole tip with one text: what is found, and the three joined lists with their decoys. */
  indexes: {
    tip: string
    what: string
    index: TipIndex
    identifiersB64: string
    bandsB64: string
    wordsB64: string
  }[]
}
