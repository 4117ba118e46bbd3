import { asc, eq, sql } from 'drizzle-orm'
import type { Finding } from '#contract/rewards/assessment.ts'
import type { AwardRecords, TipRecords } from '#contract/rewards/compose.ts'
import { reporterNumber } from '#contract/rewards/reporter.ts'
import type { Transaction } from '#db/connect.ts'
import { cases, outcomes } from '#db/schema/cases.ts'
import { ruleSets } from '#db/schema/rules.ts'
import { tips } from '#db/schema/tips.ts'

/** What the records say for an award of the demo, as the server would answer the browser of who puts it forward. */

type Of = { award: string; caseId: string; at: Date }

export async function strikeRecords(tx: Transaction, { award, caseId }: Of): Promise<AwardRecords> {
  const found = await caseOf(tx, caseId)
  return { award, version: 1, case: caseId, desk: found.deskId, rules: await rulesAt(tx, sql`cracked_at(${caseId})`) }
}

export async function tipRecords(tx: Transaction, of: Of, tipId: string): Promise<TipRecords> {
  const found = await caseOf(tx, of.caseId)
  const [tip] = await tx.select({ claimPublic: tips.claimPublic }).from(tips).where(eq(tips.id, tipId))
  if (tip === undefined) throw new Error('The demo has no such tip')
  const findings = await findingsOf(tx, of.caseId)
  return {
    award: of.award,
    version: 1,
    case: of.caseId,
    desk: found.deskId,
    rules: await rulesAt(tx, sql`tip_accepted_at(${tipId})`),
    tip: tipId,
    reporter: reporterNumber(tip.claimPublic),
    findings,
    answered: {
      'case-filed': found.filedAs !== null,
      'case-cracked': found.crackedAt !== null,
      'suspect-caught': findings.some(({ kind }) => kind === 'arrest' || kind === 'growers'),
    },
    takenFen: await takenBefore(tx, of),
  }
}

async function caseOf(
  tx: Transaction,
  caseId: string,
): Promise<Pick<typeof cases.$inferSelect, 'deskId' | 'filedAs' | 'crackedAt'>> {
  const [found] = await tx.select().from(cases).where(eq(cases.id, caseId))
  if (found === undefined) throw new Error('The demo has no such case')
  return found
}

async function rulesAt(tx: Transaction, at: ReturnType<typeof sql>): Promise<AwardRecords['rules']> {
  const [rules] = await tx
    .select({ seq: ruleSets.seq, document: ruleSets.document })
    .from(ruleSets)
    .where(sql`${ruleSets.seq} = rule_set_on(sanya_day(${at}))`)
  if (rules === undefined) throw new Error('No rule set holds on that day')
  return rules
}

/** Outcomes that count, in the order of entry. */
async function findingsOf(tx: Transaction, caseId: string): Promise<Finding[]> {
  const rows = await tx
    .select()
    .from(outcomes)
    .where(sql`${outcomes.id} in (select counted_outcomes(${caseId}))`)
    .orderBy(asc(outcomes.serial))
  return rows.map(({ id, kind, substance, weight, unit, count, measure, moneyFen }) => ({
    id,
    kind,
    substance,
    weight,
    unit,
    count,
    measure,
    moneyFen: moneyFen?.toString() ?? null,
  }))
}

async function takenBefore(tx: Transaction, { award, caseId, at }: Of): Promise<TipRecords['takenFen']> {
  const [taken] = await tx.execute<{ case: string; year: string }>(sql`
    select (select fen from taken_of_case(${caseId}, ${award}))::text as "case",
      taken_of_year(extract(year from sanya_day(${at.toISOString()}::timestamptz))::integer, ${award})::text as year`)
  return { case: taken?.case ?? '0', year: taken?.year ?? '0' }
}
