import { NAME_KINDS, type Identifier } from '#contract/matching.ts'
import { identifiersIn, isSame, unique } from '#seal/identifiers/find-identifiers.ts'
import { queryOf, type Query } from '#seal/search.ts'

/** What somebody looks for, and what the page says it was understood as. */
export type Understood = Query & { understood: Identifier[] }

// As many as the contract takes in one search.
const MAX_IDENTIFIERS = 16

/** Understands a text from the search box. It may be an identifier, or name some among other words. */
export function understood(text: string): Understood {
  const query = queryOf(text)
  const named = identifiersIn(query.text).filter(({ kind }) => !NAME_KINDS.has(kind))
  const identifiers = unique([...named, ...query.identifiers]).slice(0, MAX_IDENTIFIERS)
  return { ...query, identifiers, understood: named }
}

/** An identifier that was clicked: it and nothing else it could be, and the words it was written in. */
export function queryFor(identifier: Identifier): Understood {
  const query = queryOf(identifier.written)
  return { ...query, identifiers: [identifier], understood: [identifier] }
}

/** Whether an identifier is one of those that are looked for. */
export function isWanted(identifier: Identifier, query: Query): boolean {
  return query.identifiers.some((one) => isSame(one, identifier))
}
