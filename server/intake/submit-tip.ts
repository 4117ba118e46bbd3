import type { SubmittedTip } from '#contract/intake.ts'
import type { Database } from '#db/connect.ts'
import { UNIQUE_VIOLATION } from '#db/sql-states.ts'
import { codeOf } from '../http/refuse-error.ts'
import { insist } from '../http/refusal.ts'
import { checkedTip, receiptOf, refusedTip, type Receipt, type TipRow } from './sealed-tip.ts'
import { insertTip, selectMailbox } from './store.ts'

/**
 * Stores a sealed tip and gives its receipt. The same tip again gives the same receipt. Refuses what `checkedTip` does, a
 * desk that takes no tips, files that did not arrive in full, and another tip under the same id (`tipDiffers`).
 */
export async function acceptTip(deps: { db: Database; now: () => Date }, sent: SubmittedTip): Promise<Receipt> {
  const { tip, wrap } = checkedTip(sent, deps.now())
  try {
    await insertTip(deps.db, tip, wrap, sent.files)
  } catch (error) {
    if (codeOf(error) !== UNIQUE_VIOLATION) throw refusedTip(error)
    await insistSame(deps.db, tip)
  }
  return receiptOf(sent)
}

/** A resent tip is the stored one: same id, same commitment. */
async function insistSame(db: Database, tip: TipRow): Promise<void> {
  const stored = await selectMailbox(db, tip.lookupHash, null, 0)
  const isSame = stored?.tip === tip.id && stored.commitment === Buffer.from(tip.commitment).toString('hex')
  insist(isSame, 'tipDiffers')
}
