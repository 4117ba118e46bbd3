import { and, asc, desc, eq, lt, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { listTips } from '#contract/tips.ts'
import type { Waiting } from '#contract/stages.ts'
import type { ParamsOf } from '#contract/route.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { records } from '#db/schema/log.ts'
import { desks, staff } from '#db/schema/staff.ts'
import {
  messages,
  sealedPieces,
  tipFiles,
  tipMoves,
  tipReads,
  tips,
  tipStates,
  tipTransfers,
  tipWraps,
} from '#db/schema/tips.ts'

/** The only SQL about tips on the office side. */

export type Filters = Omit<ParamsOf<typeof listTips>, 'desk'>

const isUnread = sql<boolean>`coalesce(${tipReads.readSeq}, -1) < ${tipStates.tipsterSeq}`

/** One row more than `most` tells that there are older ones. */
export async function selectTips(db: Database, deskId: string, staffId: string, filters: Filters, most: number) {
  return db
    .select({
      tip: tips.id,
      serial: tips.serial,
      receivedAt: tips.receivedAt,
      category: tips.category,
      district: tips.district,
      stage: tipStates.stage,
      waitingFor: tipStates.waitingFor,
      unread: isUnread,
      files: sql<number>`(select count(*)::int from ${tipFiles} where ${tipFiles.tipId} = ${tips.id})`,
      wrap: tipWraps.wrap,
    })
    .from(tipStates)
    .innerJoin(tips, eq(tips.id, tipStates.tipId))
    .innerJoin(tipWraps, and(eq(tipWraps.tipId, tipStates.tipId), eq(tipWraps.deskId, tipStates.deskId)))
    .leftJoin(tipReads, and(eq(tipReads.tipId, tipStates.tipId), eq(tipReads.staffId, staffId)))
    .where(and(eq(tipStates.deskId, deskId), ...conditions(filters)))
    .orderBy(desc(tipStates.serial))
    .limit(most)
}

function conditions({ stage, category, district, waiting, unread, before }: Filters): (SQL | undefined)[] {
  return [
    stage && eq(tipStates.stage, stage),
    category && eq(tips.category, category),
    district && eq(tips.district, district),
    waiting && eq(tipStates.waitingFor, waiting),
    unread && isUnread,
    before === undefined ? undefined : lt(tipStates.serial, before),
  ]
}

export async function countByStage(db: Database, deskId: string, staffId: string) {
  return db
    .select({
      stage: tipStates.stage,
      tips: sql<number>`count(*)::int`,
      waiting: sql<number>`(count(*) filter (where ${tipStates.waitingFor} = 'desk'))::int`,
      unread: sql<number>`(count(*) filter (where ${isUnread}))::int`,
    })
    .from(tipStates)
    .leftJoin(tipReads, and(eq(tipReads.tipId, tipStates.tipId), eq(tipReads.staffId, staffId)))
    .where(eq(tipStates.deskId, deskId))
    .groupBy(tipStates.stage)
}

export type TipHead = { tip: typeof tips.$inferSelect; state: typeof tipStates.$inferSelect; wrap: Uint8Array }

/** A tip with where it stands. In a transaction the state is locked, so that two who act on it come one after the other. */
export async function selectTip(db: Database | Transaction, tipId: string, lock = false): Promise<TipHead | null> {
  // First the lock, then the reading: a statement that waited for the lock would join with rows of before.
  if (lock) await db.select({ id: tipStates.tipId }).from(tipStates).where(eq(tipStates.tipId, tipId)).for('update')
  const [row] = await db
    .select({ tip: tips, state: tipStates, wrap: tipWraps.wrap })
    .from(tips)
    .innerJoin(tipStates, eq(tipStates.tipId, tips.id))
    .innerJoin(tipWraps, and(eq(tipWraps.tipId, tips.id), eq(tipWraps.deskId, tipStates.deskId)))
    .where(eq(tips.id, tipId))
  return row ?? null
}

const who = { id: staff.id, name: staff.name }

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

export async function markRead(tx: Transaction, tipId: string, staffId: string, readSeq: number): Promise<void> {
  await tx
    .insert(tipReads)
    .values({ tipId, staffId, readSeq })
    .onConflictDoUpdate({ target: [tipReads.tipId, tipReads.staffId], set: { readSeq } })
}

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
