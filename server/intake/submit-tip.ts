import { commitment } from '#contract/commitment.ts'
import { isAgeFile } from '#contract/envelope.ts'
import type { SubmittedTip } from '#contract/intake.ts'
import type { Database } from '#db/connect.ts'
import { UNIQUE_VIOLATION, WHOLE_FILES_MISSING, NO_SUCH_DESK } from '#db/sql-states.ts'
import { fromB64 } from '../http/b64.ts'
import { codeOf } from '../http/refuse-error.ts'
import { insist, Refusal } from '../http/refusal.ts'
import { hourOf } from './hour.ts'
import { insertTip, selectMailbox } from './store.ts'

export type Receipt = { tip: string; commitmentB64: string }

/**
 * Stores a sealed tip and gives its receipt. The same tip again gives the same receipt. Refuses what is no sealed thing
 * (`notSealed`), a commitment over other parts, a desk that takes no tips, files that did not arrive in full, and another
 * tip under the same id (`tipDiffers`).
 */
export async function acceptTip(deps: { db: Database; now: () => Date }, sent: SubmittedTip): Promise<Receipt> {
  const tip = rowOf(sent, deps.now())
  const wrap = fromB64(sent.wrapB64)
  insist(isAgeFile(tip.report) && isAgeFile(wrap), 'notSealed')
  insist(isCommittedTo(sent, tip), 'commitmentDiffers')
  try {
    await insertTip(deps.db, tip, wrap, sent.files)
  } catch (error) {
    if (codeOf(error) !== UNIQUE_VIOLATION) throw refusalOf(error)
    await insistSame(deps.db, tip)
  }
  return { tip: sent.id, commitmentB64: sent.commitmentB64 }
}

type TipRow = Parameters<typeof insertTip>[1]

function rowOf(sent: SubmittedTip, now: Date): TipRow {
  return {
    id: sent.id,
    category: sent.category,
    district: sent.district,
    receivedAt: hourOf(now),
    deskId: sent.desk,
    tipRecipient: sent.tipRecipient,
    mailboxRecipient: sent.mailboxRecipient,
    lookupHash: fromB64(sent.lookupHashB64),
    claimPublic: fromB64(sent.claimPublicB64),
    report: fromB64(sent.reportB64),
    commitment: fromB64(sent.commitmentB64),
  }
}

function isCommittedTo(sent: SubmittedTip, tip: TipRow): boolean {
  const expected = commitment({
    tip: sent.id,
    reportBytes: tip.report,
    fileDigestsBytes: sent.files.map((file) => fromB64(file.digestB64)),
    lookupHashBytes: tip.lookupHash,
    claimPublicBytes: tip.claimPublic,
    mailboxRecipient: sent.mailboxRecipient,
    tipRecipient: sent.tipRecipient,
  })
  return Buffer.from(expected).equals(tip.commitment)
}

/** A resent tip is the stored one: same id, same commitment. */
async function insistSame(db: Database, tip: TipRow): Promise<void> {
  const stored = await selectMailbox(db, tip.lookupHash, null, 0)
  const isSame = stored?.tip === tip.id && stored.commitment === Buffer.from(tip.commitment).toString('hex')
  insist(isSame, 'tipDiffers')
}

function refusalOf(error: unknown): unknown {
  const code = codeOf(error)
  if (code !== null && NO_SUCH_DESK.includes(code)) return new Refusal('deskUnknown')
  return code === WHOLE_FILES_MISSING ? new Refusal('filesIncomplete') : error
}
