import { and, count, desc, eq, isNull, max, sql } from 'drizzle-orm'
import type { Transaction } from '#db/connect.ts'
import { logChecks, logHeads, logIdentity, logLeaves, records } from '#db/schema/log.ts'

/** The SQL of heads and runs of the verifier. */

const checkColumns = {
  id: logChecks.id,
  startedAt: logChecks.startedAt,
  finishedAt: logChecks.finishedAt,
  result: logChecks.result,
  size: logChecks.size,
  records: logChecks.records,
  findings: sql<number>`jsonb_array_length(${logChecks.findings})`.mapWith(Number),
}

export const selectChecks = (tx: Transaction, most: number) =>
  tx.select(checkColumns).from(logChecks).orderBy(desc(logChecks.id)).limit(most)

/** One run, and the first of what it found. */
export async function selectCheck(tx: Transaction, id: number) {
  const [row] = await tx
    .select({ check: checkColumns, found: logChecks.findings })
    .from(logChecks)
    .where(eq(logChecks.id, id))
  return row ?? null
}

export const selectHeads = (tx: Transaction, most: number) =>
  tx
    .select({ size: logHeads.size, root: logHeads.root, signedAt: logHeads.signedAt })
    .from(logHeads)
    .orderBy(desc(logHeads.size))
    .limit(most)

export async function selectNote(tx: Transaction, size: number): Promise<string | null> {
  const [row] = await tx.select({ note: logHeads.note }).from(logHeads).where(eq(logHeads.size, size))
  return row?.note ?? null
}

export async function selectIdentity(tx: Transaction) {
  const [row] = await tx.select({ origin: logIdentity.origin, verifierKey: logIdentity.verifierKey }).from(logIdentity)
  return row ?? null
}

export async function countWaiting(tx: Transaction): Promise<number> {
  const [row] = await tx.select({ waiting: count() }).from(logLeaves).where(isNull(logLeaves.idx))
  return row?.waiting ?? 0
}

/** When a check was last asked for that no run has answered; a wish is given up after an hour, should its job have been lost. */
export async function selectAsked(tx: Transaction): Promise<Date | null> {
  const [row] = await tx
    .select({ at: max(records.at) })
    .from(records)
    .where(
      and(
        eq(records.did, 'ask-check'),
        sql`${records.at} > greatest(now() - interval '1 hour', (select max(started_at) from ${logChecks}))`,
      ),
    )
  return row?.at ?? null
}
