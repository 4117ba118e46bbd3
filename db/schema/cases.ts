import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { CASE_LEVELS, CASE_STEPS } from '#contract/cases.ts'
import { CATEGORIES } from '#contract/categories.ts'
import { LINKS } from '#contract/links.ts'
import { MEASURES, OUTCOME_KINDS, UNITS } from '#contract/outcomes.ts'
import { SUBSTANCES } from '#contract/substances.ts'
import { bytes, instant } from './columns.ts'
import { desks, staff } from './staff.ts'
import { tips } from './tips.ts'

/** The last number given in a year; its row is locked while one is given, so that none is left out or given twice. */
export const caseCounters = pgTable('case_counters', {
  year: integer('year').primaryKey(),
  last: integer('last').notNull(),
})

/** A case. Its title is neutral; what is told of it is sealed in `case_narratives`. */
export const cases = pgTable(
  'cases',
  {
    id: uuid('id').primaryKey(),
    serial: bigint('serial', { mode: 'number' }).generatedAlwaysAsIdentity().unique(),
    year: integer('year').notNull(),
    seq: integer('seq').notNull(),
    number: text('number').notNull().unique(),
    filedAs: text('filed_as'),
    title: text('title').notNull(),
    level: text('level', { enum: CASE_LEVELS }).notNull(),
    category: text('category', { enum: CATEGORIES }).notNull(),
    deskId: uuid('desk_id')
      .notNull()
      .references(() => desks.id),
    /** The last step of `case_steps`, and two of its times, for lists. */
    step: text('step', { enum: CASE_STEPS }).notNull(),
    openedAt: instant('opened_at').notNull(),
    crackedAt: instant('cracked_at'),
    mergedInto: uuid('merged_into').references((): AnyPgColumn => cases.id),
    version: integer('version').notNull().default(0),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => staff.id),
    madeAt: instant('made_at').notNull(),
  },
  (table) => [
    unique('case_number').on(table.year, table.seq),
    index('cases_desk').on(table.deskId, table.serial),
    index('cases_step').on(table.deskId, table.step, table.serial),
    index('cases_merged_into')
      .on(table.mergedInto)
      .where(sql`${table.mergedInto} IS NOT NULL`),
    check('not_into_itself', sql`${table.mergedInto} <> ${table.id}`),
  ],
)

export const caseOfficers = pgTable(
  'case_officers',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.staffId] }), index('case_officers_staff').on(table.staffId)],
)

const entry = () => ({
  caseId: uuid('case_id')
    .notNull()
    .references(() => cases.id),
  seq: integer('seq').notNull(),
  staffId: uuid('staff_id')
    .notNull()
    .references(() => staff.id),
  at: instant('at').notNull(),
})

/** Times of a case, as entered. The newest entry of a step holds; none is ever changed. */
export const caseSteps = pgTable(
  'case_steps',
  { ...entry(), step: text('step', { enum: CASE_STEPS }).notNull(), happenedAt: instant('happened_at').notNull() },
  (table) => [
    primaryKey({ columns: [table.caseId, table.seq] }),
    check('not_in_the_future', sql`${table.happenedAt} <= ${table.at} + interval '5 minutes'`),
  ],
)

/** The account of a case, sealed to its desk; every version stays. */
export const caseNarratives = pgTable('case_narratives', { ...entry(), sealed: bytes('sealed').notNull() }, (table) => [
  primaryKey({ columns: [table.caseId, table.seq] }),
])

