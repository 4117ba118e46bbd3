import type { Transaction } from '#db/connect.ts'
import { records } from '#db/schema/log.ts'

/** Everything that leaves a trace. */
export type Deed =
  | { did: 'found-office'; staff: string }
  | { did: 'sign-in' | 'sign-out' | 'change-password'; staff: string }
  | { did: 'set-desk-mail'; staff: string; desk: string }
  | { did: 'invite' | 'withdraw-invitation'; staff: string; desk: string }
  | { did: 'join'; staff: string; desk: string }
  | { did: 'hand-over-key' | 'remove-member'; staff: string; desk: string; member: string }
  | { did: 'stop-staff' | 'let-in-staff'; staff: string; member: string }
  | { did: 'open-tip' | 'read-file' | 'move-tip' | 'answer-tip'; staff: string; desk: string; tip: string }
  | { did: 'transfer-tip'; staff: string; desk: string; tip: string }

/** Writes a deed into the trail, in the transaction of what was done. */
export async function record(tx: Transaction, deed: Deed): Promise<void> {
  await tx.insert(records).values({
    at: new Date(),
    did: deed.did,
    staffId: deed.staff,
    deskId: 'desk' in deed ? deed.desk : null,
    tipId: 'tip' in deed ? deed.tip : null,
    memberId: 'member' in deed ? deed.member : null,
  })
}
