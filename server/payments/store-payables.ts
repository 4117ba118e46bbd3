import { and, asc, desc, eq, ilike, or, sql, type SQL } from 'drizzle-orm'
import {
  PAYABLE_STATES,
  RUN_KINDS,
  type FreezeCause,
  type PayableState,
  type Rejection,
  type RunKind,
  type RunState,
} from '#contract/money/chain.ts'
import { METHODS, type Method } from '#contract/money/names.ts'
import { runKindOf } from '#contract/money/may-pay.ts'
import type { Fund } from '#contract/rewards/content.ts'
import { COUNT_CAP } from '#contract/triage.ts'
import type { Database } from '#db/connect.ts'
import { payables } from '#db/schema/ledger.ts'
import { claims } from '#db/schema/payments.ts'
import { awards, awardVersions } from '#db/schema/rewards.ts'

/** The SQL of lists of what is owed, and their counts. */

export type Filters = {
  fund?: Fund | undefined
  state?: PayableState | undefined
  method?: Method | undefined
  ready?: RunKind | undefined
  frozen?: 'yes' | undefined
  overdue?: 'yes' | undefined
  number?: string | undefined
}
/** A place in a list: microseconds since 1970, and the identifier. */
export type Place = { micros: string; id: string }
type Asked = { filters: Filters; after: Place | null; isRising: boolean; today: string; most: number }

const isFrozen = sql`exists (select from freezes f where f.payable_id = ${payables.id} and f.released_at is null)`
const newest = and(eq(claims.payableId, payables.id), eq(claims.seq, payables.claimSeq))
const micros = sql<string>`(extract(epoch from ${payables.since}) * 1000000)::bigint::text`

/** Why the bank sent the last payment of the newest claim back; null: it did not. */
const sentBack = sql<Rejection | null>`(select (select o.cause from payment_outcomes o where o.payment_id = m.id order by o.seq desc limit 1)
  from payments m where m.payable_id = ${payables.id} and m.claim_seq = ${payables.claimSeq} and ${payables.state} = 'claimed'
    and m.state in ('rejected', 'bounced') order by m.since desc limit 1)`

type RunOf = { run: string; number: string; kind: RunKind; state: RunState }
const runOf = sql<RunOf | null>`(select json_build_object('run', r.id, 'number', r.number, 'kind', r.kind, 'state', r.state)
  from payments m join runs r on r.id = m.run_id where m.payable_id = ${payables.id} and m.state <> 'withdrawn'
  order by r.year desc, r.seq desc limit 1)`

/** Rows of a list: what waits oldest first, all else newest first. One more than `most` tells of further ones. */
export const selectPayableRows = (db: Database, { filters, after, isRising, today, most }: Asked) => {
  const direction = isRising ? asc : desc
  return db
    .select({
      payable: payables,
      micros,
      award: { id: awards.id, number: awards.number, claimUntil: awards.claimUntil },
      reporter: sql<string | null>`${awardVersions.content}->>'reporter'`,
      name: sql<string | null>`${awardVersions.content}->'participants'->(${payables.participant} - 1)->>'name'`,
      claim: { seq: claims.seq, method: claims.method, at: claims.at },
      frozen: sql<
        FreezeCause[]
      >`array(select f.cause from freezes f where f.payable_id = ${payables.id} and f.released_at is null order by f.seq)`,
      sentBack,
      run: runOf,
    })
    .from(payables)
    .innerJoin(awards, eq(awards.id, payables.awardId))
    .innerJoin(awardVersions, and(eq(awardVersions.awardId, awards.id), eq(awardVersions.version, payables.version)))
    .leftJoin(claims, newest)
    .where(and(...conditions(filters, today), after === null ? undefined : isBeyond(after, isRising)))
    .orderBy(direction(payables.since), direction(payables.id))
    .limit(most)
}
export type PayableListRow = Awaited<ReturnType<typeof selectPayableRows>>[number]

const isBeyond = ({ micros: at, id }: Place, isRising: boolean): SQL =>
  sql`((extract(epoch from ${payables.since}) * 1000000)::bigint, ${payables.id}) ${isRising ? sql`>` : sql`<`} (${at}::bigint, ${id}::uuid)`

/** Whether nobody claimed it in time; no term binds those who took part. */
const isOverdue = (today: string): SQL =>
  sql`${payables.state} = 'open' and ${payables.fund} = 'tips' and ${awards.claimUntil} < ${today}::date`

/** Whether it can be put into a batch now; an account that the bank sent back is not tried again. */
function isReady(kind: RunKind): SQL {
  const methods = METHODS.filter((method) => runKindOf(method) === kind)
  const named = sql.join(
    methods.map((method) => sql`${method}`),
    sql`, `,
  )
  return sql`${payables.state} = 'claimed' and ${claims.method} in (${named}) and not ${isFrozen} and coalesce(${sentBack}, 'other') = 'other'`
}

function conditions(filters: Filters, today: string): (SQL | undefined)[] {
  const { fund, state, method, ready, frozen, overdue, number } = filters
  const like = number === undefined ? '' : `%${number.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return [
    fund && eq(payables.fund, fund),
    state && eq(payables.state, state),
    method && eq(claims.method, method),
    ready && isReady(ready),
    frozen && isFrozen,
    overdue && isOverdue(today),
    number === undefined
      ? undefined
      : or(ilike(awards.number, like), ilike(sql`${awardVersions.content}->>'reporter'`, like)),
  ]
}

export type PayableCounts = {
  states: Record<PayableState, number>
  ready: Record<RunKind, number>
  declined: number
  frozen: number
  overdue: number
}

/** How much stands where; each up to the cap and one. */
export async function countPayableStates(
  db: Database,
  { fund, today }: { fund: Fund | undefined; today: string },
): Promise<PayableCounts> {
  const capped = (which: SQL): SQL => {
    const where = and(fund && eq(payables.fund, fund), which) ?? sql`true`
    return sql`(select count(*)::int from (select from ${payables} join ${awards} on ${awards.id} = ${payables.awardId}
      left join ${claims} on ${newest} where ${where} limit ${COUNT_CAP + 1}) counted)`
  }
  const listed = <T extends string>(names: readonly T[], which: (name: T) => SQL): SQL =>
    sql`json_build_object(${sql.join(
      names.map((name) => sql`${name}::text, ${capped(which(name))}`),
      sql`, `,
    )})`
  const [row] =
    await db.execute<PayableCounts>(sql`select ${listed(PAYABLE_STATES, (state) => eq(payables.state, state))} as states,
    ${listed(RUN_KINDS, isReady)} as ready, ${capped(sql`${payables.state} = 'claimed' and ${claims.method} = 'decline'`)} as declined,
    ${capped(isFrozen)} as frozen, ${capped(isOverdue(today))} as overdue`)
  if (row === undefined) throw new Error('Counting gives a row')
  return row
}
