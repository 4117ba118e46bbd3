import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { CATEGORIES } from '#contract/categories.ts'
import { DISTRICTS } from '#contract/places.ts'
import { CHANNELS } from '#contract/hotline.ts'
import { STAGES, TRAIL_MOVES, WAITING } from '#contract/stages.ts'
import { PRIORITIES } from '#contract/triage.ts'
import { bytes, instant } from './columns.ts'
import { desks, staff } from './staff.ts'

/** The sealed record of a tip. Final: a trigger refuses every update; only retention deletes, leaving a tombstone. */
export const tips = pgTable(
  'tips',
  {
    id: uuid('id').primaryKey(),
    serial: bigint('serial', { mode: 'number' }).generatedAlwaysAsIdentity().unique(),
    category: text('category', { enum: CATEGORIES }).notNull(),
    district: text('district', { enum: DISTRICTS }).notNull(),
    /** The hour, no finer: the minute could tell who was online. */
    receivedAt: instant('received_at').notNull(),
    deskId: uuid('desk_id')
      .notNull()
      .references(() => desks.id),
    tipRecipient: text('tip_recipient').notNull().unique(),
    mailboxRecipient: text('mailbox_recipient').notNull().unique(),
    lookupHash: bytes('lookup_hash').notNull().unique(),
    claimPublic: bytes('claim_public').notNull().unique(),
    report: bytes('report').notNull(),
    commitment: bytes('commitment').notNull().unique(),
  },
  (table) => [
    // What came in a period, where: for the supervision page.
    index('tips_received').on(table.receivedAt, table.deskId, table.district),
  ],
)

/**
 * Where a tip stands now; made and kept by triggers and by the acts of officers. Category and district stand here again,
 * so that every view of an inbox is one walk along one index.
 */
export const tipStates = pgTable(
  'tip_states',
  {
    tipId: uuid('tip_id')
      .primaryKey()
      .references(() => tips.id),
    serial: bigint('serial', { mode: 'number' }).notNull(),
    deskId: uuid('desk_id')
      .notNull()
      .references(() => desks.id),
    category: text('category', { enum: CATEGORIES }).notNull(),
    district: text('district', { enum: DISTRICTS }).notNull(),
    stage: text('stage', { enum: STAGES }).notNull(),
    waitingFor: text('waiting_for', { enum: WAITING }).notNull(),
    /** How far the tipster has written: 0 the report, else the place after their last message. Times would tell too much. */
    tipsterSeq: integer('tipster_seq').notNull(),
    /** Nobody at the desk has read what the tipster wrote last. */
    unread: boolean('unread').notNull().default(true),
    priority: text('priority', { enum: PRIORITIES }).notNull().default('normal'),
    assigneeId: uuid('assignee_id').references(() => staff.id),
    /** A day in Sanya, YYYY-MM-DD. */
    followUpOn: date('follow_up_on', { mode: 'string' }),
    /** Its text is nearly that of a tip that was marked as spam; kept by triggers. */
    likeSpam: boolean('like_spam').notNull().default(false),
    /** Grows with every message and note; `indexedSeq` is what its tokens cover. */
    contentSeq: integer('content_seq').notNull().default(0),
    indexedSeq: integer('indexed_seq').notNull().default(-1),
    /** The order of every list, greatest first: danger to life, then urgent, then what is open, by arrival; what has ended comes last. */
    queueKey: bigint('queue_key', { mode: 'number' })
      .notNull()
      .generatedAlwaysAs(
        sql`(CASE WHEN stage IN ('received', 'accepted', 'verifying', 'confirmed') THEN CASE priority WHEN 'danger' THEN 3 WHEN 'urgent' THEN 2 ELSE 1 END ELSE 0 END)::bigint * 1099511627776 + serial`,
      ),
  },
  (table) => [
    index('tip_states_queue')
      .on(table.deskId, table.queueKey)
      .where(sql`${table.stage} <> 'spam'`),
    index('tip_states_stage').on(table.deskId, table.stage, table.queueKey),
    index('tip_states_category').on(table.deskId, table.category, table.queueKey),
    index('tip_states_district').on(table.deskId, table.district, table.queueKey),
    index('tip_states_stage_category').on(table.deskId, table.stage, table.category, table.queueKey),
    index('tip_states_stage_district').on(table.deskId, table.stage, table.district, table.queueKey),
    index('tip_states_waiting').on(table.deskId, table.waitingFor, table.queueKey),
    index('tip_states_assignee').on(table.deskId, table.assigneeId, table.queueKey),
    index('tip_states_unread')
      .on(table.deskId, table.queueKey)
      .where(sql`${table.unread}`),
    index('tip_states_pressing')
      .on(table.deskId, table.priority, table.queueKey)
      .where(sql`${table.priority} <> 'normal'`),
    index('tip_states_follow_up')
      .on(table.deskId, table.queueKey, table.followUpOn)
      .where(sql`${table.followUpOn} IS NOT NULL`),
    index('tip_states_like_spam')
      .on(table.deskId, table.queueKey)
      .where(sql`${table.likeSpam} AND ${table.stage} = 'received'`),
    index('tip_states_unindexed')
      .on(table.deskId, table.serial)
      .where(sql`${table.indexedSeq} < ${table.contentSeq}`),
  ],
)

