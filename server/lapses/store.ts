import { and, asc, count, desc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { LapseKind } from '#contract/lapses.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { payables } from '#db/schema/ledger.ts'
import { lapseItems, lapseLists } from '#db/schema/payments.ts'
import { awards, awardVersions } from '#db/schema/rewards.ts'
import { staff } from '#db/schema/staff.ts'
import { owed } from './store-due.ts'

/** The SQL of lists of what goes back to the fund. */

type Db = Database | Transaction
const proposers = alias(staff, 'proposers')
const confirmers = alias(staff, 'confirmers')
const withdrawers = alias(staff, 'withdrawers')

const sumOf = (
  only: 'all' | 'returned',
) => sql<string>`(select coalesce(sum(p.fen), 0)::text from ${lapseItems} i join ${payables} p on p.id = i.payable_id
  where i.list_id = ${lapseLists.id} ${only === 'all' ? sql`` : sql`and i.outcome = 'returned'`})`
const countOf = (only: 'all' | 'returned') => sql<number>`(select count(*)::int from ${lapseItems} i
  where i.list_id = ${lapseLists.id} ${only === 'all' ? sql`` : sql`and i.outcome = 'returned'`})`

const listColumns = {
  list: lapseLists.id,
  kind: lapseLists.kind,
  proposedBy: { id: proposers.id, name: proposers.name },
  proposedAt: lapseLists.proposedAt,
  confirmedBy: { id: confirmers.id, name: confirmers.name },
  confirmedAt: lapseLists.confirmedAt,
  withdrawnBy: { id: withdrawers.id, name: withdrawers.name },
  withdrawnAt: lapseLists.withdrawnAt,
  doneAt: lapseLists.doneAt,
  count: countOf('all'),
  fen: sumOf('all'),
  returned: countOf('returned'),
  returnedFen: sumOf('returned'),
}

const selectFrom = (db: Db) =>
  db
    .select(listColumns)
    .from(lapseLists)
    .innerJoin(proposers, eq(proposers.id, lapseLists.proposedBy))
    .leftJoin(confirmers, eq(confirmers.id, lapseLists.confirmedBy))
    .leftJoin(withdrawers, eq(withdrawers.id, lapseLists.withdrawnBy))
export type ListRow = Awaited<ReturnType<typeof selectFrom>>[number]

const isOver = or(isNotNull(lapseLists.doneAt), isNotNull(lapseLists.withdrawnAt))

/** Lists that wait for something, then the newest that are over. */
export async function selectLists(db: Db, most: number): Promise<ListRow[]> {
  const waiting = await selectFrom(db)
    .where(and(isNull(lapseLists.doneAt), isNull(lapseLists.withdrawnAt)))
    .orderBy(asc(lapseLists.proposedAt))
  const over = await selectFrom(db).where(isOver).orderBy(desc(lapseLists.proposedAt), asc(lapseLists.id)).limit(most)
  return [...waiting, ...over]
}

export async function selectList(db: Db, list: string): Promise<ListRow | null> {
  const [row] = await selectFrom(db).where(eq(lapseLists.id, list))
  return row ?? null
}

/** What is on a list, with what became of it, and with what may have kept it. */
export const selectItems = (db: Db, list: string) =>
  db
    .select({
      ...owed,
      outcome: lapseItems.outcome,
      wasClaimed: sql<boolean>`exists (select from claims c where c.payable_id = ${payables.id} and c.at <= ${lapseLists.doneAt}
        and (${lapseLists.kind} = 'lapse' or c.method <> 'decline' and c.seq = (select max(n.seq) from claims n where n.payable_id = c.payable_id and n.at <= ${lapseLists.doneAt})))`,
      wasExtended: sql<boolean>`exists (select from claim_extensions e where e.award_id = ${awards.id} and e.at <= ${lapseLists.doneAt}
        and e.until >= sanya_day(${lapseLists.doneAt}))`,
      wasHeld: sql<boolean>`exists (select from freezes f where f.payable_id = ${payables.id} and f.at <= ${lapseLists.doneAt}
        and coalesce(f.released_at > ${lapseLists.doneAt}, true))`,
    })
    .from(lapseItems)
    .innerJoin(lapseLists, eq(lapseLists.id, lapseItems.listId))
    .innerJoin(payables, eq(payables.id, lapseItems.payableId))
    .innerJoin(awards, eq(awards.id, payables.awardId))
    .innerJoin(
      awardVersions,
      and(eq(awardVersions.awardId, payables.awardId), eq(awardVersions.version, payables.version)),
    )
    .where(eq(lapseItems.listId, list))
    .orderBy(asc(awards.claimUntil), asc(payables.id))
export type ItemRow = Awaited<ReturnType<typeof selectItems>>[number]

export async function insertList(
  tx: Transaction,
  list: { id: string; kind: LapseKind; proposedBy: string; proposedAt: Date },
  payableIds: readonly string[],
): Promise<void> {
  await tx.insert(lapseLists).values(list)
  // In one order, as whoever carries a list out holds them too.
  const items = payableIds.toSorted().map((payableId) => ({ listId: list.id, payableId }))
  await tx.insert(lapseItems).values(items)
}

const isProposed = (list: string) =>
  and(eq(lapseLists.id, list), isNull(lapseLists.confirmedAt), isNull(lapseLists.withdrawnAt))

/** Settles a list that is proposed; whether it was. */
export async function settleList(
  tx: Transaction,
  list: string,
  set: { confirmedBy: string; confirmedAt: Date } | { withdrawnBy: string; withdrawnAt: Date },
): Promise<boolean> {
  return (await tx.update(lapseLists).set(set).where(isProposed(list)).returning({ id: lapseLists.id })).length > 0
}

/** Lists that were confirmed and are not carried out, in their order. */
export const selectConfirmed = (db: Db) =>
  db
    .select({ list: lapseLists.id })
    .from(lapseLists)
    .where(and(isNotNull(lapseLists.confirmedAt), isNull(lapseLists.doneAt)))
    .orderBy(asc(lapseLists.confirmedAt), asc(lapseLists.id))

/** Carries a list out, once however often it is called; how many items were settled by this call. */
export async function carryOut(db: Db, list: string, at: Date): Promise<number> {
  const [row] = await db.execute<{ settled: number }>(
    sql`select carry_out_list(${list}::uuid, ${at.toISOString()}::timestamptz) as settled`,
  )
  return row?.settled ?? 0
}

/** Lists that wait for the second person. */
export async function countProposed(db: Db): Promise<number> {
  const [row] = await db
    .select({ lists: count() })
    .from(lapseLists)
    .where(and(isNull(lapseLists.confirmedAt), isNull(lapseLists.withdrawnAt)))
  return row?.lists ?? 0
}
