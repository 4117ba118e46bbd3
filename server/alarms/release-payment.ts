import { isAgeFile } from '#contract/envelope.ts'
import { fromB64 } from '../http/b64.ts'
import { found, insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { AlarmsDeps } from './deps.ts'
import { releaseFreeze, selectFreezesOf } from './store-freezes.ts'

/**
 * Lets a payment go on, with a sealed reason. Refuses `freezeNotFound` where none is or somebody else released it; the same again
 * changes nothing.
 */
export async function release(
  { db, now }: AlarmsDeps,
  who: Who,
  { payable, seq }: { payable: string; seq: number },
  reasonB64: string,
): Promise<Record<string, never>> {
  const reason = fromB64(reasonB64)
  insist(isAgeFile(reason), 'notSealed')
  return db.transaction(async (tx) => {
    const isReleased = await releaseFreeze(tx, { payable, seq, by: who.staff, at: now(), reason })
    if (isReleased) {
      await record(tx, { did: 'release-payment', staff: who.staff })
      return {}
    }
    const stored = (await selectFreezesOf(tx, payable)).find((one) => one.seq === seq)
    insist(found(stored, 'freezeNotFound').releasedBy === who.staff, 'freezeNotFound')
    return {}
  })
}
