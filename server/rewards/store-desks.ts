import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { DeskKind } from '#contract/roles.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { desks } from '#db/schema/staff.ts'

/** The SQL about desks and people, as far as awards need it. */

type Db = Database | Transaction

export async function selectDeskKinds(db: Db, deskIds: readonly string[]): Promise<Map<string, DeskKind>> {
  if (deskIds.length === 0) return new Map()
  const rows = await db
    .select({ id: desks.id, kind: desks.kind })
    .from(desks)
    .where(inArray(desks.id, [...deskIds]))
  return new Map(rows.map(({ id, kind }) => [id, kind]))
}

/** Desks of a kind, in their order. */
export async function selectDesksOfKind(db: Db, kind: DeskKind): Promise<string[]> {
  const rows = await db.select({ id: desks.id }).from(desks).where(eq(desks.kind, kind)).orderBy(asc(desks.position))
  return rows.map(({ id }) => id)
}

/** Who reads the reasons of an award of this desk: the desk, then reward desks, then audit desks, each in its order. */
export const selectRecipients = (db: Db, deskId: string, most: number) =>
  db
    .select({ desk: { id: desks.id, nameZh: desks.nameZh, nameEn: desks.nameEn }, recipient: desks.recipient })
    .from(desks)
    .where(sql`${desks.id} = ${deskId} or ${desks.kind} in ('rewards', 'audit')`)
    .orderBy(sql`${desks.id} <> ${deskId}`, sql`${desks.kind} = 'audit'`, asc(desks.position))
    .limit(most)
