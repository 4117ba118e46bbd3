import { daysWrong, type enterCalendar, type ExceptionalDay, type verifyCalendar } from '#contract/calendar.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { found, insist, Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { dayInSanya } from '../tips/day.ts'
import { deleteDraft, insertDraft, publish, selectDrafter, updateDraft, type Draft } from './store-calendar.ts'

type Nothing = Record<string, never>

/**
 * The first entry of a year, or of a correction of it; one's own is replaced. Refuses `invalidInput` with the day that
 * cannot be, or for a year after the next, and `draftWaits` when somebody else has made it.
 */
export async function enter(
  db: Database,
  who: Who,
  year: number,
  asked: BodyOf<typeof enterCalendar>,
): Promise<Nothing> {
  const enteredAt = new Date()
  insist(year <= Number(dayInSanya(enteredAt).slice(0, 4)) + 1, 'invalidInput', { field: 'year' })
  const days = inOrder(year, asked.days)
  await db.transaction(async (tx) => {
    await keepDraft(tx, { year, sourceDoc: asked.sourceDoc, days, enteredBy: who.staff, enteredAt })
    await record(tx, { did: 'enter-calendar', staff: who.staff })
  })
  return {}
}

async function keepDraft(tx: Transaction, draft: Draft): Promise<void> {
  if (await insertDraft(tx, draft)) return
  insist((await selectDrafter(tx, draft.year)) === draft.enteredBy, 'draftWaits')
  await updateDraft(tx, draft)
}

/**
 * The second entry of a year. Refuses `draftNotFound`, `ownDraft`, and `calendarDiffers` with the number of days on which
 * the two differ and nothing else; that somebody typed another calendar stays in the trail.
 */
export async function verify(
  db: Database,
  who: Who,
  year: number,
  asked: BodyOf<typeof verifyCalendar>,
): Promise<ReplyOf<typeof verifyCalendar>> {
  const days = inOrder(year, asked.days)
  const compared = await db.transaction(async (tx) => {
    const drafter = found(await selectDrafter(tx, year), 'draftNotFound')
    insist(drafter !== who.staff, 'ownDraft')
    const is = await publish(tx, { year, days, staffId: who.staff, at: new Date() })
    await record(tx, { did: is.is === 'published' ? 'verify-calendar' : 'mistype-calendar', staff: who.staff })
    return is
  })
  if (compared.is === 'different') throw new Refusal('calendarDiffers', { days: compared.days })
  return { year, version: compared.version, recounted: compared.recounted }
}

/** Takes one's own first entry away. Refuses `draftNotFound`, also for somebody else's. */
export async function withdrawDraft(db: Database, who: Who, year: number): Promise<Nothing> {
  await db.transaction(async (tx) => {
    insist((await selectDrafter(tx, year)) === who.staff, 'draftNotFound')
    await deleteDraft(tx, year)
    await record(tx, { did: 'withdraw-calendar', staff: who.staff })
  })
  return {}
}

function inOrder(year: number, days: readonly ExceptionalDay[]): ExceptionalDay[] {
  const wrong = daysWrong(year, days)
  insist(wrong === null, 'invalidInput', { field: `days ${wrong ?? ''}` })
  return days.toSorted((one, other) => (one.day < other.day ? -1 : 1))
}
