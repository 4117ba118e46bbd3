import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database } from '#db/connect.ts'
import { caseLinks, cases } from '#db/schema/cases.ts'
import { tipIndexes } from '#db/schema/matching.ts'
import { tips, tipStates, tipWraps } from '#db/schema/tips.ts'
import { tipRelations } from '#db/schema/triage.ts'
import { uuids } from './store.ts'

/** The SQL of the picture of links. All of it looks at my desks only. */

/** Which of these tips are at these desks. */
export async function selectMine(
  db: Database,
  tipIds: readonly string[],
  deskIds: readonly string[],
): Promise<string[]> {
  if (tipIds.length === 0) return []
  const isMine = and(inArray(tipStates.tipId, [...tipIds]), inArray(tipStates.deskId, [...deskIds]))
  const rows = await db.select({ tip: tipStates.tipId }).from(tipStates).where(isMine)
  return rows.map(({ tip }) => tip)
}

/** Tips of these desks that share an identifier with one of these tips, and of each identifier only the newest. */
export async function selectNeighbours(
  db: Database,
  tipIds: readonly string[],
  deskIds: readonly string[],
  newest: number,
): Promise<string[]> {
  const rows = await db.execute<{ tip: string; serial: string }>(sql`
    select theirs.tip_id as tip, max(theirs.serial) as serial
      from (select distinct token from tip_identifiers where tip_id = any(${uuids(tipIds)})) mine cross join unnest(${uuids(deskIds)}) desk
      cross join lateral (select tip_id, serial from tip_identifiers i where i.token = mine.token and i.desk_id = desk.desk
        order by i.serial desc limit ${newest}) theirs
      group by theirs.tip_id order by 2 desc`)
  return rows.map(({ tip }) => tip)
}

/** Identifiers that two of these tips or more share. */
export async function selectSharedTokens(db: Database, tipIds: readonly string[]) {
  const rows = await db.execute<{ token: string; tips: string[] }>(sql`
    select token, array_agg(tip_id order by serial) as tips from tip_identifiers where tip_id = any(${uuids(tipIds)})
      group by token having count(*) > 1 order by count(*), token`)
  return rows.map(({ token, tips: sharers }) => ({ token: BigInt(token), tips: sharers }))
}

const linked = alias(cases, 'linked')
/** Tips and the cases of these desks that they are linked to: links that were not taken out. A merged case shows as the one it went into. */
export const selectLinksOf = (db: Database, by: 'tip' | 'case', ids: readonly string[], deskIds: readonly string[]) =>
  db
    .selectDistinctOn([cases.serial, caseLinks.tipId], {
      tip: caseLinks.tipId,
      case: cases.id,
      desk: cases.deskId,
      number: cases.number,
      title: cases.title,
    })
    .from(caseLinks)
    .innerJoin(linked, eq(linked.id, caseLinks.caseId))
    .innerJoin(cases, sql`${cases.id} = coalesce(${linked.mergedInto}, ${linked.id})`)
    .where(
      and(
        isNull(caseLinks.removedAt),
        inArray(by === 'tip' ? caseLinks.tipId : cases.id, [...ids]),
        inArray(cases.deskId, [...deskIds]),
      ),
    )
    .orderBy(asc(cases.serial), asc(caseLinks.tipId))

/** Duplicates among the tips, or with one of them. */
export async function selectDuplicates(db: Database, tipIds: readonly string[]) {
  const rows = await db
    .select({ tip: tipRelations.secondTip, first: tipRelations.firstTip })
    .from(tipRelations)
    .where(sql`${tipRelations.firstTip} = any(${uuids(tipIds)}) or ${tipRelations.secondTip} = any(${uuids(tipIds)})`)
  return rows.flatMap(({ tip, first }) => (tip === null || first === null ? [] : [{ tip, first }]))
}

export async function selectGraphTips(db: Database, tipIds: readonly string[], deskIds: readonly string[]) {
  if (tipIds.length === 0) return []
  return db
    .select({
      tip: tips.id,
      serial: tips.serial,
      receivedAt: tips.receivedAt,
      desk: tipStates.deskId,
      stage: tipStates.stage,
      wrap: tipWraps.wrap,
      index: tipIndexes.sealed,
      indexRevision: tipIndexes.revision,
    })
    .from(tips)
    .innerJoin(tipStates, eq(tipStates.tipId, tips.id))
    .innerJoin(tipWraps, and(eq(tipWraps.tipId, tips.id), eq(tipWraps.deskId, tipStates.deskId)))
    .leftJoin(tipIndexes, eq(tipIndexes.tipId, tips.id))
    .where(and(inArray(tips.id, [...tipIds]), inArray(tipStates.deskId, [...deskIds])))
    .orderBy(asc(tips.serial))
}

/** A case; of a merged one the case it went into. */
export async function selectCase(db: Database, caseId: string) {
  const [row] = await db
    .select({ case: cases.id, desk: cases.deskId, number: cases.number, title: cases.title })
    .from(linked)
    .innerJoin(cases, sql`${cases.id} = coalesce(${linked.mergedInto}, ${linked.id})`)
    .where(eq(linked.id, caseId))
  return row ?? null
}
