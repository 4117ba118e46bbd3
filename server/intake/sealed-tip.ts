import { commitment } from '#contract/commitment.ts'
import { isAgeFile } from '#contract/envelope.ts'
import type { SubmittedTip } from '#contract/intake.ts'
import type { tips } from '#db/schema/tips.ts'
import { NO_SUCH_DESK, WHOLE_FILES_MISSING } from '#db/sql-states.ts'
import { fromB64 } from '../http/b64.ts'
import { codeOf } from '../http/refuse-error.ts'
import { insist, Refusal } from '../http/refusal.ts'
import { hourOf } from './hour.ts'

export type Receipt = { tip: string; commitmentB64: string }
export type TipRow = typeof tips.$inferInsert

/**
 * The row and the wrap of a tip that was sent, whoever sends it. Refuses what is no sealed thing (`notSealed`) and a
 * commitment over other parts.
 */
export function checkedTip(sent: SubmittedTip, now: Date): { tip: TipRow; wrap: Uint8Array } {
  const tip = rowOf(sent, now)
  const wrap = fromB64(sent.wrapB64)
  insist(isAgeFile(tip.report) && isAgeFile(wrap), 'notSealed')
  insist(isCommittedTo(sent, tip), 'commitmentDiffers')
  return { tip, wrap }
}

export const receiptOf = (sent: SubmittedTip): Receipt => ({ tip: sent.id, commitmentB64: sent.commitmentB64 })

/** What the database keeps out: a desk that takes no tips, files that did not arrive in full. */
export function refusedTip(error: unknown): unknown {
  const code = codeOf(error)
  if (code !== null && NO_SUCH_DESK.includes(code)) return new Refusal('deskUnknown')
  return code === WHOLE_FILES_MISSING ? new Refusal('filesIncomplete') : error
}

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
