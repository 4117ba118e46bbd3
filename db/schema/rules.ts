import { sql } from 'drizzle-orm'
import { check, date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import { bytes, instant } from './columns.ts'
import { staff } from './staff.ts'

/**
 * Rule sets 奖励规则. A document never changes; it is approved or withdrawn, once. What is approved holds from its day until the
 * next one begins, so there are neither gaps nor overlaps. The one that the product ships with was approved by nobody.
 */
export const ruleSets = pgTable(
  'rule_sets',
  {
    seq: integer('seq').generatedAlwaysAsIdentity().primaryKey(),
    code: text('code').notNull(),
    document: jsonb('document').$type<RuleSet>().notNull(),
    /** `digestOf` the document; a trigger compares. */
    digest: bytes('digest').notNull(),
    effectiveFrom: date('effective_from', { mode: 'string' }).notNull(),
    reason: text('reason'),
    proposedBy: uuid('proposed_by').references(() => staff.id),
    proposedAt: instant('proposed_at'),
    approvedBy: uuid('approved_by').references(() => staff.id),
    approvedAt: instant('approved_at'),
    withdrawnBy: uuid('withdrawn_by').references(() => staff.id),
    withdrawnAt: instant('withdrawn_at'),
  },
  (table) => [
    uniqueIndex('rule_sets_code')
      .on(table.code)
      .where(sql`${table.withdrawnAt} IS NULL`),
    uniqueIndex('one_open_rule_set')
      .on(sql`(${table.approvedAt} IS NULL)`)
      .where(sql`${table.approvedAt} IS NULL AND ${table.withdrawnAt} IS NULL`),
    uniqueIndex('rule_sets_effective')
      .on(table.effectiveFrom)
      .where(sql`${table.approvedAt} IS NOT NULL`),
    check('rules_by_two', sql`${table.approvedBy} <> ${table.proposedBy}`),
    check('rules_with_a_reason', sql`num_nulls(${table.reason}, ${table.proposedBy}, ${table.proposedAt}) IN (0, 3)`),
    check(
      'rules_approved_by_somebody',
      sql`${table.proposedBy} IS NULL OR (${table.approvedAt} IS NULL) = (${table.approvedBy} IS NULL)`,
    ),
    check('rules_withdrawn_by_somebody', sql`(${table.withdrawnAt} IS NULL) = (${table.withdrawnBy} IS NULL)`),
    check('rules_approved_or_withdrawn', sql`${table.approvedAt} IS NULL OR ${table.withdrawnAt} IS NULL`),
    check('rules_are_a_document', sql`coalesce(${table.document} ->> 'code' = ${table.code}, false)`),
    check('rules_digest_is_a_hash', sql`octet_length(${table.digest}) = 32`),
  ],
)

/** Rule sets that somebody works on; what is half typed may stand here. */
export const ruleSetDrafts = pgTable(
  'rule_set_drafts',
  {
    id: uuid('id').primaryKey(),
    code: text('code').notNull(),
    document: jsonb('document').$type<unknown>().notNull(),
    version: integer('version').notNull(),
    savedBy: uuid('saved_by')
      .notNull()
      .references(() => staff.id),
    savedAt: instant('saved_at').notNull(),
  },
  (table) => [
    index('rule_set_drafts_saved').on(table.savedAt),
    check('draft_is_an_object', sql`jsonb_typeof(${table.document}) = 'object'`),
    check('draft_version', sql`${table.version} >= 1`),
  ],
)
