import type { writeNarrative } from '#contract/cases.ts'
import { isAgeFile } from '#contract/envelope.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { fromB64 } from '../http/b64.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { workedCase } from './own-case.ts'
import { insertNarrative, nextNarrativeSeq, selectNarrative, type CaseHead } from './store.ts'

/** Adds a version of the account. The same one again changes nothing; another one at its place is `placeTaken`. */
export async function writeAccount(
  db: Database,
  who: Who,
  caseId: string,
  asked: BodyOf<typeof writeNarrative>,
): Promise<Record<string, never>> {
  return db.transaction(async (tx) => {
    const head = await workedCase(tx, who, caseId)
    await addNarrative(tx, who, head, asked)
    return {}
  })
}

/** The same in a transaction that holds the case. */
export async function addNarrative(
  tx: Transaction,
  who: Who,
  head: Pick<CaseHead, 'id' | 'deskId'>,
  asked: BodyOf<typeof writeNarrative>,
): Promise<void> {
  const sealed = fromB64(asked.sealedB64)
  insist(isAgeFile(sealed), 'notSealed')
  const stored = await selectNarrative(tx, head.id, asked.seq)
  if (stored !== null && sealed.equals(stored.narrative.sealed)) return
  insist(asked.seq === (await nextNarrativeSeq(tx, head.id)), 'placeTaken')
  await insertNarrative(tx, { caseId: head.id, seq: asked.seq, staffId: who.staff, at: new Date(), sealed })
  await record(tx, { did: 'write-narrative', staff: who.staff, desk: head.deskId, case: head.id })
}
