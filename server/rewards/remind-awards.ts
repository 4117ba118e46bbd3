import { dayInSanya } from '../tips/day.ts'
import type { AwardsDeps } from './deps.ts'
import { remindersDue } from './reminders.ts'
import { insertReminders, selectWaiting, type WaitingAward } from './store-reminders.ts'
import { tellAll } from './tell-next.ts'

/**
 * Reminds the desks whose turn it is of steps that wait too long and of reporters who are to be told, each once a version and
 * state. A job; each few hundred awards stand for themselves, so a run that is cut off is made up by the next. Answers how many
 * reminders it gave.
 */
export async function remindAwards({ db, now }: AwardsDeps): Promise<number> {
  const at = now()
  let given = 0
  for (let after: string | null = null; ;) {
    const waiting: WaitingAward[] = await selectWaiting(db, dayInSanya(at), after)
    const last = waiting.at(-1)
    if (last === undefined) return given
    given += await remind(db, waiting, at)
    after = last.id
  }
}

/** Of two processes that do this at once the second finds that every reminder was given. */
async function remind(db: AwardsDeps['db'], waiting: readonly WaitingAward[], at: Date): Promise<number> {
  const due = waiting.flatMap((award) => remindersDue(award).map((level) => ({ award, level })))
  if (due.length === 0) return 0
  return db.transaction(async (tx) => {
    const fresh = await insertReminders(tx, due, at)
    await tellAll(
      tx,
      waiting.filter(({ id }) => fresh.has(id)),
    )
    return [...fresh.values()].reduce((sum, levels) => sum + levels, 0)
  })
}
