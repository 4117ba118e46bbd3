import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '#db/connect.ts'
import { tips } from '#db/schema/tips.ts'
import { tipRelations } from '#db/schema/triage.ts'

/** The SQL of what officers said about two tips. */

/** The two ids in the order of the table's key. */
const inOrder = (tip: string, other: string): { one: string; other: string } =>
  tip < other ? { one: tip, other } : { one: other, other: tip }
const isPair = (tip: string, other: string) => {
  const pair = inOrder(tip, other)
  return and(eq(tipRelations.one, pair.one), eq(tipRelations.other, pair.other))
}

/**
 * Until the transaction ends nobody else says anything about any two tips. Groups of duplicates reach over tips that
 * neither of two officers named, so locks on the tips would not do; and it happens some times a day.
 */
export async function lockRelations(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('tip_relations'))`)
}

export async function selectRelation(
  tx: Transaction,
  tip: string,
  other: string,
): Promise<typeof tipRelations.$inferSelect | null> {
  const [row] = await tx.select().from(tipRelations).where(isPair(tip, other))
  return row ?? null
}

/** The tip that this one duplicates, or itself. */
export async function selectFirst(tx: Transaction, tip: string): Promise<string> {
  const [row] = await tx
    .select({ first: tipRelations.firstTip })
    .from(tipRelations)
    .where(eq(tipRelations.secondTip, tip))
  return row?.first ?? tip
}

export async function selectDuplicates(tx: Transaction, first: string): Promise<string[]> {
  const rows = await tx
    .select({ second: tipRelations.secondTip })
    .from(tipRelations)
    .where(eq(tipRelations.firstTip, first))
  return rows.flatMap(({ second }) => second ?? [])
}

export type Arrival = { tip: string; serial: number; acceptedAt: Date | null }

/** When tips came, and when they were accepted first, without what was taken back. */
export async function selectArrivals(tx: Transaction, ids: readonly string[]): Promise<Arrival[]> {
  const acceptedAt = sql<
    string | null
  >`(select min(m.at) from tip_moves m where m.tip_id = ${tips.id} and m.move = 'accept'
    and not exists (select from tip_moves u where u.tip_id = m.tip_id and u.undoes = m.seq))`
  const rows = await tx
    .select({ tip: tips.id, serial: tips.serial, acceptedAt })
    .from(tips)
    .where(inArray(tips.id, [...ids]))
  return rows.map((row) => ({ ...row, acceptedAt: row.acceptedAt === null ? null : new Date(row.acceptedAt) }))
}

/** Takes away what was said about two tips; whether something was. */
export async function deleteRelation(tx: Transaction, tip: string, other: string): Promise<boolean> {
  return (await tx.delete(tipRelations).where(isPair(tip, other)).returning({ one: tipRelations.one })).length > 0
}

/** Says something about two tips in place of what was said before. */
export async function replaceRelation(
  tx: Transaction,
  said: { tip: string; other: string; first: string | null; staffId: string; at: Date },
): Promise<void> {
  const { tip, other, first, staffId, at } = said
  await deleteRelation(tx, tip, other)
  const second = first === null ? null : first === tip ? other : tip
  await tx.insert(tipRelations).values({
    ...inOrder(tip, other),
    as: first === null ? 'unrelated' : 'duplicate',
    firstTip: first,
    secondTip: second,
    staffId,
    at,
  })
}
