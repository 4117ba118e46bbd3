import { sql } from 'drizzle-orm'
import { bigint, index, integer, pgTable, primaryKey, uuid, type PgColumnBuilderBase } from 'drizzle-orm/pg-core'
import { bytes } from './columns.ts'
import { tips } from './tips.ts'

/** The identifiers found in a tip and what officers decided about them, sealed to the tip. Replaced by its next revision. */
export const tipIndexes = pgTable('tip_indexes', {
  tipId: uuid('tip_id')
    .primaryKey()
    .references(() => tips.id),
  revision: integer('revision').notNull(),
  contentSeq: integer('content_seq').notNull(),
  sealed: bytes('sealed').notNull(),
})

const tokenOfTip = () =>
  ({
    /** Eight bytes of an HMAC, read as a signed number. */
    token: bigint('token', { mode: 'bigint' }).notNull(),
    /** Of the tip: the order of every answer. */
    serial: bigint('serial', { mode: 'number' }).notNull(),
    tipId: uuid('tip_id')
      .notNull()
      .references(() => tips.id),
    /** Where the tip is; a trigger keeps it when the tip is transferred. */
    deskId: uuid('desk_id').notNull(),
  }) satisfies Record<string, PgColumnBuilderBase>

/** Keyed tokens of identifiers. One walk along the key finds who shares one, newest first. */
export const tipIdentifiers = pgTable('tip_identifiers', tokenOfTip(), (table) => [
  primaryKey({ columns: [table.token, table.serial] }),
  index('tip_identifiers_tip').on(table.tipId),
])

/** Keyed bands of the MinHash of a text: near-identical texts share some. */
export const tipBands = pgTable('tip_bands', tokenOfTip(), (table) => [
  primaryKey({ columns: [table.token, table.serial] }),
  index('tip_bands_tip').on(table.tipId),
])

/**
 * Keyed tokens of the words of a tip. A migration adds the index over block and words: `block` cuts the tips into
 * stretches by arrival, so that a search for a common word looks at the newest stretches only.
 */
export const tipWords = pgTable('tip_words', {
  tipId: uuid('tip_id')
    .primaryKey()
    .references(() => tips.id),
  serial: bigint('serial', { mode: 'number' }).notNull(),
  deskId: uuid('desk_id').notNull(),
  block: integer('block')
    .notNull()
    .generatedAlwaysAs(sql`(serial >> 11)::integer`),
  words: bigint('words', { mode: 'bigint' }).array().notNull(),
})
