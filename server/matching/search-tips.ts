import { SEARCH_ROWS, type searchTips } from '#contract/matching.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { myDesks } from './my-desks.ts'
import { lastSerial, selectCandidates, serialsWithAll, serialsWithAny } from './store.ts'
import { tokensOf } from './tokens.ts'

/** Tips of all my desks with any of the identifiers or all of the words, newest first. */
export async function search(
  db: Database,
  who: Who,
  asked: BodyOf<typeof searchTips>,
): Promise<ReplyOf<typeof searchTips>> {
  const identifiers = tokensOf(asked.identifiersB64, 'identifiersB64')
  const words = tokensOf(asked.wordsB64, 'wordsB64')
  insist(identifiers.length > 0 || words.length > 0, 'invalidInput')
  const deskIds = myDesks(who, 'readTips')
  const before = asked.before ?? (await lastSerial(db)) + 1
  const serials = await Promise.all([
    identifiers.length === 0 ? [] : serialsWithAny(db, deskIds, identifiers, before, SEARCH_ROWS + 1),
    words.length === 0 ? [] : serialsWithAll(db, deskIds, words, before, SEARCH_ROWS + 1),
  ])
  const newest = [...new Set(serials.flat())].sort((one, other) => other - one)
  const page = newest.slice(0, SEARCH_ROWS)
  return {
    rows: await selectCandidates(db, deskIds, page),
    older: newest.length > SEARCH_ROWS ? (page.at(-1) ?? null) : null,
  }
}
