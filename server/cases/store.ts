import { and, asc, desc, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database, Transaction } from '#db/connect.ts'
import {
  caseCounters,
  caseLinks,
  caseMerges,
  caseNarratives,
  caseOfficers,
  cases,
  caseSteps,
} from '#db/schema/cases.ts'
import { records } from '#db/schema/log.ts'
import { awards } from '#db/schema/rewards.ts'
import { deskMembers, desks, staff } from '#db/schema/staff.ts'
import { tipMoves, tips, tipStates } from '#db/schema/tips.ts'

/** The SQL about one case. That of lists is in `store-list.ts`, that of outcomes in `store-outcomes.ts`. */

export type CaseHead = typeof cases.$inferSelect

const who = { id: staff.id, name: staff.name }

/** A case by its id. Locked, those who act on it come one after the other. */
export async function selectCase(db: Database | Transaction, caseId: string, lock = false): Promise<CaseHead | null> {
  const query = db.select().from(cases).where(eq(cases.id, caseId))
  const [row] = await (lock ? query.for('update') : query)
  return row ?? null
}

/** Two cases, locked in one order, whoever of them is named first. */
export async function lockBoth(tx: Transaction, caseIds: readonly string[]): Promise<void> {
  await tx.select({ id: cases.id }).from(cases).where(inArray(cases.id, caseIds)).orderBy(asc(cases.id)).for('update')
}

/** The last number given in a year. Its row stays locked until the transaction ends, so the next one is nobody else's. */
export async function lastNumber(tx: Transaction, year: number): Promise<number> {
  await tx.insert(caseCounters).values({ year, last: 0 }).onConflictDoNothing()
  const [row] = await tx.select().from(caseCounters).where(eq(caseCounters.year, year)).for('update')
  return row?.last ?? 0
}

export async function insertCase(
  tx: Transaction,
  row: Omit<typeof cases.$inferInsert, 'step'>,
  officers: readonly string[],
): Promise<void> {
  await tx.update(caseCounters).set({ last: row.seq }).where(eq(caseCounters.year, row.year))
  await tx.insert(cases).values({ ...row, step: 'opened' })
  await insertOfficers(tx, row.id, officers)
  const first = { caseId: row.id, seq: 0, staffId: row.madeBy, at: row.madeAt }
  await tx.insert(caseSteps).values({ ...first, step: 'opened', happenedAt: row.openedAt })
}

async function insertOfficers(tx: Transaction, caseId: string, officers: readonly string[]): Promise<void> {
  await tx.insert(caseOfficers).values(officers.map((staffId) => ({ caseId, staffId })))
}

/** The head as it was edited, under its next version. */
export async function updateHead(
  tx: Transaction,
  caseId: string,
  head: Pick<CaseHead, 'title' | 'filedAs' | 'level' | 'category' | 'version'>,
  officers: readonly string[],
): Promise<void> {
  await tx.update(cases).set(head).where(eq(cases.id, caseId))
  await tx.delete(caseOfficers).where(eq(caseOfficers.caseId, caseId))
  await insertOfficers(tx, caseId, officers)
}

/** Who works at a desk, holds its key and may sign in, with their role. */
export const selectMembers = (tx: Transaction, deskId: string) =>
  tx
    .select({ staffId: deskMembers.staffId, role: deskMembers.role })
    .from(deskMembers)
    .innerJoin(staff, and(eq(staff.id, deskMembers.staffId), eq(staff.stopped, false)))
    .where(and(eq(deskMembers.deskId, deskId), sql`${deskMembers.deskKey} is not null`))

export async function selectDesk(db: Database, deskId: string) {
  const [row] = await db
    .select({
      named: { id: desks.id, nameZh: desks.nameZh, nameEn: desks.nameEn },
      recipient: desks.recipient,
    })
    .from(desks)
    .where(eq(desks.id, deskId))
  return row ?? null
}

