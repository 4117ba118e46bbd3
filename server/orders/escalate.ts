import type { Level } from '#contract/clocks.ts'
import type { Database } from '#db/connect.ts'
import { dayInSanya } from '../tips/day.ts'
import { levelsDue } from './levels.ts'
import { endLongPauses, escalateRun, lockEscalation, selectLateRuns } from './store-escalation.ts'
import { noticeToAuditors, noticeUnlessWaiting } from './tell.ts'

type Deps = { db: Database; now: () => Date }

/**
 * What happens because nobody did anything: pauses that lasted too long end, and what is due is reminded of, told to the lead,
 * and at last ordered 督办. Each step stands for itself, so a run of this that is cut off is made up by the next, and no level
 * happens twice. A job. Answers how many things happened.
 */
export async function escalate({ db, now }: Deps): Promise<number> {
  const at = now()
  let happened = await endLongPauses(db, at)
  for (let after: string | null = null; ;) {
    const runs: LateRun[] = await selectLateRuns(db, dayInSanya(at), after)
    for (const run of runs) happened += await escalateOne(db, run, levelsDue(run, dayInSanya(at)), at)
    const last = runs.at(-1)
    if (last === undefined) return happened
    after = last.clock
  }
}

type LateRun = Awaited<ReturnType<typeof selectLateRuns>>[number]

async function escalateOne(db: Database, run: LateRun, levels: readonly Level[], at: Date): Promise<number> {
  if (levels.length === 0) return 0
  return db.transaction(async (tx) => {
    await lockEscalation(tx)
    const done: Level[] = []
    for (const level of levels) if (await escalateRun(tx, run.clock, level, at)) done.push(level)
    if (done.length > 0) await noticeUnlessWaiting(tx, run.deskId)
    if (done.includes('order')) await noticeToAuditors(tx)
    return done.length
  })
}
