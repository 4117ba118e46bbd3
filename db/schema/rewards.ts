import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { REPORTER_PLACES } from '#contract/rewards/assessment.ts'
import { AWARD_KINDS, AWARD_STATES, AWARD_STEPS, HELD_STEPS } from '#contract/rewards/chain.ts'
import { DENIALS, FUNDS, type AwardContent } from '#contract/rewards/content.ts'
import { cases, outcomes } from './cases.ts'
import { bytes, instant } from './columns.ts'
import { ruleSets } from './rules.ts'
import { desks, staff } from './staff.ts'
import { tips } from './tips.ts'

/** The last number given in a fund and year; its row is locked while one is given, so that none is left out or given twice. */
export const awardCounters = pgTable(
  'award_counters',
  {
    fund: text('fund', { enum: FUNDS }).notNull(),
    year: integer('year').notNull(),
    last: integer('last').notNull(),
  },
  (table) => [primaryKey({ columns: [table.fund, table.year] })],
)

/**
 * An award 奖励 as it stands: follows from its versions and steps, by triggers alone. What is paid for a tip, or to those who
 * took part in a case.
 */
export const awards = pgTable(
  'awards',
  {
    id: uuid('id').primaryKey(),
    fund: text('fund', { enum: FUNDS }).notNull(),
    year: integer('year').notNull(),
    seq: integer('seq').notNull(),
    /** JL-2026-0001 for a tip, DJ-2026-0001 for those who took part. */
    number: text('number').notNull().unique(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => cases.id),
    tipId: uuid('tip_id').references(() => tips.id),
    deskId: uuid('desk_id')
      .notNull()
      .references(() => desks.id),
    state: text('state', { enum: AWARD_STATES }).notNull(),
    stateSince: instant('state_since').notNull(),
    /** The newest version; from here to `rulesSeq` what it says. */
    version: integer('version').notNull(),
    kind: text('kind', { enum: AWARD_KINDS }).notNull(),
    denial: text('denial', { enum: DENIALS }),
    totalFen: bigint('total_fen', { mode: 'bigint' }).notNull(),
    /** Ten-thousandths of the case; null for those who took part. */
    share: integer('share'),
    place: text('place', { enum: REPORTER_PLACES }),
    needsSecond: boolean('needs_second').notNull(),
    rulesSeq: integer('rules_seq')
      .notNull()
      .references(() => ruleSets.seq),
    /** The day until which the reporter is told, and whether some day on the way lies in a year without a calendar 暂定. */
    notifyDueOn: date('notify_due_on', { mode: 'string' }).notNull(),
    notifyProvisional: boolean('notify_provisional').notNull(),
    /** Of the newest version; when it was granted, and until when it can be claimed. */
    proposedAt: instant('proposed_at').notNull(),
    grantedAt: instant('granted_at'),
    claimUntil: date('claim_until', { mode: 'string' }),
    claimProvisional: boolean('claim_provisional'),
  },
  (table) => [
    unique('award_number').on(table.fund, table.year, table.seq),
    uniqueIndex('one_award_of_a_tip')
      .on(table.tipId, table.caseId)
      .where(sql`${table.tipId} IS NOT NULL`),
    uniqueIndex('one_award_of_those_who_took_part')
      .on(table.caseId)
      .where(sql`${table.tipId} IS NULL`),
    index('awards_case').on(table.caseId),
    // Every list is one walk in this order, of all, of a desk, of a state, or of both.
    index('awards_order').on(table.year, table.seq, table.fund),
    index('awards_desk').on(table.deskId, table.year, table.seq, table.fund),
    index('awards_state').on(table.state, table.year, table.seq, table.fund),
    index('awards_desk_state').on(table.deskId, table.state, table.year, table.seq, table.fund),
    // Of whom the reporter waits to be told.
    index('awards_waiting')
      .on(table.state, table.notifyDueOn, table.deskId)
      .where(sql`${table.state} NOT IN ('granted', 'denied', 'withdrawn')`),
    check('tip_of_its_fund', sql`(${table.fund} = 'tips') = (${table.tipId} IS NOT NULL)`),
    check('denial_of_a_denial', sql`(${table.kind} = 'deny') = (${table.denial} IS NOT NULL)`),
    check('nothing_for_a_denial', sql`(${table.kind} = 'deny') = (${table.totalFen} = 0)`),
    check(
      'claimed_when_granted',
      sql`(${table.state} = 'granted') = (${table.grantedAt} IS NOT NULL)
        AND num_nulls(${table.grantedAt}, ${table.claimUntil}, ${table.claimProvisional}) IN (0, 3)`,
    ),
  ],
)

