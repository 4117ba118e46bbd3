import { and, asc, desc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import type { AwardStep, HeldStep } from '#contract/rewards/chain.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { cases } from '#db/schema/cases.ts'
import { records } from '#db/schema/log.ts'
import { awardHands, awardJointTips, awards, awardSteps, awardVersions } from '#db/schema/rewards.ts'
import { desks, staff } from '#db/schema/staff.ts'

/** The SQL about awards. Triggers make and change them; here is only what is proposed, stepped and read. */

type Db = Database | Transaction
export type Award = typeof awards.$inferSelect
export type Version = typeof awardVersions.$inferSelect

export async function selectAward(db: Db, awardId: string): Promise<Award | null> {
  const [row] = await db.select().from(awards).where(eq(awards.id, awardId))
  return row ?? null
}

/** The award of a tip for a case, or where `tipId` is null the one of those who took part in it. */
export async function selectAwardOf(db: Db, caseId: string, tipId: string | null): Promise<Award | null> {
  const isIt = tipId === null ? eq(awards.fund, 'strikes') : eq(awards.tipId, tipId)
  const [row] = await db
    .select()
    .from(awards)
    .where(and(eq(awards.caseId, caseId), isIt))
  return row ?? null
}

const named = { id: desks.id, nameZh: desks.nameZh, nameEn: desks.nameEn }
export async function selectDesk(db: Db, deskId: string) {
  const [row] = await db.select(named).from(desks).where(eq(desks.id, deskId))
  return row ?? null
}

export async function selectVersion(db: Db, awardId: string, version: number): Promise<Version | null> {
  const [row] = await db
    .select()
    .from(awardVersions)
    .where(and(eq(awardVersions.awardId, awardId), eq(awardVersions.version, version)))
  return row ?? null
}

const who = { id: staff.id, name: staff.name }
/** All versions of an award, newest first, with who proposed them and the key that signs for that person. */
export const selectVersions = (db: Db, awardId: string) =>
  db
    .select({ said: awardVersions, by: who, signPublic: staff.signPublic })
    .from(awardVersions)
    .innerJoin(staff, eq(staff.id, awardVersions.proposedBy))
    .where(eq(awardVersions.awardId, awardId))
    .orderBy(desc(awardVersions.version))

/** All steps of an award that came after proposing, in their order. */
export const selectSteps = (db: Db, awardId: string) =>
  db
    .select({ taken: awardSteps, by: who, signPublic: staff.signPublic })
    .from(awardSteps)
    .innerJoin(staff, eq(staff.id, awardSteps.staffId))
    .where(eq(awardSteps.awardId, awardId))
    .orderBy(asc(awardSteps.seq))

/** The step that a person took of a version, if they did. */
export async function selectOwnStep(db: Db, awardId: string, version: number, step: AwardStep, staffId: string) {
  const isIt = and(eq(awardSteps.awardId, awardId), eq(awardSteps.version, version), eq(awardSteps.step, step))
  const [row] = await db
    .select()
    .from(awardSteps)
    .where(and(isIt, eq(awardSteps.staffId, staffId)))
  return row ?? null
}

/** The place of the next step: proposals take places too. */
export async function nextSeq(db: Db, award: Award): Promise<number> {
  const [row] = await db
    .select({ taken: sql<number>`count(*)::int` })
    .from(awardSteps)
    .where(eq(awardSteps.awardId, award.id))
  return award.version + (row?.taken ?? 0)
}

/** The steps that a person holds of an award. */
export async function selectHands(db: Db, awardId: string, staffId: string): Promise<HeldStep[]> {
  const rows = await db
    .select({ step: awardHands.step })
    .from(awardHands)
    .where(and(eq(awardHands.awardId, awardId), eq(awardHands.staffId, staffId)))
  return rows.map(({ step }) => step)
}

export async function insertVersion(tx: Transaction, row: Version): Promise<void> {
  await tx.insert(awardVersions).values(row)
}

export async function insertStep(tx: Transaction, row: typeof awardSteps.$inferInsert): Promise<void> {
  await tx.insert(awardSteps).values(row)
}

/** What other awards take of a case: fen, and ten-thousandths. */
export async function selectTakenOfCase(db: Db, caseId: string, but: string): Promise<{ fen: string; share: number }> {
  const [row] = await db.execute<{ fen: string; share: number }>(
    sql`select fen::text, share::int from taken_of_case(${caseId}, ${but})`,
  )
  return row ?? { fen: '0', share: 0 }
}

/** What other awards take of the fund for tips in a year, in fen. */
export async function selectTakenOfYear(db: Db, year: number, but: string): Promise<string> {
  const [row] = await db.execute<{ fen: string }>(sql`select taken_of_year(${year}, ${but})::text as fen`)
  return row?.fen ?? '0'
}

/** Awards with what their newest version says, and the case. */
const brief = (db: Db) =>
  db
    .select({ award: awards, content: awardVersions.content, caseNumber: cases.number })
    .from(awards)
    .innerJoin(awardVersions, and(eq(awardVersions.awardId, awards.id), eq(awardVersions.version, awards.version)))
    .innerJoin(cases, eq(cases.id, awards.caseId))
    .$dynamic()
export type Briefed = Awaited<ReturnType<typeof brief>>[number]

/** The awards of a case, in the order of their numbers. An award stays with the case that it was proposed for. */
export const selectOfCase = (db: Db, caseId: string, but: string | null = null): Promise<Briefed[]> =>
  brief(db)
    .where(and(eq(awards.caseId, caseId), but === null ? undefined : ne(awards.id, but)))
    .orderBy(asc(awards.year), asc(awards.fund), asc(awards.seq))
    .execute()

/** The awards of a tip, also those in which it stands jointly. */
export const selectOfTip = (db: Db, tipId: string): Promise<Briefed[]> => {
  const jointly = db
    .select({ id: awardJointTips.awardId })
    .from(awardJointTips)
    .where(and(eq(awardJointTips.tipId, tipId), eq(awardJointTips.version, awards.version)))
  return brief(db)
    .where(or(eq(awards.tipId, tipId), inArray(awards.id, jointly)))
    .orderBy(asc(awards.year), asc(awards.seq))
    .execute()
}

/** Working days from a day to the day on which the reporter is to be told; below zero when so many have passed. */
export async function selectDaysLeft(db: Db, today: string, dueOn: string): Promise<number> {
  const [row] = await db.execute<{ left: number }>(
    sql`select working_days_between(${today}::date, ${dueOn}::date) as left`,
  )
  return row?.left ?? 0
}

/** Whether a person has read an award of this case in the last five minutes: the same look. */
export async function hasJustRead(tx: Transaction, award: Award, staffId: string): Promise<boolean> {
  const isTheirs = and(eq(records.caseId, award.caseId), eq(records.did, 'read-award'), eq(records.staffId, staffId))
  const isSameTip = sql`${records.tipId} is not distinct from ${award.tipId}`
  const isRecent = sql`${records.at} > now() - interval '5 minutes'`
  const found = await tx
    .select({ seq: records.seq })
    .from(records)
    .where(and(isTheirs, isSameTip, isRecent))
    .limit(1)
  return found.length > 0
}
