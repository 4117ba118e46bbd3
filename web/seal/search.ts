import type { Identifier, searchTips, TipIndex } from '#contract/matching.ts'
import type { BodyOf } from '#contract/route.ts'
import { isSame, possibleIdentifiers } from './identifiers/find-identifiers.ts'
import { tokensB64, tokensOf } from './tokens.ts'
import { passagesIn, queryWords, type Passage } from './words.ts'

/** What somebody typed into the search box: everything that it could name, and its words. */
export type Query = { text: string; identifiers: Identifier[]; words: string[] }

export const MAX_QUERY = 200
/** As many as the contract takes. */
const MAX_QUERY_WORDS = 64

export function queryOf(text: string): Query {
  const typed = text.trim().slice(0, MAX_QUERY)
  return { text: typed, identifiers: possibleIdentifiers(typed), words: queryWords(typed).slice(0, MAX_QUERY_WORDS) }
}

/** The tokens that the server is asked for: any of the identifiers, or all of the words. */
export function queryTokens(
  matchingKeyB64: string,
  query: Query,
): Pick<BodyOf<typeof searchTips>, 'identifiersB64' | 'wordsB64'> {
  const tokens = tokensOf(matchingKeyB64)
  return {
    identifiersB64: tokensB64(query.identifiers.map(({ kind, normal }) => tokens(kind, normal))),
    wordsB64: tokensB64(query.words.map((word) => tokens('word', word))),
  }
}

/** Confirms a candidate in its opened texts: where it names what was asked for, or has the words. Empty when it does not. */
export function confirm(query: Query, texts: readonly string[], index: TipIndex | null): Passage[] {
  const named = (index?.found ?? []).filter((one) => query.identifiers.some((other) => isSame(one, other)))
  const asWritten = named.flatMap(({ written }) => passagesIn(texts, written))
  const byText = new Map([...asWritten, ...passagesIn(texts, query.text)].map((passage) => [passage.text, passage]))
  return [...byText.values()].sort((one, other) => one.text - other.text)
}
