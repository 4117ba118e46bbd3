import { and, desc, eq, gte, inArray, lt, or, sql, type SQL } from 'drizzle-orm'
import { alias, type PgColumn } from 'drizzle-orm/pg-core'
import { deedsOf, type DeedGroup } from '#contract/deeds.ts'
import type { Transaction } from '#db/connect.ts'
import { cases } from '#db/schema/cases.ts'
import { logLeaves, records } from '#db/schema/log.ts'
import { desks, staff } from '#db/schema/staff.ts'
import { tips, tombstones } from '#db/schema/tips.ts'
import { deskColumns, personColumns } from './store-names.ts'

/** The SQL of the trail. */

const members = alias(staff, 'members')

/** What a trail is narrowed to, by ids. */
export type TrailTarget = {
  tip?: string
  case?: string
  people?: readonly string[]
  desk?: string
  group?: DeedGroup
  from?: Date
  /** The first moment after. */
  until?: Date
}

/** Deeds, the newest first, `before` one of them. The page is cut before anything is joined to it. */
export function selectTrail(tx: Transaction, target: TrailTarget, before: number | null, most: number) {
  const page = tx.$with('page').as(
    tx
      .select()
      .from(records)
      .where(and(...conditions(target), before === null ? undefined : isBefore(before)))
      .orderBy(desc(records.at), desc(records.seq))
      .limit(most),
  )
  return tx
    .with(page)
    .select({
      seq: page.seq,
      at: page.at,
      did: page.did,
      by: personColumns,
      desk: deskColumns,
      tip: { serial: tips.serial, receivedAt: tips.receivedAt },
      deleted: { serial: tombstones.serial },
      case: cases.number,
      member: { id: members.id, login: members.login, name: members.name },
      index: logLeaves.idx,
    })
    .from(page)
    .leftJoin(staff, eq(staff.id, page.staffId))
    .leftJoin(members, eq(members.id, page.memberId))
    .leftJoin(desks, eq(desks.id, page.deskId))
    .leftJoin(tips, eq(tips.id, page.tipId))
    .leftJoin(tombstones, eq(tombstones.tipId, page.tipId))
    .leftJoin(cases, eq(cases.id, page.caseId))
    .leftJoin(logLeaves, and(eq(logLeaves.source, 'records'), eq(logLeaves.record, sql`${page.seq}::text`)))
    .orderBy(desc(page.at), desc(page.seq))
}

/** Times are compared in the database: a time that went through JavaScript has lost its microseconds. */
const isBefore = (seq: number): SQL =>
  sql`(${records.at}, ${records.seq}) < (select last.at, last.seq from ${records} last where last.seq = ${seq})`

function conditions({ tip, case: caseId, people, desk, group, from, until }: TrailTarget): (SQL | undefined)[] {
  return [
    tip === undefined ? undefined : eq(records.tipId, tip),
    caseId === undefined ? undefined : eq(records.caseId, caseId),
    people && or(inArray(records.staffId, [...people]), inArray(records.memberId, [...people])),
    desk === undefined ? undefined : eq(records.deskId, desk),
    group && inArray(records.did, [...deedsOf(group)]),
    from && gte(records.at, from),
    until && lt(records.at, until),
  ]
}

/** Whether somebody has left this trace in the last five minutes, about the very same things. */
export async function hasJustTraced(
  tx: Transaction,
  deed: {
    did: 'read-trail' | 'export-trail'
    staff: string
    desk?: string
    tip?: string
    case?: string
    member?: string
  },
): Promise<boolean> {
  const isSame = (column: PgColumn, value: string | undefined): SQL =>
    sql`${column} is not distinct from ${value ?? null}`
  const rows = await tx
    .select({ seq: records.seq })
    .from(records)
    .where(
      and(
        eq(records.did, deed.did),
        eq(records.staffId, deed.staff),
        sql`${records.at} > now() - interval '5 minutes'`,
        isSame(records.tipId, deed.tip),
        isSame(records.caseId, deed.case),
        isSame(records.deskId, deed.desk),
        isSame(records.memberId, deed.member),
      ),
    )
    .limit(1)
  return rows.length > 0
}
