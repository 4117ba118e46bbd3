import { and, asc, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Candidate } from '#contract/matching.ts'
import { COUNT_CAP } from '#contract/triage.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { records } from '#db/schema/log.ts'
import { tipBands, tipIdentifiers, tipIndexes, tipWords } from '#db/schema/matching.ts'
import { messages, tips, tipStates, tipWraps } from '#db/schema/tips.ts'
import { tipNotes } from '#db/schema/triage.ts'
import { tipNumber } from '../tips/number.ts'
import type { Token } from './tokens.ts'

/** The SQL of searching: what is indexed, and who has a token. */

export const uuids = (ids: readonly string[]): SQL => sql`${`{${ids.join(',')}}`}::uuid[]`
export const numbers = (tokens: readonly Token[]): SQL => sql`${`{${tokens.join(',')}}`}::bigint[]`

const isUnindexed = (deskId: string): SQL | undefined =>
  and(eq(tipStates.deskId, deskId), sql`${tipStates.indexedSeq} < ${tipStates.contentSeq}`)

/** Oldest first. */
export async function selectUnindexed(db: Database, deskId: string, most: number): Promise<string[]> {
  const rows = await db
    .select({ tip: tipStates.tipId })
    .from(tipStates)
    .where(isUnindexed(deskId))
    .orderBy(asc(tipStates.serial))
    .limit(most)
  return rows.map(({ tip }) => tip)
}

export async function countUnindexed(db: Database, deskId: string): Promise<number> {
  const counted = db
    .select({ tip: tipStates.tipId })
    .from(tipStates)
    .where(isUnindexed(deskId))
    .limit(COUNT_CAP)
    .as('counted')
  const [row] = await db.select({ left: sql<number>`count(*)::int` }).from(counted)
  return row?.left ?? 0
}

/** A tip's place, wrap and report. */
export async function selectSealed(db: Database | Transaction, tipId: string) {
  const [row] = await db
    .select({
      tip: tipStates.tipId,
      serial: tipStates.serial,
      deskId: tipStates.deskId,
      contentSeq: tipStates.contentSeq,
      wrap: tipWraps.wrap,
      report: tips.report,
    })
    .from(tipStates)
    .innerJoin(tips, eq(tips.id, tipStates.tipId))
    .innerJoin(tipWraps, and(eq(tipWraps.tipId, tipStates.tipId), eq(tipWraps.deskId, tipStates.deskId)))
    .where(eq(tipStates.tipId, tipId))
  return row ?? null
}
export type SealedRow = NonNullable<Awaited<ReturnType<typeof selectSealed>>>

/** Messages, notes and the index of a tip. */
export async function selectParts(db: Database, tipId: string) {
  const [dialogue, notes, index] = await Promise.all([
    db
      .select({ seq: messages.seq, sealed: messages.sealed })
      .from(messages)
      .where(eq(messages.tipId, tipId))
      .orderBy(asc(messages.seq)),
    db
      .select({ seq: tipNotes.seq, sealed: tipNotes.sealed })
      .from(tipNotes)
      .where(eq(tipNotes.tipId, tipId))
      .orderBy(asc(tipNotes.seq)),
    db.select().from(tipIndexes).where(eq(tipIndexes.tipId, tipId)),
  ])
  return { dialogue, notes, index: index[0] ?? null }
}

/** Whether somebody has done this to a tip: ever, or in the last five minutes. */
export async function hasDone(
  tx: Transaction,
  deed: { did: 'index-tip' | 'search-tip'; tipId: string; staffId: string },
  since: 'ever' | 'five minutes',
): Promise<boolean> {
  const isTheirs = and(eq(records.tipId, deed.tipId), eq(records.did, deed.did), eq(records.staffId, deed.staffId))
  const isRecent = since === 'ever' ? undefined : sql`${records.at} > now() - interval '5 minutes'`
  return (await tx.select({ seq: records.seq }).from(records).where(and(isTheirs, isRecent)).limit(1)).length > 0
}

/** Where a tip stands, its row locked: who stores an index, a message or a move comes one after the other. */
export async function lockState(tx: Transaction, tipId: string) {
  const [row] = await tx
    .select({ serial: tipStates.serial, deskId: tipStates.deskId, contentSeq: tipStates.contentSeq })
    .from(tipStates)
    .where(eq(tipStates.tipId, tipId))
    .for('update')
  return row ?? null
}

