import { and, desc, eq, sql } from 'drizzle-orm'
import type { RuleDraft } from '#contract/rewards/rule-draft.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { ruleSetDrafts } from '#db/schema/rules.ts'
import { staff } from '#db/schema/staff.ts'

/** The SQL of drafts of rule sets. */

const head = {
  draft: ruleSetDrafts.id,
  code: ruleSetDrafts.code,
  zh: sql<string>`${ruleSetDrafts.document} ->> 'zh'`,
  version: ruleSetDrafts.version,
  savedBy: { id: staff.id, name: staff.name },
  savedAt: ruleSetDrafts.savedAt,
}

/** The contract has looked at every draft that was saved. */
const document = sql<RuleDraft>`${ruleSetDrafts.document}`

/** Drafts without their documents, those saved last first. */
export const selectDrafts = (db: Database) =>
  db
    .select(head)
    .from(ruleSetDrafts)
    .innerJoin(staff, eq(staff.id, ruleSetDrafts.savedBy))
    .orderBy(desc(ruleSetDrafts.savedAt))
export type DraftRow = Awaited<ReturnType<typeof selectDrafts>>[number]

export async function selectDraft(db: Database, draft: string): Promise<(DraftRow & { document: RuleDraft }) | null> {
  const [row] = await db
    .select({ ...head, document })
    .from(ruleSetDrafts)
    .innerJoin(staff, eq(staff.id, ruleSetDrafts.savedBy))
    .where(eq(ruleSetDrafts.id, draft))
  return row ?? null
}

export type StoredDraft = { version: number; savedBy: string; savedAt: Date; document: RuleDraft; isSame: boolean }

/** A draft, locked, and whether it says the same as `typed`. */
export async function lockDraft(
  tx: Transaction,
  draft: string,
  typed: RuleDraft | null = null,
): Promise<StoredDraft | null> {
  const [row] = await tx
    .select({
      version: ruleSetDrafts.version,
      savedBy: ruleSetDrafts.savedBy,
      savedAt: ruleSetDrafts.savedAt,
      document,
      isSame: sql<boolean>`${ruleSetDrafts.document} = ${JSON.stringify(typed)}::jsonb`,
    })
    .from(ruleSetDrafts)
    .where(eq(ruleSetDrafts.id, draft))
    .for('update')
  return row ?? null
}

type Saved = { document: RuleDraft; version: number; savedBy: string; savedAt: Date }

/** Puts a new draft there; false where one of this id is there already. */
export async function insertDraft(tx: Transaction, id: string, saved: Saved): Promise<boolean> {
  const rows = await tx
    .insert(ruleSetDrafts)
    .values({ id, code: saved.document.code, ...saved })
    .onConflictDoNothing()
    .returning({ id: ruleSetDrafts.id })
  return rows.length > 0
}

export async function updateDraft(tx: Transaction, id: string, saved: Saved): Promise<void> {
  await tx
    .update(ruleSetDrafts)
    .set({ code: saved.document.code, ...saved })
    .where(eq(ruleSetDrafts.id, id))
}

/** Deletes a draft as it was seen; false where it is another, or gone. */
export async function deleteDraft(tx: Transaction, id: string, version: number): Promise<boolean> {
  const rows = await tx
    .delete(ruleSetDrafts)
    .where(and(eq(ruleSetDrafts.id, id), eq(ruleSetDrafts.version, version)))
    .returning({ id: ruleSetDrafts.id })
  return rows.length > 0
}
