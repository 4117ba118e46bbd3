import { eq, isNull, sql } from 'drizzle-orm'
import { connect, type Database, type Transaction } from '#db/connect.ts'
import { clocks } from '#db/schema/clocks.ts'
import { records } from '#db/schema/log.ts'
import { notices } from '#db/schema/notices.ts'
import { deskMembers, desks, site, staff } from '#db/schema/staff.ts'
import {
  messages,
  sealedPieces,
  tipFiles,
  tipIntakes,
  tipMoves,
  tips,
  tipStates,
  tipTransfers,
  tipWraps,
} from '#db/schema/tips.ts'
import { cannedAnswers, noteMentions, tipAssignments, tipNotes, tipRelations } from '#db/schema/triage.ts'
import { cannedRows } from './canned-answers.ts'
import { DEMO_CASES } from './cases.ts'
import { demoCode } from './demo-code.ts'
import { foundDemo, keyOf, type DemoOffice } from './found-demo.ts'
import { insertCases } from './insert-case.ts'
import { playAwards } from './play-award.ts'
import { playBudgets } from './play-budgets.ts'
import { playCases } from './play-case.ts'
import { playClaims } from './play-claims.ts'
import { insertClockActs } from './play-clocks.ts'
import { playRuns } from './play-runs.ts'
import { playTip, type PutPiece, type TipRows, type TipStep } from './play-tip.ts'
import { DEMO_TIPS } from './tips.ts'

export type SeedDeps = {
  ownerUrl: string
  hashProof: (loginProofB64: string) => Promise<string>
  putPiece: PutPiece
  now: Date
  /** Called with how many of how many tips are ready. */
  onProgress: (done: number, all: number) => void
}

/**
 * Founds the demo office and fills it, unless the office is founded already. All in one transaction: a start that was
 * cut off begins anew. Answers whether it did.
 */
export async function seedDemo(deps: SeedDeps): Promise<boolean> {
  const db = connect(deps.ownerUrl, 1)
  try {
    const { siteId, foundedAt } = await readSite(db)
    if (foundedAt !== null) return false
    const beganAt = new Date(deps.now.getTime() - FOUNDED_DAYS_AGO * 24 * 3_600_000)
    const office = await foundDemo({ siteId, hashProof: deps.hashProof, foundedAt: beganAt })
    const played: TipRows[] = []
    for (const [index, demo] of DEMO_TIPS.entries()) {
      played.push(
        await playTip({ office, siteId, putPiece: deps.putPiece, now: deps.now }, demo, demoCode(siteId, demo.key)),
      )
      deps.onProgress(index + 1, DEMO_TIPS.length)
    }
    const tipIds = new Map(DEMO_TIPS.map(({ key }, index) => [key, played[index]?.tip.id ?? '']))
    const cases = await playCases({ office, tipIds, now: deps.now })
    const answers = await cannedRows(keyOf(office.desks, 'city'))
    await db.transaction(async (tx) => {
      await insertOffice(tx, office, beganAt)
      for (const rows of played) await insertTip(tx, rows)
      await tx.insert(tipRelations).values(duplicateRows(office, tipIds, deps.now))
      await tx.insert(cannedAnswers).values(answers)
      await insertCases(tx, cases)
      const tips = new Map(DEMO_TIPS.flatMap(({ key }, index) => (played[index] ? [[key, played[index].tip]] : [])))
      await insertClockActs(tx, { office, tips, now: deps.now })
      const caseIds = new Map(DEMO_CASES.map(({ key }, index) => [key, cases[index]?.case.id ?? '']))
      await playBudgets(tx, { office, now: deps.now })
      const ids = { tips: tipIds, cases: caseIds }
      await playAwards(tx, { office, ids, now: deps.now })
      const claimed = await playClaims(tx, { office, siteId, ids, now: deps.now })
      await playRuns(tx, { office, siteId, ids, now: deps.now }, claimed)
      // What happened in the past needs no mail.
      await tx.delete(notices)
    })
    return true
  } finally {
    await db.$client.end()
  }
}

