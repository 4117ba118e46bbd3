import { stepOf, stepRefused, timesOf, type enterStep } from '#contract/cases.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { workedCase } from './own-case.ts'
import { insertEntry, selectEntries } from './store.ts'

/** Enters the time of a step, or corrects it by a new entry. The time that holds already changes nothing. */
export async function enterTime(
  db: Database,
  who: Who,
  caseId: string,
  asked: BodyOf<typeof enterStep>,
): Promise<Record<string, never>> {
  return db.transaction(async (tx) => {
    const now = new Date()
    const head = await workedCase(tx, who, caseId)
    const entries = (await selectEntries(tx, [caseId])).map(({ entry }) => entry)
    const entered = { step: asked.step, happenedAt: new Date(asked.happenedAt) }
    if (timesOf(entries)[entered.step]?.getTime() === entered.happenedAt.getTime()) return {}
    const refused = stepRefused(entries, entered, now)
    if (refused !== null) throw new Refusal(refused, { field: 'happenedAt' })
    const all = [...entries, entered]
    const times = timesOf(all)
    await insertEntry(
      tx,
      { caseId, seq: entries.length, staffId: who.staff, at: now, ...entered },
      { step: stepOf(all), openedAt: times.opened ?? head.openedAt, crackedAt: times.cracked ?? null },
    )
    await record(tx, { did: 'enter-step', staff: who.staff, desk: head.deskId, case: caseId })
    return {}
  })
}
