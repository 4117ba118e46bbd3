import type { TakenTip } from '#contract/hotline.ts'
import type { Database } from '#db/connect.ts'
import { UNIQUE_VIOLATION } from '#db/sql-states.ts'
import { codeOf } from '../http/refuse-error.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { checkedTip, receiptOf, refusedTip, type Receipt, type TipRow } from '../intake/sealed-tip.ts'
import { record } from '../log/record.ts'
import { insertTaken, selectTakenCommitment } from './store.ts'

/** Stores a tip that an operator typed in. Refuses what a citizen's tip would be refused for; the same again is the same receipt. */
export async function take(deps: { db: Database; now: () => Date }, who: Who, sent: TakenTip): Promise<Receipt> {
  const { tip, wrap } = checkedTip(sent.tip, deps.now())
  try {
    await deps.db.transaction(async (tx) => {
      await insertTaken(tx, tip, wrap, sent.tip.files, { channel: sent.channel, staffId: who.staff })
      await record(tx, { did: 'take-tip', staff: who.staff, desk: tip.deskId, tip: tip.id })
    })
  } catch (error) {
    if (codeOf(error) !== UNIQUE_VIOLATION) throw refusedTip(error)
    await insistSame(deps.db, tip, who)
  }
  return receiptOf(sent.tip)
}

/** A resent tip is the stored one: same id, same commitment, typed in by the same person. */
async function insistSame(db: Database, tip: TipRow, who: Who): Promise<void> {
  const stored = await selectTakenCommitment(db, tip.id, who.staff)
  insist(stored !== null && Buffer.from(tip.commitment).equals(stored), 'tipDiffers')
}
