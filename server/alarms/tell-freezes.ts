import { noticeToAuditors } from '../orders/tell.ts'
import type { AlarmsDeps } from './deps.ts'
import { countFresh } from './store-freezes.ts'

/** What tipsters do has its full hour: one that came late in an hour is seen by the run of the next one. */
const BACK_MS = 2 * 3_600_000

/**
 * Tells the audit desks that a payment was held up by itself: a claim that was denied, vouchers, a signature, the books. A job of
 * every hour; the same one may be told of twice. Answers how many there are.
 */
export async function tellFreezes({ db, now }: AlarmsDeps): Promise<number> {
  const fresh = await countFresh(db, new Date(now().getTime() - BACK_MS))
  if (fresh > 0) await db.transaction(noticeToAuditors)
  return fresh
}
