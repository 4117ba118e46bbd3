import type { reviewAlarm } from '#contract/alarms.ts'
import { isAgeFile } from '#contract/envelope.ts'
import type { BodyOf } from '#contract/route.ts'
import { asAuditor } from '../audit/as-auditor.ts'
import { fromB64 } from '../http/b64.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { AlarmsDeps } from './deps.ts'
import { gatherAlarms } from './gather.ts'
import { insertReview, selectReview } from './store-reviews.ts'

/**
 * Keeps that an auditor looked into an alarm, with a sealed note. Refused with `changedMeanwhile` when it does not stand as it
 * was seen; the same again changes nothing.
 */
export async function review(
  { db, now }: AlarmsDeps,
  who: Who,
  id: string,
  { alarm, seen, noteB64 }: BodyOf<typeof reviewAlarm>,
): Promise<Record<string, never>> {
  const note = fromB64(noteB64)
  insist(isAgeFile(note), 'notSealed')
  const at = now()
  const standing = await asAuditor(db, (tx) => gatherAlarms(tx, at))
  return db.transaction(async (tx) => {
    const stored = await selectReview(tx, id)
    if (stored !== null) {
      insist(stored.alarm === alarm && stored.staffId === who.staff, 'placeTaken')
      return {}
    }
    const isAsSeen = standing.some((one) => one.alarm === alarm && Date.parse(one.latest) === Date.parse(seen))
    insist(isAsSeen, 'changedMeanwhile')
    await insertReview(tx, { id, alarm, staffId: who.staff, at, note })
    await record(tx, { did: 'review-alarm', staff: who.staff })
    return {}
  })
}
