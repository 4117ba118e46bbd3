import { eq } from 'drizzle-orm'
import type { Transaction } from '#db/connect.ts'
import {
  caseCounters,
  caseLinks,
  caseMerges,
  caseNarratives,
  caseOfficers,
  cases,
  caseSteps,
  outcomeConfirmations,
  outcomes,
} from '#db/schema/cases.ts'
import { records } from '#db/schema/log.ts'
import type { CaseRows } from './play-case.ts'

/** Inserts cases in their order, then merges: into a merged case nothing goes any more. The next number of a year follows theirs. */
export async function insertCases(tx: Transaction, played: readonly CaseRows[]): Promise<void> {
  for (const rows of played) await insertCase(tx, rows)
  const last = new Map(played.map((rows) => [rows.case.year, rows.case.seq]))
  await tx.insert(caseCounters).values([...last].map(([year, seq]) => ({ year, last: seq })))
  for (const { merge } of played) {
    if (merge === null) continue
    await tx.insert(caseMerges).values(merge)
    await tx.update(cases).set({ mergedInto: merge.intoCase }).where(eq(cases.id, merge.caseId))
  }
}

async function insertCase(tx: Transaction, rows: CaseRows): Promise<void> {
  const caseId = rows.case.id
  await tx.insert(cases).values(rows.case)
  await tx.insert(caseOfficers).values(rows.officers.map((staffId) => ({ caseId, staffId })))
  await tx.insert(caseSteps).values(rows.entries)
  await tx.insert(caseNarratives).values(rows.narrative)
  if (rows.links.length > 0) await tx.insert(caseLinks).values(rows.links)
  for (const row of rows.outcomes) await tx.insert(outcomes).values(row)
  if (rows.confirmations.length > 0) await tx.insert(outcomeConfirmations).values(rows.confirmations)
  await tx.insert(records).values(rows.trail.toSorted((one, other) => one.at.getTime() - other.at.getTime()))
}