export async function selectRevision(tx: Transaction, tipId: string): Promise<number> {
  const [row] = await tx.select({ revision: tipIndexes.revision }).from(tipIndexes).where(eq(tipIndexes.tipId, tipId))
  return row?.revision ?? 0
}

export type TipTokens = { identifiers: Token[]; bands: Token[]; words: Token[] }
type IndexRow = typeof tipIndexes.$inferInsert & { serial: number; deskId: string }

/** Everything that can be found of a tip, in place of what could be found before. */
export async function replaceIndex(tx: Transaction, row: IndexRow, tokens: TipTokens): Promise<void> {
  const { tipId, serial, deskId, revision, contentSeq, sealed } = row
  for (const [table, own] of [[tipIdentifiers, tokens.identifiers] as const, [tipBands, tokens.bands] as const]) {
    await tx.delete(table).where(eq(table.tipId, tipId))
    await tx.execute(sql`insert into ${table} (token, serial, tip_id, desk_id)
      select token, ${serial}::bigint, ${tipId}::uuid, ${deskId}::uuid from unnest(${numbers(own)}) token`)
  }
  await tx.execute(sql`insert into ${tipWords} (tip_id, serial, desk_id, words)
    values (${tipId}, ${serial}, ${deskId}, ${numbers(tokens.words)})
    on conflict (tip_id) do update set words = excluded.words`)
  await tx
    .insert(tipIndexes)
    .values({ tipId, revision, contentSeq, sealed })
    .onConflictDoUpdate({ target: tipIndexes.tipId, set: { revision, contentSeq, sealed } })
  await tx.update(tipStates).set({ indexedSeq: contentSeq }).where(eq(tipStates.tipId, tipId))
}

/** Serials of tips of these desks with any of the tokens, newest first: for each token and desk one short walk. */
export async function serialsWithAny(
  db: Database,
  deskIds: readonly string[],
  tokens: readonly Token[],
  before: number,
  most: number,
): Promise<number[]> {
  const rows = await db.execute<{ serial: string }>(sql`
    select distinct theirs.serial from unnest(${numbers(tokens)}) token cross join unnest(${uuids(deskIds)}) desk
      cross join lateral (select serial from tip_identifiers i where i.token = token.token and i.desk_id = desk.desk
        and i.serial < ${before} order by i.serial desc limit ${most}) theirs
    order by theirs.serial desc limit ${most}`)
  return rows.map(({ serial }) => Number(serial))
}

/** Serials of tips of these desks with all of the words, newest first. */
export async function serialsWithAll(
  db: Database,
  deskIds: readonly string[],
  words: readonly Token[],
  before: number,
  most: number,
): Promise<number[]> {
  const rows = await db.execute<{ serial: string }>(
    sql`select serials_with_words(${numbers(words)}, ${uuids(deskIds)}, ${before}, ${most}) as serial`,
  )
  return rows.map(({ serial }) => Number(serial))
}

/** The greatest serial there is. */
export async function lastSerial(db: Database): Promise<number> {
  const [row] = await db.select({ serial: tips.serial }).from(tips).orderBy(desc(tips.serial)).limit(1)
  return row?.serial ?? 0
}

const candidateRow = {
  tip: tips.id,
  serial: tips.serial,
  receivedAt: tips.receivedAt,
  desk: tipStates.deskId,
  stage: tipStates.stage,
  category: tips.category,
  district: tips.district,
}

/** What a list shows of tips, newest first; only those of these desks. */
export async function selectCandidates(
  db: Database,
  deskIds: readonly string[],
  serials: readonly number[],
): Promise<Candidate[]> {
  if (serials.length === 0) return []
  const rows = await db
    .select(candidateRow)
    .from(tips)
    .innerJoin(tipStates, eq(tipStates.tipId, tips.id))
    .where(and(inArray(tips.serial, [...serials]), inArray(tipStates.deskId, [...deskIds])))
    .orderBy(desc(tips.serial))
  return rows.map((row) => ({
    ...row,
    number: tipNumber(row.receivedAt, row.serial),
    receivedAt: row.receivedAt.toISOString(),
  }))
}

export async function selectWraps(db: Database, tipIds: readonly string[]): Promise<Map<string, Uint8Array>> {
  if (tipIds.length === 0) return new Map()
  const rows = await db
    .select({ tip: tipWraps.tipId, wrap: tipWraps.wrap })
    .from(tipWraps)
    .where(inArray(tipWraps.tipId, [...tipIds]))
  return new Map(rows.map(({ tip, wrap }) => [tip, wrap]))
}
