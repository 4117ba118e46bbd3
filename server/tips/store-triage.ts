import { and, asc, count, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { may, ROLES } from '#contract/roles.ts'
import type { Acted, PastMove, Said } from '#contract/stages.ts'
import type { Colleague, Work } from '#contract/triage.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { deskMembers, desks, staff } from '#db/schema/staff.ts'
import { messages, tipMoves, tipStates, tipTransfers } from '#db/schema/tips.ts'
import { cannedAnswers, noteMentions, savedViews, tipAssignments, tipNotes } from '#db/schema/triage.ts'

/** The SQL of what officers arrange among themselves: who works on a tip, notes, answers of the desk, views. */

const who = { id: staff.id, name: staff.name }

const receivers = alias(staff, 'receivers')
export const selectAssignments = (db: Database, tipId: string) =>
  db
    .select({ assignment: tipAssignments, by: who, to: { id: receivers.id, name: receivers.name } })
    .from(tipAssignments)
    .innerJoin(staff, eq(staff.id, tipAssignments.staffId))
    .leftJoin(receivers, eq(receivers.id, tipAssignments.toStaff))
    .where(eq(tipAssignments.tipId, tipId))
    .orderBy(asc(tipAssignments.seq))

export const selectNotes = (db: Database, tipId: string) =>
  db
    .select({ note: tipNotes, by: who })
    .from(tipNotes)
    .innerJoin(staff, eq(staff.id, tipNotes.staffId))
    .where(eq(tipNotes.tipId, tipId))
    .orderBy(asc(tipNotes.seq))

export const selectMentions = (db: Database, tipId: string) =>
  db
    .select({ seq: noteMentions.seq, ...who })
    .from(noteMentions)
    .innerJoin(staff, eq(staff.id, noteMentions.staffId))
    .where(eq(noteMentions.tipId, tipId))

export async function nextNoteSeq(db: Database | Transaction, tipId: string): Promise<number> {
  const [row] = await db
    .select({ next: sql<number>`coalesce(max(${tipNotes.seq}) + 1, 0)::int` })
    .from(tipNotes)
    .where(eq(tipNotes.tipId, tipId))
  return row?.next ?? 0
}

/** Who at a desk can open its tips: has the role and the key, and is not stopped. */
export const selectColleagues = (db: Database | Transaction, deskId: string): Promise<Colleague[]> =>
  db
    .select(who)
    .from(deskMembers)
    .innerJoin(staff, eq(staff.id, deskMembers.staffId))
    .where(
      and(
        eq(deskMembers.deskId, deskId),
        isNotNull(deskMembers.deskKey),
        eq(staff.stopped, false),
        inArray(
          deskMembers.role,
          ROLES.filter((role) => may(role, 'workTips')),
        ),
      ),
    )
    .orderBy(asc(staff.name), asc(staff.id))

export async function updateWork(tx: Transaction, tipId: string, to: Work): Promise<void> {
  const { assignee, ...rest } = to
  await tx
    .update(tipStates)
    .set({ ...rest, assigneeId: assignee })
    .where(eq(tipStates.tipId, tipId))
}

/** Adds an entry to who gave the tip to whom. The tip is locked, so its place is free. */
export async function insertAssignment(
  tx: Transaction,
  assignment: Omit<typeof tipAssignments.$inferInsert, 'seq'>,
): Promise<void> {
  const next = sql<number>`(select coalesce(max(seq) + 1, 0) from tip_assignments where tip_id = ${assignment.tipId})`
  await tx.insert(tipAssignments).values({ ...assignment, seq: next })
}

export async function selectNote(tx: Transaction, tipId: string, seq: number): Promise<{ id: string } | null> {
  const [row] = await tx
    .select({ id: tipNotes.id })
    .from(tipNotes)
    .where(and(eq(tipNotes.tipId, tipId), eq(tipNotes.seq, seq)))
  return row ?? null
}

export async function insertNote(
  tx: Transaction,
  note: typeof tipNotes.$inferInsert,
  mentions: readonly string[],
): Promise<void> {
  await tx.insert(tipNotes).values(note)
  const rows = mentions.map((staffId) => ({ tipId: note.tipId, seq: note.seq, staffId }))
  if (rows.length > 0) await tx.insert(noteMentions).values(rows)
}

/** The moves of a tip in their order, and which of them were taken back. */
export async function selectPast(tx: Transaction, tipId: string): Promise<(PastMove & { undoes: number | null })[]> {
  return tx
    .select({
      seq: tipMoves.seq,
      move: tipMoves.move,
      to: tipMoves.toStage,
      by: tipMoves.staffId,
      at: tipMoves.at,
      undoes: tipMoves.undoes,
    })
    .from(tipMoves)
    .where(eq(tipMoves.tipId, tipId))
    .orderBy(asc(tipMoves.seq))
}

export async function selectTransferred(tx: Transaction, tipId: string): Promise<(Acted & { seq: number })[]> {
  const rows = await tx
    .select({ seq: tipTransfers.seq, at: tipTransfers.at })
    .from(tipTransfers)
    .where(eq(tipTransfers.tipId, tipId))
  return rows.map((row) => ({ ...row, to: 'another desk' }))
}

/** Who said something when, without what. */
export const selectSaid = (tx: Transaction, tipId: string): Promise<Said[]> =>
  tx
    .select({ from: messages.sender, isQuestion: messages.isQuestion, at: messages.at })
    .from(messages)
    .where(eq(messages.tipId, tipId))
    .orderBy(asc(messages.seq))

export const selectAnswers = (db: Database, deskId: string) =>
  db.select().from(cannedAnswers).where(eq(cannedAnswers.deskId, deskId)).orderBy(asc(cannedAnswers.position))

/** Two who add an answer to a desk at once come one after the other, so that both are counted. */
export async function lockDesk(tx: Transaction, deskId: string): Promise<void> {
  await tx.select({ id: desks.id }).from(desks).where(eq(desks.id, deskId)).for('no key update')
}

export async function selectAnswer(tx: Transaction, id: string): Promise<typeof cannedAnswers.$inferSelect | null> {
  const [row] = await tx.select().from(cannedAnswers).where(eq(cannedAnswers.id, id))
  return row ?? null
}

export async function countAnswers(tx: Transaction, deskId: string): Promise<number> {
  const [row] = await tx.select({ held: count() }).from(cannedAnswers).where(eq(cannedAnswers.deskId, deskId))
  return row?.held ?? 0
}

export async function insertCanned(tx: Transaction, row: typeof cannedAnswers.$inferInsert): Promise<void> {
  await tx.insert(cannedAnswers).values(row)
}

export async function updateCanned(tx: Transaction, id: string, revision: number, sealed: Uint8Array): Promise<void> {
  await tx.update(cannedAnswers).set({ revision, sealed }).where(eq(cannedAnswers.id, id))
}

/** Whether there was such an answer at the desk. */
export async function deleteCanned(tx: Transaction, deskId: string, id: string): Promise<boolean> {
  const gone = await tx
    .delete(cannedAnswers)
    .where(and(eq(cannedAnswers.id, id), eq(cannedAnswers.deskId, deskId)))
    .returning({ id: cannedAnswers.id })
  return gone.length > 0
}

const isOwn = (staffId: string, deskId: string) => and(eq(savedViews.staffId, staffId), eq(savedViews.deskId, deskId))

export const selectViewsKept = (db: Database, staffId: string, deskId: string) =>
  db
    .select({ id: savedViews.id, sealed: savedViews.sealed })
    .from(savedViews)
    .where(isOwn(staffId, deskId))
    .orderBy(asc(savedViews.position))

/** Two pages of the same officer that add a view at once come one after the other. */
export async function lockStaff(tx: Transaction, staffId: string): Promise<void> {
  await tx.select({ id: staff.id }).from(staff).where(eq(staff.id, staffId)).for('no key update')
}

/** Replaces the sealed view; false when there is none with this id that is mine. */
export async function updateView(tx: Transaction, row: typeof savedViews.$inferInsert): Promise<boolean> {
  const changed = await tx
    .update(savedViews)
    .set({ sealed: row.sealed })
    .where(and(eq(savedViews.id, row.id), isOwn(row.staffId, row.deskId)))
    .returning({ id: savedViews.id })
  return changed.length > 0
}

export async function countViews(tx: Transaction, staffId: string, deskId: string): Promise<number> {
  const [row] = await tx.select({ held: count() }).from(savedViews).where(isOwn(staffId, deskId))
  return row?.held ?? 0
}

/** False when another view has this id. */
export async function insertView(tx: Transaction, row: typeof savedViews.$inferInsert): Promise<boolean> {
  const added = await tx.insert(savedViews).values(row).onConflictDoNothing().returning({ id: savedViews.id })
  return added.length > 0
}

export async function deleteView(db: Database, staffId: string, deskId: string, id: string): Promise<void> {
  await db.delete(savedViews).where(and(eq(savedViews.id, id), isOwn(staffId, deskId)))
}
