import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import type { Database } from '#db/connect.ts'
import { tipIdentifiers, tipBands } from '#db/schema/matching.ts'
import { deskMembers, desks, staff } from '#db/schema/staff.ts'
import { tipRelations } from '#db/schema/triage.ts'
import { numbers, uuids } from './store.ts'
import type { Token } from './tokens.ts'

/** The SQL of what belongs together. */

/** Of each token only so many tips are looked at, the newest: what more share says nothing any more. */
export const NEWEST_OF_TOKEN = 50
/** A count of tips with a token goes no further. */
export const COMMON = 1000

export type Shared = { tip: string; serial: number; desk: string; token: Token }

/** Which tips of these desks share a token with a tip: the newest of each token and desk. */
export async function selectSharing(
  db: Database,
  table: typeof tipIdentifiers | typeof tipBands,
  tipId: string,
  deskIds: readonly string[],
): Promise<Shared[]> {
  const rows = await db.execute<{ tip: string; serial: string; desk: string; token: string }>(sql`
    select theirs.tip_id as tip, theirs.serial, desk.desk, mine.token from ${table} mine cross join unnest(${uuids(deskIds)}) desk
      cross join lateral (select t.tip_id, t.serial from ${table} t where t.token = mine.token and t.desk_id = desk.desk
        and t.tip_id <> ${tipId} order by t.serial desc limit ${NEWEST_OF_TOKEN}) theirs
    where mine.tip_id = ${tipId}`)
  return rows.map(({ tip, serial, desk, token }) => ({ tip, desk, serial: Number(serial), token: BigInt(token) }))
}

/** How many tips have each of a tip's identifiers that others have too, at all desks, up to a cap. */
export async function countSharers(db: Database, tokens: readonly Token[]): Promise<Map<Token, number>> {
  const rows = await db.execute<{ token: string; tips: number }>(sql`
    select token.token, theirs.tips from unnest(${numbers(tokens)}) token cross join lateral
      (select count(*)::int as tips from (select from tip_identifiers i where i.token = token.token limit ${COMMON}) counted) theirs`)
  return new Map(rows.map(({ token, tips }) => [BigInt(token), tips]))
}

/** What officers said about a tip and others. */
export async function selectRelations(db: Database, tipId: string) {
  const rows = await db
    .select()
    .from(tipRelations)
    .where(or(eq(tipRelations.one, tipId), eq(tipRelations.other, tipId)))
  return new Map(
    rows.map((row) => [row.one === tipId ? row.other : row.one, { as: row.as, first: row.firstTip }] as const),
  )
}

export const selectSerials = (db: Database, tipIds: readonly string[], deskIds: readonly string[]) =>
  db.execute<{ tip: string; serial: string }>(
    sql`select tip_id as tip, serial from tip_states where tip_id = any(${uuids(tipIds)}) and desk_id = any(${uuids(deskIds)})`,
  )

/** The investigation desks, with who leads them and holds their key. */
export async function selectInvestigators(db: Database) {
  const leads = and(eq(deskMembers.deskId, desks.id), eq(deskMembers.role, 'lead'))
  return db
    .select({ id: desks.id, nameZh: desks.nameZh, nameEn: desks.nameEn, lead: staff.name })
    .from(desks)
    .leftJoin(deskMembers, leads)
    .leftJoin(staff, and(eq(staff.id, deskMembers.staffId), eq(staff.stopped, false)))
    .where(inArray(desks.kind, ['investigation']))
    .orderBy(asc(desks.position), asc(staff.name))
}