/** Officers of cases, by name. */
export const selectOfficers = (db: Database | Transaction, caseIds: readonly string[]) =>
  db
    .select({ caseId: caseOfficers.caseId, ...who })
    .from(caseOfficers)
    .innerJoin(staff, eq(staff.id, caseOfficers.staffId))
    .where(inArray(caseOfficers.caseId, caseIds))
    .orderBy(asc(staff.name), asc(staff.id))

/** Entered times of cases, in the order in which they were entered. */
export const selectEntries = (db: Database | Transaction, caseIds: readonly string[]) =>
  db
    .select({ entry: caseSteps, by: who })
    .from(caseSteps)
    .innerJoin(staff, eq(staff.id, caseSteps.staffId))
    .where(inArray(caseSteps.caseId, caseIds))
    .orderBy(asc(caseSteps.caseId), asc(caseSteps.seq))

/** A new entry, and what now holds in the head. */
export async function insertEntry(
  tx: Transaction,
  entry: typeof caseSteps.$inferInsert,
  head: Pick<CaseHead, 'step' | 'openedAt' | 'crackedAt'>,
): Promise<void> {
  await tx.insert(caseSteps).values(entry)
  await tx.update(cases).set(head).where(eq(cases.id, entry.caseId))
}

/** The newest account of each case. */
export const selectNewestNarratives = (db: Database, caseIds: readonly string[]) =>
  db
    .selectDistinctOn([caseNarratives.caseId], { narrative: caseNarratives, by: who })
    .from(caseNarratives)
    .innerJoin(staff, eq(staff.id, caseNarratives.staffId))
    .where(inArray(caseNarratives.caseId, caseIds))
    .orderBy(asc(caseNarratives.caseId), desc(caseNarratives.seq))

export async function selectNarrative(db: Database | Transaction, caseId: string, seq: number) {
  const [row] = await db
    .select({ narrative: caseNarratives, by: who })
    .from(caseNarratives)
    .innerJoin(staff, eq(staff.id, caseNarratives.staffId))
    .where(and(eq(caseNarratives.caseId, caseId), eq(caseNarratives.seq, seq)))
  return row ?? null
}

export async function insertNarrative(tx: Transaction, row: typeof caseNarratives.$inferInsert): Promise<void> {
  await tx.insert(caseNarratives).values(row)
}

/** The next free place among the accounts, or the links, of a case. */
export async function nextSeq(
  db: Database | Transaction,
  table: typeof caseNarratives | typeof caseLinks,
  caseId: string,
): Promise<number> {
  const [row] = await db
    .select({ next: sql<number>`coalesce(max(${table.seq}) + 1, 0)::int` })
    .from(table)
    .where(eq(table.caseId, caseId))
  return row?.next ?? 0
}
export const nextNarrativeSeq = (db: Database | Transaction, caseId: string): Promise<number> =>
  nextSeq(db, caseNarratives, caseId)
export const nextLinkSeq = (db: Database | Transaction, caseId: string): Promise<number> =>
  nextSeq(db, caseLinks, caseId)

const removers = alias(staff, 'removers')
/** When a tip was accepted first, acceptances that were taken back left out. */
const acceptedAt =
  sql<Date | null>`(select min(m.at) from ${tipMoves} m where m.tip_id = ${caseLinks.tipId} and m.move = 'accept'
  and not exists (select from ${tipMoves} u where u.tip_id = m.tip_id and u.undoes = m.seq))`.mapWith(tipMoves.at)

/** Links of cases with where their tips stand now, oldest first. */
export const selectLinks = (db: Database, caseIds: readonly string[]) =>
  db
    .select({
      link: caseLinks,
      tip: { serial: tips.serial, receivedAt: tips.receivedAt },
      state: { deskId: tipStates.deskId, stage: tipStates.stage },
      acceptedAt,
      by: who,
      removedBy: { id: removers.id, name: removers.name },
    })
    .from(caseLinks)
    .innerJoin(tips, eq(tips.id, caseLinks.tipId))
    .innerJoin(tipStates, eq(tipStates.tipId, caseLinks.tipId))
    .innerJoin(staff, eq(staff.id, caseLinks.staffId))
    .leftJoin(removers, eq(removers.id, caseLinks.removedBy))
    .where(inArray(caseLinks.caseId, caseIds))
    .orderBy(asc(caseLinks.at), asc(caseLinks.caseId), asc(caseLinks.seq))

