import type { CourseEvent, readCaseHead, readCourse } from '#contract/audit.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { found } from '../http/refusal.ts'
import { asAuditor } from './as-auditor.ts'
import { namedPerson, tipOfNumber } from './resolve.ts'
import { selectLevels, selectPauseEnds, selectPauses, selectRuns } from './store-clocks.ts'
import {
  selectAssignmentsOf,
  selectCaseHead,
  selectHead,
  selectLinksOf,
  selectMessagesOf,
  selectNotesOf,
  selectPlacesOf,
  selectStages,
  selectTransfersOf,
} from './store-course.ts'

/** How a tip has gone. Reading it leaves no trace of its own: its page reads the trail, which does. */
export function readTipCourse(db: Database, number: string): Promise<ReplyOf<typeof readCourse>> {
  return asAuditor(db, async (tx) => {
    const tip = found(await tipOfNumber(tx, number), 'tipNotFound')
    if (tip.deletedAt !== null)
      return { number: tip.number, deletedAt: tip.deletedAt.toISOString(), head: null, events: [] }
    const head = found(await selectHead(tx, tip.id), 'tipNotFound')
    const places = await selectPlacesOf(tx, tip.id)
    return {
      number: tip.number,
      deletedAt: null,
      head: {
        ...head,
        receivedAt: head.receivedAt.toISOString(),
        assignee: namedPerson(head.assignee),
        index: places.get(`tips/${tip.id}`) ?? null,
      },
      events: await eventsOf(tx, tip.id, places),
    }
  })
}

type Row = { seq: number; at: Date; by: Parameters<typeof namedPerson>[0] }

/** Everything that happened, oldest first. */
async function eventsOf(tx: Transaction, tipId: string, places: Map<string, number | null>): Promise<CourseEvent[]> {
  const base = (source: string, row: Row) => ({
    at: row.at.toISOString(),
    by: namedPerson(row.by),
    index: places.get(`${source}/${tipId}/${row.seq}`) ?? null,
  })
  const events: CourseEvent[] = []
  for (const row of await selectStages(tx, tipId))
    events.push({ is: 'stage', ...base('tip_moves', row), move: row.move, stage: row.stage })
  for (const row of await selectTransfersOf(tx, tipId))
    events.push({ is: 'transfer', ...base('tip_transfers', row), fromDesk: row.fromDesk, toDesk: row.toDesk })
  for (const row of await selectAssignmentsOf(tx, tipId))
    events.push({ is: 'assignment', ...base('tip_assignments', row), to: namedPerson(row.to) })
  for (const row of await selectMessagesOf(tx, tipId))
    events.push({ is: 'message', ...base('messages', row), sender: row.sender, isQuestion: row.isQuestion })
  for (const row of await selectNotesOf(tx, tipId)) events.push({ is: 'note', ...base('tip_notes', row) })
  for (const row of await selectPauses(tx, tipId)) events.push({ is: 'pause', ...base('clock_pauses', row) })
  for (const row of await selectPauseEnds(tx, tipId)) events.push({ is: 'resume', ...base('pause_ends', row) })
  events.push(...(await linkEvents(tx, tipId)), ...(await clockEvents(tx, tipId, places)))
  return events.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

/** Links to cases, made and taken back. A link may change, so it has no one place in the log. */
async function linkEvents(tx: Transaction, tipId: string): Promise<CourseEvent[]> {
  return (await selectLinksOf(tx, tipId)).flatMap((row) => {
    const about = { case: row.case, as: row.as, index: null }
    const made = { is: 'link' as const, ...about, at: row.at.toISOString(), by: namedPerson(row.by) }
    if (row.removedAt === null) return [made]
    return [made, { is: 'unlink' as const, ...about, at: row.removedAt.toISOString(), by: namedPerson(row.removedBy) }]
  })
}

/** When clocks of the tip began and ended, and what followed when nobody did anything. A run may change, so it has no one place in the log. */
async function clockEvents(tx: Transaction, tipId: string, places: Map<string, number | null>): Promise<CourseEvent[]> {
  const runs = await selectRuns(tx, tipId)
  const began = runs.map(({ clock, startedAt, dueOn, provisional }) => ({
    is: 'clock' as const,
    at: startedAt.toISOString(),
    by: null,
    index: null,
    clock,
    dueOn,
    provisional,
  }))
  const ended = runs.flatMap(({ clock, endedAt, inTime }) =>
    endedAt === null
      ? []
      : [{ is: 'clockEnd' as const, at: endedAt.toISOString(), by: null, index: null, clock, inTime }],
  )
  const levels = (await selectLevels(tx, tipId)).map(({ clockId, clock, level, at }) => ({
    is: 'level' as const,
    at: at.toISOString(),
    by: null,
    clock,
    level,
    index: places.get(`clock_events/${tipId}/${clockId}/${level}`) ?? null,
  }))
  // At one moment, first what ended.
  return [...ended, ...began, ...levels]
}

/** Which case a number is. */
export function readHeadOfCase(db: Database, number: string): Promise<ReplyOf<typeof readCaseHead>> {
  return asAuditor(db, async (tx) => {
    const head = found(await selectCaseHead(tx, number), 'caseNotFound')
    return { ...head, openedAt: head.openedAt.toISOString() }
  })
}