/** The tip key wrapped to the desk that may read the tip. A transfer takes the old wrap away. */
export const tipWraps = pgTable(
  'tip_wraps',
  {
    tipId: uuid('tip_id')
      .notNull()
      .references(() => tips.id),
    deskId: uuid('desk_id')
      .notNull()
      .references(() => desks.id),
    wrap: bytes('wrap').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tipId, table.deskId] })],
)

/** Pieces of sealed files that lie in the blob store. They arrive before the tip or message that they belong to. */
export const sealedPieces = pgTable(
  'sealed_pieces',
  {
    fileId: uuid('file_id').notNull(),
    seq: integer('seq').notNull(),
    size: integer('size').notNull(),
    sha256: bytes('sha256').notNull(),
    arrivedAt: instant('arrived_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.fileId, table.seq] }), index('sealed_pieces_arrived').on(table.arrivedAt)],
)

export const tipFiles = pgTable(
  'tip_files',
  {
    fileId: uuid('file_id').primaryKey(),
    tipId: uuid('tip_id')
      .notNull()
      .references(() => tips.id),
    seq: integer('seq').notNull(),
    pieces: integer('pieces').notNull(),
    digest: bytes('digest').notNull(),
  },
  (table) => [
    unique('tip_files_place').on(table.tipId, table.seq),
    check('file_place', sql`${table.seq} between 0 and 199`),
  ],
)

/** The dialogue, sealed. `seq` is the place of the message in the tip and stands inside its envelope too. */
export const messages = pgTable(
  'messages',
  {
    tipId: uuid('tip_id')
      .notNull()
      .references(() => tips.id),
    seq: integer('seq').notNull(),
    id: uuid('id').notNull().unique(),
    sender: text('sender', { enum: ['desk', 'tipster'] }).notNull(),
    staffId: uuid('staff_id').references(() => staff.id),
    isQuestion: boolean('is_question').notNull(),
    sealed: bytes('sealed').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tipId, table.seq] }),
    check('desk_has_sender', sql`(${table.sender} = 'desk') = (${table.staffId} is not null)`),
    check('message_place', sql`${table.seq} between 0 and 999`),
  ],
)

export const tipMoves = pgTable(
  'tip_moves',
  {
    tipId: uuid('tip_id')
      .notNull()
      .references(() => tips.id),
    seq: integer('seq').notNull(),
    move: text('move', { enum: TRAIL_MOVES }),
    toStage: text('to_stage', { enum: STAGES }).notNull(),
    staffId: uuid('staff_id').references(() => staff.id),
    at: instant('at').notNull(),
    reason: bytes('reason'),
    /** Of an undo: the place of the move that it takes back. */
    undoes: integer('undoes'),
  },
  (table) => [
    primaryKey({ columns: [table.tipId, table.seq] }),
    check('first_move_is_arrival', sql`(${table.seq} = 0) = (${table.staffId} is null)`),
    check('undo_undoes', sql`coalesce(${table.move} = 'undo', false) = (${table.undoes} IS NOT NULL)`),
    unique('undone_once').on(table.tipId, table.undoes),
    // What was finished in a period; `undone_once` says whether that was taken back.
    index('tip_moves_finished')
      .on(table.at, table.tipId, table.seq)
      .where(sql`${table.toStage} IN ('closed', 'invalid', 'spam')`),
  ],
)

export const tipTransfers = pgTable(
  'tip_transfers',
  {
    tipId: uuid('tip_id')
      .notNull()
      .references(() => tips.id),
    seq: integer('seq').notNull(),
    fromDesk: uuid('from_desk')
      .notNull()
      .references(() => desks.id),
    toDesk: uuid('to_desk')
      .notNull()
      .references(() => desks.id),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    at: instant('at').notNull(),
    reason: bytes('reason').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tipId, table.seq] }),
    index('tip_transfers_at').on(table.at),
    check('to_another_desk', sql`${table.fromDesk} <> ${table.toDesk}`),
  ],
)

/** How a tip came that an operator typed in; of what citizens sent themselves there is no row. */
export const tipIntakes = pgTable(
  'tip_intakes',
  {
    tipId: uuid('tip_id')
      .primaryKey()
      .references(() => tips.id),
    channel: text('channel', { enum: CHANNELS }).notNull(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    serial: bigint('serial', { mode: 'number' }).notNull(),
  },
  (table) => [index('tip_intakes_staff').on(table.staffId, table.serial)],
)

/** What stays of a tip after retention: that there was one, and its hash. */
export const tombstones = pgTable('tombstones', {
  tipId: uuid('tip_id').primaryKey(),
  serial: bigint('serial', { mode: 'number' }).notNull(),
  commitment: bytes('commitment').notNull(),
  deletedAt: instant('deleted_at').notNull(),
  /** SHA-256 over the entries of the log whose salts went, in their order as bytes: no other may be called erased. */
  erased: bytes('erased').notNull(),
})
