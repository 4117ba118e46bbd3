import { isAgeFile } from '#contract/envelope.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import { MAX_CANNED_ANSWERS, type keepCannedAnswer, type listCannedAnswers } from '#contract/triage.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { fromB64, toB64 } from '../http/b64.ts'
import { insist } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import {
  countAnswers,
  deleteCanned,
  insertCanned,
  lockDesk,
  selectAnswer,
  selectAnswers,
  updateCanned,
} from './store-triage.ts'

type Place = { desk: string; answer: string }

/** The desk's own answers, in the order in which they were made. */
export async function listAnswers(db: Database, who: Who, deskId: string): Promise<ReplyOf<typeof listCannedAnswers>> {
  insist(mayAt(who, deskId, 'readTips'), 'notPermitted')
  const rows = await selectAnswers(db, deskId)
  return { answers: rows.map(({ id, revision, sealed }) => ({ id, revision, sealedB64: toB64(sealed) })) }
}

/**
 * Adds an answer (revision 0), or replaces it by its next revision. Refuses `changedMeanwhile` when a colleague replaced
 * or removed it first, and `tooManyAnswers`. The same request again changes nothing.
 */
export async function keepAnswer(
  db: Database,
  who: Who,
  { desk, answer }: Place,
  asked: BodyOf<typeof keepCannedAnswer>,
): Promise<Record<string, never>> {
  insist(mayAt(who, desk, 'workTips'), 'notPermitted')
  const sealed = fromB64(asked.sealedB64)
  insist(isAgeFile(sealed), 'notSealed')
  await db.transaction(async (tx) => {
    await lockDesk(tx, desk)
    const stored = await selectAnswer(tx, answer)
    insist(stored === null || stored.deskId === desk, 'notFound')
    const isThere = stored?.revision === asked.revision && Buffer.from(stored.sealed).equals(sealed)
    if (isThere) return
    insist(asked.revision === (stored === null ? 0 : stored.revision + 1), 'changedMeanwhile')
    if (stored === null) await add(tx, { id: answer, deskId: desk, revision: 0, sealed })
    else await updateCanned(tx, answer, asked.revision, sealed)
    await record(tx, { did: 'keep-canned-answer', staff: who.staff, desk })
  })
  return {}
}

async function add(tx: Transaction, row: Parameters<typeof insertCanned>[1]): Promise<void> {
  insist((await countAnswers(tx, row.deskId)) < MAX_CANNED_ANSWERS, 'tooManyAnswers')
  await insertCanned(tx, row)
}

/** Takes an answer away. One that is gone already is fine. */
export async function dropAnswer(db: Database, who: Who, { desk, answer }: Place): Promise<Record<string, never>> {
  insist(mayAt(who, desk, 'workTips'), 'notPermitted')
  await db.transaction(async (tx) => {
    if (await deleteCanned(tx, desk, answer)) await record(tx, { did: 'drop-canned-answer', staff: who.staff, desk })
  })
  return {}
}