/** Tips of a case. Taken out, a link stays with who did it; a tip is in a case once at a time. */
export const caseLinks = pgTable(
  'case_links',
  {
    ...entry(),
    tipId: uuid('tip_id')
      .notNull()
      .references(() => tips.id),
    as: text('as', { enum: LINKS }).notNull(),
    why: bytes('why'),
    removedBy: uuid('removed_by').references(() => staff.id),
    removedAt: instant('removed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.seq] }),
    uniqueIndex('linked_once')
      .on(table.caseId, table.tipId)
      .where(sql`${table.removedAt} IS NULL`),
    index('case_links_tip').on(table.tipId),
    check('removed_by_somebody', sql`(${table.removedAt} IS NULL) = (${table.removedBy} IS NULL)`),
  ],
)

export const caseMerges = pgTable('case_merges', {
  caseId: uuid('case_id')
    .primaryKey()
    .references(() => cases.id),
  intoCase: uuid('into_case')
    .notNull()
    .references(() => cases.id),
  staffId: uuid('staff_id')
    .notNull()
    .references(() => staff.id),
  at: instant('at').notNull(),
})

/** 战果, as entered. Final: a correction is a new row that names the one it replaces. */
export const outcomes = pgTable(
  'outcomes',
  {
    id: uuid('id').primaryKey(),
    serial: bigint('serial', { mode: 'number' }).generatedAlwaysAsIdentity(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    kind: text('kind', { enum: OUTCOME_KINDS }).notNull(),
    happenedOn: date('happened_on', { mode: 'string' }).notNull(),
    substance: text('substance', { enum: SUBSTANCES }),
    /** As typed, to the last zero. */
    weight: numeric('weight'),
    unit: text('unit', { enum: UNITS }),
    recordNumber: text('record_number'),
    count: integer('count'),
    measure: text('measure', { enum: MEASURES }),
    moneyFen: bigint('money_fen', { mode: 'bigint' }),
    corrects: uuid('corrects').unique(),
    isVoid: boolean('is_void').notNull(),
    enteredBy: uuid('entered_by')
      .notNull()
      .references(() => staff.id),
    enteredAt: instant('entered_at').notNull(),
  },
  (table) => [
    index('outcomes_case').on(table.caseId, table.serial),
    unique('outcome_of_case').on(table.id, table.caseId),
    unique('outcome_of_person').on(table.id, table.enteredBy),
    foreignKey({
      name: 'corrects_same_case',
      columns: [table.corrects, table.caseId],
      foreignColumns: [table.id, table.caseId],
    }),
    check('void_corrects', sql`NOT ${table.isVoid} OR ${table.corrects} IS NOT NULL`),
    check(
      'weight_is_weighed',
      sql`${table.weight} > 0 AND scale(${table.weight}) <= 4 AND ${table.weight} < 1000000000`,
    ),
    check('counted', sql`${table.count} BETWEEN 1 AND 1000000`),
    check('some_money', sql`${table.moneyFen} > 0`),
    check(
      'fields_of_kind',
      sql`(${table.kind} IN ('seizure', 'precursors', 'seeds')) = (${table.substance} IS NOT NULL)
        AND (${table.kind} IN ('seizure', 'precursors', 'seeds', 'growing')) = (${table.weight} IS NOT NULL)
        AND (${table.kind} IN ('seizure', 'precursors', 'seeds', 'growing')) = (${table.unit} IS NOT NULL)
        AND (${table.kind} IN ('seizure', 'precursors', 'seeds', 'growing')) = (${table.recordNumber} IS NOT NULL)
        AND (${table.kind} IN ('seizure', 'precursors', 'seeds', 'growing', 'money')) = (${table.count} IS NULL)
        AND (${table.kind} IN ('users', 'venue')) = (${table.measure} IS NOT NULL)
        AND (${table.kind} = 'money') = (${table.moneyFen} IS NOT NULL)`,
    ),
    // Fields are measured in 亩, seedlings counted, all else weighed.
    check(
      'unit_of_kind',
      sql`CASE WHEN ${table.kind} = 'growing' THEN ${table.unit} = 'mu'
        WHEN ${table.substance} IN ('poppy-seedlings', 'cannabis-seedlings') THEN ${table.unit} = 'plants' AND scale(${table.weight}) = 0
        ELSE ${table.unit} IS NULL OR ${table.unit} IN ('g', 'kg') END`,
    ),
    check('gathering_from_three', sql`${table.kind} <> 'gathering' OR ${table.count} >= 3`),
  ],
)

/** The second person, who typed the figures again from the record. A trigger compares them. */
export const outcomeConfirmations = pgTable(
  'outcome_confirmations',
  {
    outcomeId: uuid('outcome_id').primaryKey(),
    enteredBy: uuid('entered_by').notNull(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    at: instant('at').notNull(),
    weight: numeric('weight'),
    unit: text('unit', { enum: UNITS }),
    count: integer('count'),
    moneyFen: bigint('money_fen', { mode: 'bigint' }),
  },
  (table) => [
    foreignKey({
      name: 'confirms_an_entry',
      columns: [table.outcomeId, table.enteredBy],
      foreignColumns: [outcomes.id, outcomes.enteredBy],
    }),
    check('two_people', sql`${table.staffId} <> ${table.enteredBy}`),
  ],
)
