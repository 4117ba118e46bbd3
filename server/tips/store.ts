import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Person } from '#contract/tips.ts'
import type { Waiting } from '#contract/stages.ts'
import { LINKS } from '#contract/links.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { caseLinks, cases } from '#db/schema/cases.ts'
import { records } from '#db/schema/log.ts'
import { tipIndexes } from '#db/schema/matching.ts'
import { desks, staff } from '#db/schema/staff.ts'
import {
  messages,
  sealedPieces,
  tipFiles,
  tipIntakes,
  tipMoves,
  tips,
  tipStates,
  tipTransfers,
  tipWraps,
} from '#db/schema/tips.ts'
import { noteMentions } from '#db/schema/triage.ts'

/** The SQL about one tip, its dialogue and its moves; lists, triage and relations have stores of their own. */

const who = { id: staff.id, name: staff.name }

export type TipHead = {
  tip: typeof tips.$inferSelect
  state: typeof tipStates.$inferSelect
  wrap: Uint8Array
  assignee: Person | null
}

/** A tip with where it stands. In a transaction the state is locked, so that two who act on it come one after the other. */
export async function selectTip(db: Database | Transaction, tipId: string, lock = false): Promise<TipHead | null> {
  // First the lock, then the reading: a statement that waited for the lock would join with rows of before.
  if (lock) await db.select({ id: tipStates.tipId }).from(tipStates).where(eq(tipStates.tipId, tipId)).for('update')
  const [row] = await db
    .select({ tip: tips, state: tipStates, wrap: tipWraps.wrap, assignee: who })
    .from(tips)
    .innerJoin(tipStates, eq(tipStates.tipId, tips.id))
    .leftJoin(staff, eq(staff.id, tipStates.assigneeId))
    .innerJoin(tipWraps, and(eq(tipWraps.tipId, tips.id), eq(tipWraps.deskId, tipStates.deskId)))
    .where(eq(tips.id, tipId))
  return row ?? null
}

export const selectFiles = (db: Database, tipId: string) =>
  db.select().from(tipFiles).where(eq(tipFiles.tipId, tipId)).orderBy(asc(tipFiles.seq))

export const selectMessages = (db: Database, tipId: string) =>
  db
    .select({ message: messages, by: who })
    .from(messages)
    .leftJoin(staff, eq(staff.id, messages.staffId))
    .where(eq(messages.tipId, tipId))
    .orderBy(asc(messages.seq))

export const selectMoves = (db: Database, tipId: string) =>
  db
    .select({ move: tipMoves, by: who })
    .from(tipMoves)
    .leftJoin(staff, eq(staff.id, tipMoves.staffId))
    .where(eq(tipMoves.tipId, tipId))
    .orderBy(asc(tipMoves.seq))

const fromDesks = alias(desks, 'from_desks')
const toDesks = alias(desks, 'to_desks')

export const selectTransfers = (db: Database, tipId: string) =>
  db
    .select({
      transfer: tipTransfers,
      by: who,
      from: { id: fromDesks.id, nameZh: fromDesks.nameZh, nameEn: fromDesks.nameEn },
      to: { id: toDesks.id, nameZh: toDesks.nameZh, nameEn: toDesks.nameEn },
    })
    .from(tipTransfers)
    .innerJoin(staff, eq(staff.id, tipTransfers.staffId))
    .innerJoin(fromDesks, eq(fromDesks.id, tipTransfers.fromDesk))
    .innerJoin(toDesks, eq(toDesks.id, tipTransfers.toDesk))
    .where(eq(tipTransfers.tipId, tipId))
    .orderBy(asc(tipTransfers.seq))

/** Whether somebody's last look is less than five minutes old: a page that reads itself again is the same look. */
export async function hasJustLooked(tx: Transaction, tipId: string, staffId: string): Promise<boolean> {
  const isTheirs = and(eq(records.tipId, tipId), eq(records.did, 'open-tip'), eq(records.staffId, staffId))
  const isRecent = sql`${records.at} > now() - interval '5 minutes'`
  return (await tx.select({ seq: records.seq }).from(records).where(and(isTheirs, isRecent)).limit(1)).length > 0
}

/** Who opened the tip, newest first. */
export const selectViews = (db: Database, tipId: string, most: number) =>
  db
    .select({ by: who, at: records.at })
    .from(records)
    .innerJoin(staff, eq(staff.id, records.staffId))
    .where(and(eq(records.tipId, tipId), eq(records.did, 'open-tip')))
    .orderBy(desc(records.seq))
    .limit(most)

