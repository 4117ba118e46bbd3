import {
  TRAIL_EXPORT_ROWS,
  TRAIL_PAGE_ROWS,
  type exportTrail,
  type readTrail,
  type TrailFilters,
} from '#contract/audit.ts'
import type { BodyOf, ParamsOf, ReplyOf } from '#contract/route.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { found, insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { asAuditor } from './as-auditor.ts'
import { namedPerson, namedTip, tipOfNumber } from './resolve.ts'
import { startOfDay } from './sanya-days.ts'
import { findCase, findPeople, isDesk } from './store-names.ts'
import { hasJustTraced, selectTrail, type TrailTarget } from './store-trail.ts'

type Page = ReplyOf<typeof readTrail>

/** A page of the trail, after it was written down that somebody looks. */
export async function readOneTrail(db: Database, who: Who, asked: ParamsOf<typeof readTrail>): Promise<Page> {
  const { before, ...filters } = asked
  const target = await asAuditor(db, (tx) => targetOf(tx, filters))
  await leaveTrace(db, who, 'read-trail', target)
  return asAuditor(db, (tx) => pageOf(tx, target, before ?? null, TRAIL_PAGE_ROWS))
}

/** Rows for a sheet, after it was written down that somebody takes them out. */
export async function exportOneTrail(db: Database, who: Who, asked: BodyOf<typeof exportTrail>): Promise<Page> {
  const target = await asAuditor(db, (tx) => targetOf(tx, asked.filters))
  // The pages of one export are one export; a later page asked for by itself leaves its trace too.
  await leaveTrace(db, who, 'export-trail', target)
  return asAuditor(db, (tx) => pageOf(tx, target, asked.before, TRAIL_EXPORT_ROWS))
}

async function targetOf(tx: Transaction, filters: TrailFilters): Promise<TrailTarget> {
  const { tip, case: number, person, desk, group, from, to } = filters
  const people = person === undefined ? undefined : (await findPeople(tx, person)).map(({ id }) => id)
  insist(people === undefined || people.length > 0, 'memberNotFound')
  insist(desk === undefined || (await isDesk(tx, desk)), 'notFound')
  return {
    ...(tip === undefined ? {} : { tip: found(await tipOfNumber(tx, tip), 'tipNotFound').id }),
    ...(number === undefined ? {} : { case: found(await findCase(tx, number), 'caseNotFound').id }),
    ...(people === undefined ? {} : { people }),
    ...(desk === undefined ? {} : { desk }),
    ...(group === undefined ? {} : { group }),
    ...(from === undefined ? {} : { from: startOfDay(from) }),
    ...(to === undefined ? {} : { until: startOfDay(to, 1) }),
  }
}

/** Written as the office, in a transaction of its own that is over before anything is read. Several people of one name: a deed for each. */
function leaveTrace(db: Database, who: Who, did: 'read-trail' | 'export-trail', target: TrailTarget): Promise<void> {
  const { tip, case: caseId, desk } = target
  const about = {
    ...(tip === undefined ? {} : { tip }),
    ...(caseId === undefined ? {} : { case: caseId }),
    ...(desk === undefined ? {} : { desk }),
  }
  return db.transaction(async (tx) => {
    for (const member of target.people ?? [undefined]) {
      const deed = { did, staff: who.staff, ...about, ...(member === undefined ? {} : { member }) }
      if (!(await hasJustTraced(tx, deed))) await record(tx, deed)
    }
  })
}

async function pageOf(tx: Transaction, target: TrailTarget, before: number | null, most: number): Promise<Page> {
  const selected = await selectTrail(tx, target, before, most + 1)
  const rows = selected.slice(0, most).map((row) => ({
    seq: row.seq,
    at: row.at.toISOString(),
    did: row.did,
    by: namedPerson(row.by),
    desk: row.desk,
    tip: namedTip(row.tip, row.deleted),
    case: row.case,
    member: namedPerson(row.member),
    index: row.index,
  }))
  return { rows, older: selected.length > most ? (rows.at(-1)?.seq ?? null) : null }
}
