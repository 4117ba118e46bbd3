import { readForSearch, storeIndex, type TipIndex } from '#contract/matching.ts'
import { indexOf, sealIndex } from '#seal/index-of.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'
import { decided, EMPTY_INDEX, type Decision } from './decisions.ts'
import { readSealed, type ReadTip } from './read-sealed.ts'

/** With what tips of a desk are opened and marked. */
export type IndexKeys = { deskIdentity: string; matchingKeyB64: string }
export type Kept = { index: TipIndex; revision: number }

// Two officers may decide about one tip in the same moment; four times in a row they do not.
const TRIES = 4

/**
 * Looks for identifiers anew, adds what an officer decided, and stores that as the next revision. Where a colleague was faster, the tip is
 * read again and the same decisions are made about what is there now.
 */
export async function keepIndex(
  read: ReadTip,
  keys: IndexKeys,
  decisions: readonly Decision[] = [],
): Promise<Answer<Kept>> {
  let current = read
  for (let tries = 1; ; tries++) {
    const answer = await storeNext(current, keys.matchingKeyB64, decisions)
    if (answer.is !== 'refused' || answer.refusal !== 'placeTaken' || tries === TRIES) return answer
    const fresh = await callOffice(readForSearch, { params: { tip: read.tip } })
    if (fresh.is !== 'done') return fresh
    current = (await readSealed(fresh.reply, keys.deskIdentity)) ?? current
  }
}

/** Stores the next revision of what a tip holds, once. */
export async function storeNext(
  read: ReadTip,
  matchingKeyB64: string,
  decisions: readonly Decision[] = [],
): Promise<Answer<Kept>> {
  const revision = read.revision + 1
  const { tip, texts, contentSeq } = read
  const { index, tokens } = indexOf(matchingKeyB64, tip, texts, decisions.reduce(decided, read.index ?? EMPTY_INDEX))
  const sealedB64 = await sealIndex(tip, revision, index, read.identity)
  const answer = await callOffice(storeIndex, {
    params: { tip },
    body: { contentSeq, revision, ...tokens, sealedB64 },
  })
  return answer.is === 'done' ? { is: 'done', reply: { index, revision } } : answer
}

/**
 * Notes that a tip holds nothing that could be searched, because its key does not open. Anybody can send such tips; without this,
 * a few of them would stand in the way of all that come after. Sealed to the desk, since the tip's own key is not known.
 */
export async function storeNothing(
  tip: { tip: string; contentSeq: number; index: { revision: number } | null },
  deskIdentity: string,
): Promise<Answer<object>> {
  const revision = (tip.index?.revision ?? 0) + 1
  const sealedB64 = await sealIndex(tip.tip, revision, EMPTY_INDEX, deskIdentity)
  const tokens = { identifiersB64: '', bandsB64: '', wordsB64: '' }
  return callOffice(storeIndex, {
    params: { tip: tip.tip },
    body: { contentSeq: tip.contentSeq, revision, ...tokens, sealedB64 },
  })
}
