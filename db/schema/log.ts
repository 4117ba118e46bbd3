import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { CHECK_RESULTS, type Finding } from '#contract/log.ts'
import { bytes, instant } from './columns.ts'
import { staff } from './staff.ts'
import { tombstones } from './tips.ts'

/** Who did what to which thing, append-only, written in the transaction of the change. Ids only, never content. */
export const records = pgTable(
  'records',
  {
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    at: instant('at').notNull(),
    did: text('did').notNull(),
    staffId: uuid('staff_id').references(() => staff.id),
    deskId: uuid('desk_id'),
    tipId: uuid('tip_id'),
    memberId: uuid('member_id'),
    caseId: uuid('case_id'),
  },
  (table) => [
    index('records_tip').on(table.tipId, table.did),
    index('records_case').on(table.caseId, table.did),
    // The auditor's room: the trail by time, of everybody, a member of staff, a desk, or about a member.
    index('records_at').on(table.at, table.seq),
    index('records_staff').on(table.staffId, table.at, table.seq),
    index('records_desk').on(table.deskId, table.at, table.seq),
    index('records_member')
      .on(table.memberId, table.at, table.seq)
      .where(sql`${table.memberId} IS NOT NULL`),
    index('records_looks')
      .on(table.at)
      .where(sql`${table.did} IN ('open-tip', 'read-file', 'search-tip')`),
    index('records_comings')
      .on(table.deskId, table.at)
      .where(sql`${table.did} IN ('join', 'remove-member')`),
  ],
)

/**
 * One salted commitment for every record that the log answers for, written by a trigger in the transaction of the record:
 * `entry` = SHA-256(salt ‖ digest of the record). It has no time and no running number, which would tell the minute of a tip.
 * Once an hour it gets its place `idx` in the log. Erasing the record erases the salt; the entry then says nothing.
 */
export const logLeaves = pgTable(
  'log_leaves',
  {
    /** The table of the record, and its key: the columns of the primary key, joined by a slash. */
    source: text('source').notNull(),
    record: text('record').notNull(),
    salt: bytes('salt'),
    entry: bytes('entry').notNull().unique(),
    idx: bigint('idx', { mode: 'number' }).unique(),
    /** The tip whose deletion took the salt. */
    erasedBy: uuid('erased_by').references(() => tombstones.tipId),
  },
  (table) => [
    primaryKey({ columns: [table.source, table.record] }),
    index('log_leaves_pending')
      .on(table.entry)
      .where(sql`${table.idx} IS NULL`),
    check('erased_by_a_deletion', sql`(${table.salt} IS NULL) = (${table.erasedBy} IS NOT NULL)`),
    check('entry_is_a_hash', sql`octet_length(${table.entry}) = 32`),
  ],
)

/** The log as it is published: records and filler alike, from 0 without gaps. */
export const logEntries = pgTable(
  'log_entries',
  { idx: bigint('idx', { mode: 'number' }).primaryKey(), entry: bytes('entry').notNull() },
  (table) => [check('published_entry_is_a_hash', sql`octet_length(${table.entry}) = 32`)],
)

/** Roots of full subtrees of 256^level entries: what the tiles of the levels above the first are made of. */
export const logNodes = pgTable(
  'log_nodes',
  {
    level: integer('level').notNull(),
    n: bigint('n', { mode: 'number' }).notNull(),
    hash: bytes('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.n] })],
)

/** Signed heads, one an hour. The filler between the head before and this one follows from the seed. */
export const logHeads = pgTable('log_heads', {
  size: bigint('size', { mode: 'number' }).primaryKey(),
  root: bytes('root').notNull(),
  /** The signed note, as published. */
  note: text('note').notNull(),
  signedAt: instant('signed_at').notNull(),
  fillerSeed: bytes('filler_seed').notNull(),
})

/** The name of the log and its public key, fixed with the first head. */
export const logIdentity = pgTable(
  'log_identity',
  {
    only: boolean('only').primaryKey().default(true),
    origin: text('origin').notNull(),
    verifierKey: text('verifier_key').notNull(),
  },
  (table) => [check('one_log', sql`${table.only}`)],
)

/** What became of rows that may change: a digest after each change, null when the row went. Written by triggers. */
export const rowChanges = pgTable(
  'row_changes',
  {
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    source: text('source').notNull(),
    record: text('record').notNull(),
    digest: bytes('digest'),
    at: instant('at').notNull().defaultNow(),
  },
  (table) => [index('row_changes_of').on(table.source, table.record, table.seq)],
)

/** Runs of the verifier and what each found. */
export const logChecks = pgTable('log_checks', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at').notNull(),
  result: text('result', { enum: CHECK_RESULTS }).notNull(),
  /** Entries under the newest head, and records compared with their leaf. */
  size: bigint('size', { mode: 'number' }).notNull(),
  records: bigint('records', { mode: 'number' }).notNull(),
  findings: jsonb('findings').$type<Finding[]>().notNull(),
})
