import { found, insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { RulesDeps } from './plugin.ts'
import { selectProposal, settle } from './store.ts'

type Nothing = Record<string, never>

/** Approves rules of somebody else: they hold from their day on. Refuses `rulesNotFound` and `ownRules`. */
export async function approve({ db, now }: RulesDeps, who: Who, seq: number): Promise<Nothing> {
  await db.transaction(async (tx) => {
    const { proposedBy } = found(await selectProposal(tx, seq), 'rulesNotFound')
    insist(proposedBy !== who.staff, 'ownRules')
    await settle(tx, seq, { approvedBy: who.staff, approvedAt: now() })
    await record(tx, { did: 'approve-rules', staff: who.staff })
  })
  return {}
}

/** Takes proposed rules away, whoever proposed them. Refuses `rulesNotFound`. */
export async function withdraw({ db, now }: RulesDeps, who: Who, seq: number): Promise<Nothing> {
  await db.transaction(async (tx) => {
    found(await selectProposal(tx, seq), 'rulesNotFound')
    await settle(tx, seq, { withdrawnBy: who.staff, withdrawnAt: now() })
    await record(tx, { did: 'withdraw-rules', staff: who.staff })
  })
  return {}
}