export async function selectLink(tx: Transaction, caseId: string, seq: number) {
  const [row] = await tx
    .select()
    .from(caseLinks)
    .where(and(eq(caseLinks.caseId, caseId), eq(caseLinks.seq, seq)))
  return row ?? null
}

export async function insertLink(tx: Transaction, row: typeof caseLinks.$inferInsert): Promise<void> {
  await tx.insert(caseLinks).values(row)
}

/** The case in which a row shows: its own, or the one that its own was merged into. */
export const shownIn = sql<string>`coalesce(${cases.mergedInto}, ${cases.id})`
/** Rows that show in one of these cases. */
export const showsIn = (caseIds: readonly string[]): SQL | undefined =>
  or(inArray(cases.id, caseIds), inArray(cases.mergedInto, caseIds))

/** The case and those that were merged into it. */
const group = (tx: Transaction, caseId: string) =>
  tx
    .select({ id: cases.id })
    .from(cases)
    .where(showsIn([caseId]))

/** Whether a tip is in a case, or in one that was merged into it. */
export async function isLinked(tx: Transaction, caseId: string, tipId: string): Promise<boolean> {
  const rows = await tx
    .select({ seq: caseLinks.seq })
    .from(caseLinks)
    .where(and(eq(caseLinks.tipId, tipId), isNull(caseLinks.removedAt), inArray(caseLinks.caseId, group(tx, caseId))))
    .limit(1)
  return rows.length > 0
}

/** Takes a tip out of a case and of those that were merged into it. */
export async function endLinks(
  tx: Transaction,
  caseId: string,
  tipId: string,
  removed: { removedBy: string; removedAt: Date },
): Promise<void> {
  await tx
    .update(caseLinks)
    .set(removed)
    .where(and(eq(caseLinks.tipId, tipId), isNull(caseLinks.removedAt), inArray(caseLinks.caseId, group(tx, caseId))))
}

/** Cases that were merged into this one, with who did it, oldest first. */
export const selectMerged = (db: Database, caseId: string) =>
  db
    .select({ id: cases.id, number: cases.number, by: who, at: caseMerges.at })
    .from(cases)
    .innerJoin(caseMerges, eq(caseMerges.caseId, cases.id))
    .innerJoin(staff, eq(staff.id, caseMerges.staffId))
    .where(eq(cases.mergedInto, caseId))
    .orderBy(asc(caseMerges.at), asc(cases.serial))

/** Whether there is an award for a case, in whatever state. */
export async function hasAwards(tx: Transaction, caseId: string): Promise<boolean> {
  return (await tx.select({ id: awards.id }).from(awards).where(eq(awards.caseId, caseId)).limit(1)).length > 0
}

/** Puts a case into another, and with it those that were put into it before: one step leads to where a case went. */
export async function insertMerge(tx: Transaction, row: typeof caseMerges.$inferInsert): Promise<void> {
  await tx.insert(caseMerges).values(row)
  await tx.update(cases).set({ mergedInto: row.intoCase }).where(eq(cases.mergedInto, row.caseId))
  await tx.update(cases).set({ mergedInto: row.intoCase }).where(eq(cases.id, row.caseId))
}

/** Whether somebody's last look at a case is less than five minutes old. */
export async function hasJustLooked(tx: Transaction, caseId: string, staffId: string): Promise<boolean> {
  const isTheirs = and(eq(records.caseId, caseId), eq(records.did, 'open-case'), eq(records.staffId, staffId))
  const isRecent = sql`${records.at} > now() - interval '5 minutes'`
  return (await tx.select({ seq: records.seq }).from(records).where(and(isTheirs, isRecent)).limit(1)).length > 0
}
