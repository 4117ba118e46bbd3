import { isAgeFile } from '#contract/envelope.ts'
import type { storeIndex } from '#contract/matching.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { fromB64 } from '../http/b64.ts'
import { insist, Refusal } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { lockState, replaceIndex, selectRevision } from './store.ts'
import { tokensOf } from './tokens.ts'

/**
 * Replaces what can be found of a tip. Refuses `placeTaken` when another browser stored this revision first, and
 * `invalidInput` for tokens that are none and for content that there is not.
 */
export async function keepIndex(
  db: Database,
  who: Who,
  tipId: string,
  asked: BodyOf<typeof storeIndex>,
): Promise<Record<string, never>> {
  const sealed = fromB64(asked.sealedB64)
  insist(isAgeFile(sealed), 'notSealed')
  const tokens = {
    identifiers: tokensOf(asked.identifiersB64, 'identifiersB64'),
    bands: tokensOf(asked.bandsB64, 'bandsB64'),
    words: tokensOf(asked.wordsB64, 'wordsB64'),
  }
  return db.transaction(async (tx) => {
    const state = await lockState(tx, tipId)
    if (state === null || !mayAt(who, state.deskId, 'workTips')) throw new Refusal('tipNotFound')
    insist(asked.revision === (await selectRevision(tx, tipId)) + 1, 'placeTaken')
    insist(asked.contentSeq <= state.contentSeq, 'invalidInput', { field: 'contentSeq' })
    const { revision, contentSeq } = asked
    await replaceIndex(tx, { tipId, serial: state.serial, deskId: state.deskId, revision, contentSeq, sealed }, tokens)
    return {}
  })
}
