import type { Database } from '#db/connect.ts'
import { found, insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { selectProposal, settle } from './store-deadlines.ts'

type Nothing = Record<string, never>

/** Approves a proposal of somebody else: it holds from now on. Refuses `proposalNotFound` and `ownProposal`. */
export async function approve(db: Database, who: Who, seq: number): Promise<Nothing> {
  await db.transaction(async (tx) => {
    const { proposedBy } = found(await selectProposal(tx, seq), 'proposalNotFound')
    insist(proposedBy !== who.staff, 'ownProposal')
    await settle(tx, seq, { approvedBy: who.staff, approvedAt: new Date() })
    await record(tx, { did: 'approve-deadlines', staff: who.staff })
  })
  return {}
}

/** Takes a proposal away, whoever made it. Refuses `proposalNotFound`. */
export async function withdrawProposal(db: Database, who: Who, seq: number): Promise<Nothing> {
  await db.transaction(async (tx) => {
    found(await selectProposal(tx, seq), 'proposalNotFound')
    await settle(tx, seq, { withdrawnBy: who.staff, withdrawnAt: new Date() })
    await record(tx, { did: 'withdraw-deadlines', staff: who.staff })
  })
  return {}
}