export async function selectPiece(
  db: Database,
  at: { tip: string; file: string; seq: number },
): Promise<{ size: number; sha256: Uint8Array } | null> {
  const [row] = await db
    .select({ size: sealedPieces.size, sha256: sealedPieces.sha256 })
    .from(sealedPieces)
    .innerJoin(tipFiles, eq(tipFiles.fileId, sealedPieces.fileId))
    .where(and(eq(tipFiles.tipId, at.tip), eq(sealedPieces.fileId, at.file), eq(sealedPieces.seq, at.seq)))
  return row ?? null
}

/** Somebody at the desk has read it; and who read it has seen where notes mention them. */
export async function markRead(tx: Transaction, tipId: string, staffId: string): Promise<void> {
  await tx
    .update(tipStates)
    .set({ unread: false })
    .where(and(eq(tipStates.tipId, tipId), eq(tipStates.unread, true)))
  await tx
    .update(noteMentions)
    .set({ seen: true })
    .where(and(eq(noteMentions.tipId, tipId), eq(noteMentions.staffId, staffId), eq(noteMentions.seen, false)))
}

export async function selectTaken(db: Database, tipId: string) {
  const [row] = await db
    .select({ channel: tipIntakes.channel, by: who })
    .from(tipIntakes)
    .innerJoin(staff, eq(staff.id, tipIntakes.staffId))
    .where(eq(tipIntakes.tipId, tipId))
  return row ?? null
}

export async function selectIndex(db: Database, tipId: string): Promise<typeof tipIndexes.$inferSelect | null> {
  const [row] = await db.select().from(tipIndexes).where(eq(tipIndexes.tipId, tipId))
  return row ?? null
}

const shownCases = alias(cases, 'shown_cases')
const linkWeight = sql`array_position(${sql.raw(`array['${LINKS.join("', '")}']`)}, ${caseLinks.as})`

/** The cases in which a tip shows, each once, as the weightiest that it is there: a merged case shows as the one it went into. */
export const selectCases = (db: Database, tipId: string) =>
  db
    .selectDistinctOn([shownCases.serial], {
      case: shownCases.id,
      number: shownCases.number,
      title: shownCases.title,
      as: caseLinks.as,
    })
    .from(caseLinks)
    .innerJoin(cases, eq(cases.id, caseLinks.caseId))
    .innerJoin(shownCases, eq(shownCases.id, sql`coalesce(${cases.mergedInto}, ${cases.id})`))
    .where(and(eq(caseLinks.tipId, tipId), isNull(caseLinks.removedAt)))
    .orderBy(asc(shownCases.serial), asc(linkWeight))

/** The next free place among a tip's moves and transfers, which share the numbering of their sealed reasons. */
export async function nextReasonSeq(db: Database | Transaction, tipId: string): Promise<number> {
  const [row] = await db.execute<{ next: number }>(sql`
    select greatest((select max(seq) from tip_moves where tip_id = ${tipId}), (select max(seq) from tip_transfers where tip_id = ${tipId})) + 1 as next`)
  return row?.next ?? 1
}

export async function nextMessageSeq(db: Database | Transaction, tipId: string): Promise<number> {
  const [row] = await db
    .select({ next: sql<number>`coalesce(max(${messages.seq}) + 1, 0)::int` })
    .from(messages)
    .where(eq(messages.tipId, tipId))
  return row?.next ?? 0
}

export async function insertMove(
  tx: Transaction,
  move: typeof tipMoves.$inferInsert,
  waitingFor: Waiting,
): Promise<void> {
  await tx.insert(tipMoves).values(move)
  await tx.update(tipStates).set({ stage: move.toStage, waitingFor }).where(eq(tipStates.tipId, move.tipId))
}

export async function insertAnswer(tx: Transaction, message: typeof messages.$inferInsert): Promise<void> {
  await tx.insert(messages).values(message)
}

export async function selectMessage(tx: Transaction, tipId: string, seq: number): Promise<{ id: string } | null> {
  const [row] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.tipId, tipId), eq(messages.seq, seq)))
  return row ?? null
}

/** The old wrap goes, the new one comes: the desk that gave the tip away cannot open it any more. */
export async function insertTransfer(
  tx: Transaction,
  transfer: typeof tipTransfers.$inferInsert,
  wrap: Uint8Array,
): Promise<void> {
  await tx.insert(tipTransfers).values(transfer)
  await tx.delete(tipWraps).where(eq(tipWraps.tipId, transfer.tipId))
  await tx.insert(tipWraps).values({ tipId: transfer.tipId, deskId: transfer.toDesk, wrap })
  await tx
    .update(tipStates)
    .set({ deskId: transfer.toDesk, waitingFor: 'desk' })
    .where(eq(tipStates.tipId, transfer.tipId))
}
