import { dayInSanya } from '../tips/day.ts'
import type { LapsesDeps } from './deps.ts'
import { isReminded } from './reminder.ts'
import { countDue } from './store-due.ts'
import { countProposed } from './store.ts'
import { tellFinance } from './tell-finance.ts'

/** Reminds the finance desks of what is due to go back or waits for a second person. A job; answers 1 when it reminded. */
export async function remindLapses({ db, now }: LapsesDeps): Promise<number> {
  const today = dayInSanya(now())
  const [lapse, decline] = [await countDue(db, 'lapse', today), await countDue(db, 'decline', today)]
  const waiting = lapse.due + decline.due + (await countProposed(db))
  if (!isReminded({ fresh: lapse.fresh, waiting, today })) return 0
  await db.transaction(tellFinance)
  return 1
}
