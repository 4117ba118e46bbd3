import type { Database } from '#db/connect.ts'
import { dayInSanya } from '../tips/day.ts'
import type { AwardsDeps } from './deps.ts'
import { remindersDue, type Reminder } from './reminders.ts'
import { insertReminder, selectWaiting, type WaitingAward } from './store-reminders.ts'
import { tellNext } from './tell-next.ts'

/**
 * Reminds the desks whose turn it is of steps that wait too long and of reporters who are to be told, each once a version and
 * state. A job; each award stands for itself, so a run that is cut off is made up by the next. Answers how many reminders it gave.
 */
export async function remindAwards({ db, now }: AwardsDeps): Promise<number> {
  const at = now()
  let given = 0
  for (let after: string | null = null; ;) {
    const waiting: WaitingAward[] = await selectWaiting(db, dayInSanya(at), after)
    for (const award of waiting) given += await remind(db, award, remindersDue(award), at)
    const last = waiting.at(-1)
    if (last === undefined) return given
    after = last.id
  }
}

async function remind(db: Database, award: WaitingAward, due: readonly Reminder[], at: Date): Promise<number> {
  if (due.length === 0) return 0
  return db.transaction(async (tx) => {
    let fresh = 0
    for (const level of due) if (await insertReminder(tx, award, level, at)) fresh += 1
    if (fresh > 0) await tellNext(tx, award)
    return fresh
  })
}
