import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { CATEGORIES } from '#contract/categories.ts'
import { DISTRICTS } from '#contract/places.ts'
import { MOVES, STAGES, WAITING } from '#contract/stages.ts'
import { bytes, instant } from './columns.ts'
import { desks, staff } from './staff.ts'

/** The sealed record of a tip. Final: a trigger refuses every update; only retention deletes, leaving a tombstone. */
export const tips = pgTable('tips', {
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
})

/** Where a tip stands now; made and kept by triggers and by the moves of officers. */
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
    stage: text('stage', { enum: STAGES }).notNull(),
    waitingFor: text('waiting_for', { enum: WAITING }).notNull(),
    /** How far the tipster has written: 0 the report, else the place after their last message. Times would tell too much. */
    tipsterSeq: integer('tipster_seq').notNull(),
  },
  (table) => [
    index('tip_states_desk').on(table.deskId, table.serial),
    index('tip_states_stage').on(table.deskId, table.stage, table.serial),
    index('tip_states_waiting').on(table.deskId, table.waitingFor, table.serial),
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
    move: text('move', { enum: MOVES }),
    toStage: text('to_stage', { enum: STAGES }).notNull(),
    staffId: uuid('staff_id').references(() => staff.id),
    at: instant('at').notNull(),
    reason: bytes('reason'),
  },
  (table) => [
    primaryKey({ columns: [table.tipId, table.seq] }),
    check('first_move_is_arrival', sql`(${table.seq} = 0) = (${table.staffId} is null)`),
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
    check('to_another_desk', sql`${table.fromDesk} <> ${table.toDesk}`),
  ],
)

/** How far an officer has read a tip, against `tipsterSeq`, for the unread mark; the trail of openings is in `records`. */
export const tipReads = pgTable(
  'tip_reads',
  {
    tipId: uuid('tip_id')
      .notNull()
      .references(() => tips.id),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    readSeq: integer('read_seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tipId, table.staffId] })],
)

/** What stays of a tip after retention: that there was one, and its hash. */
export const tombstones = pgTable('tombstones', {
  tipId: uuid('tip_id').primaryKey(),
  serial: bigint('serial', { mode: 'number' }).notNull(),
  commitment: bytes('commitment').notNull(),
  deletedAt: instant('deleted_at').notNull(),
})
