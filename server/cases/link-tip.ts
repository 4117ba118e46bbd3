import type { linkTip } from '#contract/cases.ts'
import { isAgeFile } from '#contract/envelope.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { fromB64 } from '../http/b64.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { ownTip } from '../tips/own-tip.ts'
import { workedCase } from './own-case.ts'
import { insertLink, isLinked, nextLinkSeq, selectLink, type CaseHead } from './store.ts'

/**
 * Links a tip of one of my desks to a case of one of my desks. The same link again changes nothing; refuses
 * `linkedAlready`, and `placeTaken` when the reason was sealed to a place that is used.
 */
export async function link(
  db: Database,
  who: Who,
  caseId: string,
  asked: BodyOf<typeof linkTip>,
): Promise<Record<string, never>> {
  return db.transaction(async (tx) => {
    const head = await workedCase(tx, who, caseId)
    await addLink(tx, who, head, asked)
    return {}
  })
}

/** The same in a transaction that holds the case. */
export async function addLink(
  tx: Transaction,
  who: Who,
  head: Pick<CaseHead, 'id' | 'deskId'>,
  asked: BodyOf<typeof linkTip>,
): Promise<void> {
  const why = asked.whySealedB64 === null ? null : fromB64(asked.whySealedB64)
  insist(why === null || isAgeFile(why), 'notSealed')
  await ownTip(tx, who, asked.tip, 'workTips', true)
  const stored = await selectLink(tx, head.id, asked.seq)
  if (stored?.tipId === asked.tip && stored.staffId === who.staff && stored.removedAt === null) return
  insist(!(await isLinked(tx, head.id, asked.tip)), 'linkedAlready')
  insist(asked.seq === (await nextLinkSeq(tx, head.id)), 'placeTaken')
  const row = { caseId: head.id, seq: asked.seq, staffId: who.staff, at: new Date(), tipId: asked.tip, as: asked.as }
  await insertLink(tx, { ...row, why })
  await record(tx, { did: 'link-tip', staff: who.staff, desk: head.deskId, case: head.id, tip: asked.tip })
}
