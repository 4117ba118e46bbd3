import { stepRefused, type makeCase } from '#contract/cases.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { insist, Refusal } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { dayInSanya } from '../tips/day.ts'
import { addLink } from './link-tip.ts'
import { insistColleagues } from './officers.ts'
import { insertCase, lastNumber, selectCase } from './store.ts'
import { addNarrative } from './write-narrative.ts'

/**
 * Opens a case with its first entry, its account and its links. The number is the next of the year in Sanya; makers of one
 * year wait for each other, so none is left out. The same case again answers with the number that it has.
 */
export async function make(
  db: Database,
  who: Who,
  deskId: string,
  asked: BodyOf<typeof makeCase>,
): Promise<ReplyOf<typeof makeCase>> {
  insist(mayAt(who, deskId, 'workCases'), 'notPermitted')
  return db.transaction(async (tx) => {
    const now = new Date()
    const year = Number(dayInSanya(now).slice(0, 4))
    const seq = (await lastNumber(tx, year)) + 1
    const stored = await selectCase(tx, asked.id)
    if (stored !== null) {
      insist(stored.deskId === deskId && stored.madeBy === who.staff, 'caseNotFound')
      return { case: stored.id, number: stored.number }
    }
    const { id, title, filedAs, level, category } = asked
    const openedAt = new Date(asked.openedAt)
    const refused = stepRefused([], { step: 'opened', happenedAt: openedAt }, now)
    if (refused !== null) throw new Refusal(refused, { field: 'openedAt' })
    const officers = await insistColleagues(tx, deskId, asked.officers)
    const number = caseNumber(year, seq)
    const made = { id, year, seq, number, filedAs, title, level, category, deskId, openedAt }
    await insertCase(tx, { ...made, madeBy: who.staff, madeAt: now }, officers)
    await record(tx, { did: 'make-case', staff: who.staff, desk: deskId, case: id })
    await addParts(tx, who, { id, deskId }, asked)
    return { case: id, number }
  })
}

async function addParts(
  tx: Transaction,
  who: Who,
  made: { id: string; deskId: string },
  asked: Pick<BodyOf<typeof makeCase>, 'narrative' | 'links'>,
): Promise<void> {
  if (asked.narrative !== null) await addNarrative(tx, who, made, { seq: 0, ...asked.narrative })
  for (const link of asked.links) await addLink(tx, who, made, link)
}

/** The number of a case as people say it, like AJ-2026-0001. */
function caseNumber(year: number, seq: number): string {
  return `AJ-${year}-${String(seq).padStart(4, '0')}`
}
