import type { Database, Transaction } from '#db/connect.ts'
import { insist, Refusal } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { selectCase, type CaseHead } from './store.ts'

/** A case of one of my desks. A case of another desk is as unknown as one that does not exist. */
export async function ownCase(db: Database | Transaction, who: Who, caseId: string, lock = false): Promise<CaseHead> {
  const head = await selectCase(db, caseId, lock)
  if (head === null || !mayAt(who, head.deskId, 'workCases')) throw new Refusal('caseNotFound')
  return head
}

/** A case of one of my desks to work on: locked until the transaction ends, and refused when it was merged. */
export async function workedCase(tx: Transaction, who: Who, caseId: string): Promise<CaseHead> {
  const head = await ownCase(tx, who, caseId, true)
  insist(head.mergedInto === null, 'caseMerged')
  return head
}