const signed = () => ({
  /** `digestOf` the content. */
  digest: bytes('digest').notNull(),
  /** Ed25519 over `signedStep`. */
  signature: bytes('signature').notNull(),
})

/** What was proposed. Final; a trigger makes the award of it and holds the rules. */
export const awardVersions = pgTable(
  'award_versions',
  {
    awardId: uuid('award_id')
      .notNull()
      .references(() => awards.id),
    version: integer('version').notNull(),
    content: jsonb('content').$type<AwardContent>().notNull(),
    /** Reasons, sealed to the desks that may read them, as kind `award-grounds` of the award at this version. */
    grounds: bytes('grounds').notNull(),
    proposedBy: uuid('proposed_by')
      .notNull()
      .references(() => staff.id),
    proposedAt: instant('proposed_at').notNull(),
    ...signed(),
  },
  (table) => [
    primaryKey({ columns: [table.awardId, table.version] }),
    unique('award_version_says').on(table.awardId, table.version, table.digest),
    check('version_digest_is_a_hash', sql`octet_length(${table.digest}) = 32`),
    check('version_is_signed', sql`octet_length(${table.signature}) = 64`),
  ],
)

/** The outcomes that a version rests on; from its content, by trigger. */
export const awardOutcomes = pgTable(
  'award_outcomes',
  {
    awardId: uuid('award_id').notNull(),
    version: integer('version').notNull(),
    outcomeId: uuid('outcome_id')
      .notNull()
      .references(() => outcomes.id),
  },
  (table) => [
    primaryKey({ columns: [table.awardId, table.version, table.outcomeId] }),
    index('award_outcomes_outcome').on(table.outcomeId),
    foreignKey({
      name: 'outcome_of_a_version',
      columns: [table.awardId, table.version],
      foreignColumns: [awardVersions.awardId, awardVersions.version],
    }),
  ],
)

/** Other tips that were sent jointly with the one of the award; from its content, by trigger. */
export const awardJointTips = pgTable(
  'award_joint_tips',
  {
    awardId: uuid('award_id').notNull(),
    version: integer('version').notNull(),
    tipId: uuid('tip_id')
      .notNull()
      .references(() => tips.id),
  },
  (table) => [
    primaryKey({ columns: [table.awardId, table.version, table.tipId] }),
    index('award_joint_tips_tip').on(table.tipId),
    foreignKey({
      name: 'joint_tip_of_a_version',
      columns: [table.awardId, table.version],
      foreignColumns: [awardVersions.awardId, awardVersions.version],
    }),
  ],
)

/** Every step after a version was proposed, in its order over all versions. Who steps names the digest of what stands there. Final. */
export const awardSteps = pgTable(
  'award_steps',
  {
    awardId: uuid('award_id').notNull(),
    seq: integer('seq').notNull(),
    version: integer('version').notNull(),
    step: text('step', { enum: AWARD_STEPS }).notNull(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    at: instant('at').notNull(),
    /** Why it was sent or taken back, sealed as kind `award-reason` of the award at this place. */
    sealed: bytes('sealed'),
    ...signed(),
  },
  (table) => [
    primaryKey({ columns: [table.awardId, table.seq] }),
    index('award_steps_staff').on(table.staffId, table.at),
    foreignKey({
      name: 'step_on_what_was_seen',
      columns: [table.awardId, table.version, table.digest],
      foreignColumns: [awardVersions.awardId, awardVersions.version, awardVersions.digest],
    }),
    check('a_version_is_proposed_elsewhere', sql`${table.step} <> 'propose'`),
    check('sent_back_with_a_reason', sql`(${table.step} IN ('return', 'withdraw')) = (${table.sealed} IS NOT NULL)`),
    check('step_is_signed', sql`octet_length(${table.signature}) = 64`),
  ],
)

/** Who holds which step of an award, over all its versions: the key lets nobody hold two. Final. */
export const awardHands = pgTable(
  'award_hands',
  {
    awardId: uuid('award_id')
      .notNull()
      .references(() => awards.id),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    step: text('step', { enum: HELD_STEPS }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.awardId, table.staffId] }), index('award_hands_staff').on(table.staffId)],
)

/** Reminders that were sent about an award in a state, each level once. */
export const awardReminders = pgTable(
  'award_reminders',
  {
    awardId: uuid('award_id')
      .notNull()
      .references(() => awards.id),
    version: integer('version').notNull(),
    state: text('state', { enum: AWARD_STATES }).notNull(),
    level: text('level', { enum: ['waiting', 'notify-soon', 'notify-over'] }).notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.awardId, table.version, table.state, table.level] })],
)
