import { and, asc, eq, lt, sql, type SQL } from 'drizzle-orm'
import type { LapseKind } from '#contract/lapses.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { payables } from '#db/schema/ledger.ts'
import { claims, freezes, lapseItems, lapseLists } from '#db/schema/payments.ts'
import { awards, awardVersions } from '#db/schema/rewards.ts'
import { desks } from '#db/schema/staff.ts'

/** The SQL of what is due to go back: rewards for tips that nobody claimed in time, or that were declined. What is held up stays. */

type Db = Database | Transaction

export const owed = {
  payable: payables.id,
  award: awards.id,
  number: awards.number,
  fund: awards.fund,
  reporter: sql<string | null>`${awardVersions.content}->>'reporter'`,
  participant: sql<string | null>`${awardVersions.content}->'participants'->(${payables.participant} - 1)->>'name'`,
  fen: payables.fen,
  claimUntil: sql<string>`${awards.claimUntil}::text`,
  provisional: sql<boolean>`coalesce(${awards.claimProvisional}, false)`,
}

const isListed = sql<boolean>`exists (select from ${lapseItems} join ${lapseLists} on ${lapseLists.id} = ${lapseItems.listId}
  where ${lapseItems.payableId} = ${payables.id} and ${lapseLists.doneAt} is null and ${lapseLists.withdrawnAt} is null)`

const isHeld = sql`exists (select from ${freezes} where ${freezes.payableId} = ${payables.id} and ${freezes.releasedAt} is null)`

const isDue = (kind: LapseKind, today: string): SQL | undefined =>
  kind === 'lapse'
    ? and(eq(payables.state, 'open'), lt(awards.claimUntil, today))
    : and(
        eq(payables.state, 'claimed'),
        sql`(select ${claims.method} from ${claims} where ${claims.payableId} = ${payables.id} and ${claims.seq} = ${payables.claimSeq}) = 'decline'`,
      )

/** What is due, the longest first. */
export const selectDue = (db: Db, kind: LapseKind, today: string, most: number) =>
  db
    .select({ ...owed, isListed })
    .from(payables)
    .innerJoin(awards, eq(awards.id, payables.awardId))
    .innerJoin(
      awardVersions,
      and(eq(awardVersions.awardId, payables.awardId), eq(awardVersions.version, payables.version)),
    )
    .where(and(eq(payables.fund, 'tips'), isDue(kind, today), sql`not ${isHeld}`))
    .orderBy(asc(awards.claimUntil), asc(payables.id))
    .limit(most)

/** How much is due and on no list; of what is overdue also how much became so on the day before. */
export async function countDue(db: Db, kind: LapseKind, today: string): Promise<{ due: number; fresh: number }> {
  const [row] = await db
    .select({
      due: sql<number>`count(*)::int`,
      fresh: sql<number>`(count(*) filter (where ${awards.claimUntil} = ${today}::date - 1))::int`,
    })
    .from(payables)
    .innerJoin(awards, eq(awards.id, payables.awardId))
    .where(and(eq(payables.fund, 'tips'), isDue(kind, today), sql`not ${isHeld}`, sql`not ${isListed}`))
  return row ?? { due: 0, fresh: 0 }
}

export async function selectFinanceDesks(db: Db): Promise<string[]> {
  const rows = await db
    .select({ id: desks.id })
    .from(desks)
    .where(eq(desks.kind, 'finance'))
    .orderBy(asc(desks.position))
  return rows.map(({ id }) => id)
}