/** Everybody was at work before the first tip came: the auditor's room asks who worked where when. */
const FOUNDED_DAYS_AGO = 1000

/** The site of a database, for printing its demo codes. */
export async function readSite(db: Database): Promise<{ siteId: string; foundedAt: Date | null }> {
  const [row] = await db.select({ siteId: site.siteId, foundedAt: site.foundedAt }).from(site)
  if (row === undefined) throw new Error('The database is not migrated')
  return row
}

async function insertOffice(tx: Transaction, office: DemoOffice, foundedAt: Date): Promise<void> {
  const founding = {
    foundedAt,
    recoveryRecipient: office.recoveryRecipient,
    recoveryShares: 5,
    recoveryThreshold: 3,
  }
  await tx.update(site).set(founding).where(isNull(site.foundedAt))
  for (const desk of office.rows.desks) await tx.insert(desks).values(desk)
  await tx.insert(staff).values(office.rows.staff)
  await tx.insert(deskMembers).values(office.rows.members)
}

async function insertTip(tx: Transaction, rows: TipRows): Promise<void> {
  if (rows.pieces.length > 0) await tx.insert(sealedPieces).values(rows.pieces)
  const [arrived] = await tx.insert(tips).values(rows.tip).returning({ serial: tips.serial })
  await tx.insert(tipWraps).values(rows.wrap)
  if (rows.taken && arrived) await tx.insert(tipIntakes).values({ ...rows.taken, ...arrived, tipId: rows.tip.id })
  if (rows.files.length > 0) await tx.insert(tipFiles).values(rows.files)
  for (const step of rows.steps) await insertStep(tx, step)
  if (rows.trail.length > 0) await tx.insert(records).values(rows.trail)
  await tx.update(tipStates).set(rows.work).where(eq(tipStates.tipId, rows.tip.id))
}

async function insertStep(tx: Transaction, step: TipStep): Promise<void> {
  if ('message' in step) {
    await tx.insert(messages).values(step.message)
    if (step.files.length > 0) await tx.insert(tipFiles).values(step.files)
  } else if ('move' in step) {
    const { tipId, toStage } = step.move
    await tx.insert(tipMoves).values(step.move)
    await tx.update(tipStates).set({ stage: toStage, waitingFor: step.waitingFor }).where(eq(tipStates.tipId, tipId))
  } else if ('note' in step) {
    await tx.insert(tipNotes).values(step.note)
    if (step.mentions.length > 0) await tx.insert(noteMentions).values(step.mentions)
  } else if ('assignment' in step) {
    await tx.insert(tipAssignments).values(step.assignment)
  } else if ('pause' in step) {
    const { tipId, seq, staffId, at, reason } = step.pause
    await tx.execute(sql`select pause_clock(tip_id, ${seq}, id, ${staffId}, ${at.toISOString()}::timestamptz, ${Buffer.from(reason)}::bytea)
      from ${clocks} where tip_id = ${tipId} and kind <> 'answer' and ended_at is null`)
  } else {
    const { tipId, toDesk } = step.transfer
    await tx.insert(tipTransfers).values(step.transfer)
    await tx.delete(tipWraps).where(eq(tipWraps.tipId, tipId))
    await tx.insert(tipWraps).values(step.wrap)
    await tx.update(tipStates).set({ deskId: toDesk, waitingFor: 'desk' }).where(eq(tipStates.tipId, tipId))
  }
}

function duplicateRows(
  office: DemoOffice,
  tipIds: ReadonlyMap<string, string>,
  at: Date,
): (typeof tipRelations.$inferInsert)[] {
  return DEMO_TIPS.flatMap(({ key, duplicateOf }) => {
    if (duplicateOf === undefined) return []
    const [first, second, staffId] = [tipIds.get(duplicateOf.key), tipIds.get(key), office.people.get(duplicateOf.by)]
    if (!first || !second || !staffId) throw new Error(`The demo tip ${key} duplicates nothing`)
    const pair = first < second ? { one: first, other: second } : { one: second, other: first }
    return [{ ...pair, as: 'duplicate' as const, firstTip: first, secondTip: second, staffId, at }]
  })
}
