import { and, asc, eq, gte, inArray, lt } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Transaction } from '#db/connect.ts'
import { caseLinks, cases } from '#db/schema/cases.ts'
import { logLeaves } from '#db/schema/log.ts'
import { desks, staff } from '#db/schema/staff.ts'
import { messages, tipIntakes, tipMoves, tips, tipStates, tipTransfers } from '#db/schema/tips.ts'
import { tipAssignments, tipNotes } from '#db/schema/triage.ts'
import { deskColumns, personColumns } from './store-names.ts'

/** The SQL of how a tip has gone: columns that are not sealed, one by one, since the role may read no others. */

const others = alias(staff, 'others')
const targets = alias(desks, 'targets')
const otherColumns = { id: others.id, login: others.login, name: others.name }

export async function selectHead(tx: Transaction, tipId: string) {
  const [row] = await tx
    .select({
      category: tips.category,
      district: tips.district,
      receivedAt: tips.receivedAt,
      channel: tipIntakes.channel,
      desk: deskColumns,
      stage: tipStates.stage,
      assignee: personColumns,
    })
    .from(tips)
    .innerJoin(tipStates, eq(tipStates.tipId, tips.id))
    .innerJoin(desks, eq(desks.id, tipStates.deskId))
    .leftJoin(tipIntakes, eq(tipIntakes.tipId, tips.id))
    .leftJoin(staff, eq(staff.id, tipStates.assigneeId))
    .where(eq(tips.id, tipId))
  return row ?? null
}

export const selectStages = (tx: Transaction, tipId: string) =>
  tx
    .select({ seq: tipMoves.seq, at: tipMoves.at, by: personColumns, move: tipMoves.move, stage: tipMoves.toStage })
    .from(tipMoves)
    .leftJoin(staff, eq(staff.id, tipMoves.staffId))
    .where(eq(tipMoves.tipId, tipId))
    .orderBy(asc(tipMoves.seq))

export const selectTransfersOf = (tx: Transaction, tipId: string) =>
  tx
    .select({
      seq: tipTransfers.seq,
      at: tipTransfers.at,
      by: personColumns,
      fromDesk: deskColumns,
      toDesk: { id: targets.id, nameZh: targets.nameZh, nameEn: targets.nameEn },
    })
    .from(tipTransfers)
    .innerJoin(staff, eq(staff.id, tipTransfers.staffId))
    .innerJoin(desks, eq(desks.id, tipTransfers.fromDesk))
    .innerJoin(targets, eq(targets.id, tipTransfers.toDesk))
    .where(eq(tipTransfers.tipId, tipId))
    .orderBy(asc(tipTransfers.seq))

export const selectAssignmentsOf = (tx: Transaction, tipId: string) =>
  tx
    .select({ seq: tipAssignments.seq, at: tipAssignments.at, by: personColumns, to: otherColumns })
    .from(tipAssignments)
    .innerJoin(staff, eq(staff.id, tipAssignments.staffId))
    .leftJoin(others, eq(others.id, tipAssignments.toStaff))
    .where(eq(tipAssignments.tipId, tipId))
    .orderBy(asc(tipAssignments.seq))

export const selectMessagesOf = (tx: Transaction, tipId: string) =>
  tx
    .select({
      seq: messages.seq,
      at: messages.at,
      by: personColumns,
      sender: messages.sender,
      isQuestion: messages.isQuestion,
    })
    .from(messages)
    .leftJoin(staff, eq(staff.id, messages.staffId))
    .where(eq(messages.tipId, tipId))
    .orderBy(asc(messages.seq))

export const selectNotesOf = (tx: Transaction, tipId: string) =>
  tx
    .select({ seq: tipNotes.seq, at: tipNotes.at, by: personColumns })
    .from(tipNotes)
    .innerJoin(staff, eq(staff.id, tipNotes.staffId))
    .where(eq(tipNotes.tipId, tipId))
    .orderBy(asc(tipNotes.seq))

export const selectLinksOf = (tx: Transaction, tipId: string) =>
  tx
    .select({
      at: caseLinks.at,
      by: personColumns,
      case: cases.number,
      as: caseLinks.as,
      removedAt: caseLinks.removedAt,
      removedBy: otherColumns,
    })
    .from(caseLinks)
    .innerJoin(cases, eq(cases.id, caseLinks.caseId))
    .innerJoin(staff, eq(staff.id, caseLinks.staffId))
    .leftJoin(others, eq(others.id, caseLinks.removedBy))
    .where(eq(caseLinks.tipId, tipId))
    .orderBy(asc(caseLinks.at))

const SOURCES = [
  'tips',
  'tip_moves',
  'tip_transfers',
  'tip_assignments',
  'messages',
  'tip_notes',
  'clock_events',
  'clock_pauses',
  'pause_ends',
]

/** Places in the log of a tip and what hangs on it, by table and key. */
export async function selectPlacesOf(tx: Transaction, tipId: string): Promise<Map<string, number | null>> {
  const rows = await tx
    .select({ source: logLeaves.source, record: logLeaves.record, idx: logLeaves.idx })
    .from(logLeaves)
    .where(
      and(
        inArray(logLeaves.source, SOURCES),
        // Keys begin with the id of the tip: all of them stand between it and what would come after its slash.
        gte(logLeaves.record, tipId),
        lt(logLeaves.record, `${tipId}0`),
      ),
    )
  return new Map(rows.map(({ source, record, idx }) => [`${source}/${record}`, idx]))
}

const intoCases = alias(cases, 'into_cases')

export async function selectCaseHead(tx: Transaction, number: string) {
  const [row] = await tx
    .select({
      number: cases.number,
      desk: deskColumns,
      step: cases.step,
      openedAt: cases.openedAt,
      mergedInto: intoCases.number,
    })
    .from(cases)
    .innerJoin(desks, eq(desks.id, cases.deskId))
    .leftJoin(intoCases, eq(intoCases.id, cases.mergedInto))
    .where(eq(cases.number, number))
  return row ?? null
}
