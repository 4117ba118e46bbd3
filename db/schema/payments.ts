import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  FREEZE_CAUSES,
  OUTCOMES,
  PAYMENT_STATES,
  REJECTIONS,
  RUN_KINDS,
  RUN_STATES,
  RUN_STEPS,
} from '#contract/money/chain.ts'
import { METHODS } from '#contract/money/names.ts'
import { FUNDS } from '#contract/rewards/content.ts'
import { bytes, instant } from './columns.ts'
import { payables } from './ledger.ts'
import { awards } from './rewards.ts'
import { staff } from './staff.ts'

const who = (name: string) => uuid(name).references(() => staff.id)
const ofPayable = () =>
  uuid('payable_id')
    .notNull()
    .references(() => payables.id)

/**
 * How whoever an award is for wants to have it. The newest counts. Signed with the claim key of the tip, or by the member who enters it for
 * somebody who took part. Final; what finance opens is the sealed part.
 */
export const claims = pgTable(
  'claims',
  {
    payableId: ofPayable(),
    seq: integer('seq').notNull(),
    method: text('method', { enum: METHODS }).notNull(),
    fen: bigint('fen', { mode: 'bigint' }).notNull(),
    /** An envelope of kind `claim-details` of the payable at this place, sealed to the finance desks. */
    sealed: bytes('sealed'),
    /** SHA-256 of the proof that voucher and word give. */
    verifier: bytes('verifier'),
    hasWord: boolean('has_word').notNull(),
    /** `digestOf` its content. */
    digest: bytes('digest').notNull(),
    signature: bytes('signature').notNull(),
    /** Who entered it for somebody who took part; null: the tipster. */
    staffId: who('staff_id'),
    /** Of tipsters the full hour only. */
    at: instant('at').notNull(),
    /** Whether it came from a network that the office said is its own; null where none is set. Nothing else is kept of where it came from. */
    fromOffice: boolean('from_office'),
  },
  (table) => [
    primaryKey({ columns: [table.payableId, table.seq] }),
    unique('claim_says').on(table.payableId, table.seq, table.digest),
    check('claim_digest_is_a_hash', sql`octet_length(${table.digest}) = 32`),
    check('claim_is_signed', sql`octet_length(${table.signature}) = 64`),
    check('claim_verifier_is_a_hash', sql`octet_length(${table.verifier}) = 32`),
    check('claim_sealed_parts', sql`(${table.method} IN ('transfer', 'proxy')) = (${table.sealed} IS NOT NULL)`),
    check('claim_voucher_parts', sql`(${table.method} IN ('voucher', 'proxy')) = (${table.verifier} IS NOT NULL)`),
    check('word_of_a_voucher', sql`NOT ${table.hasWord} OR ${table.verifier} IS NOT NULL`),
    check('claim_hour', sql`${table.staffId} IS NOT NULL OR ${table.at} = date_trunc('hour', ${table.at}, 'UTC')`),
  ],
)

/** 这不是我登记的: the tipster says that somebody else made a claim. Freezes the payment. Final. */
export const claimDisputes = pgTable(
  'claim_disputes',
  {
    payableId: uuid('payable_id').notNull(),
    claimSeq: integer('claim_seq').notNull(),
    signature: bytes('signature').notNull(),
    /** The full hour. */
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.payableId, table.claimSeq] }),
    foreignKey({
      name: 'dispute_of_a_claim',
      columns: [table.payableId, table.claimSeq],
      foreignColumns: [claims.payableId, claims.seq],
    }),
    check('dispute_is_signed', sql`octet_length(${table.signature}) = 64`),
    check('dispute_hour', sql`${table.at} = date_trunc('hour', ${table.at}, 'UTC')`),
  ],
)

/** Why nothing is paid for now. An auditor releases it, with a reason. */
export const freezes = pgTable(
  'freezes',
  {
    payableId: ofPayable(),
    seq: integer('seq').notNull(),
    cause: text('cause', { enum: FREEZE_CAUSES }).notNull(),
    at: instant('at').notNull(),
    /** Null: it came about by itself, or by the tipster. */
    staffId: who('staff_id'),
    releasedBy: who('released_by'),
    releasedAt: instant('released_at'),
    /** Why, as kind `freeze-reason` of the payable at this place, sealed to the audit desks. */
    reason: bytes('reason'),
  },
  (table) => [
    primaryKey({ columns: [table.payableId, table.seq] }),
    index('freezes_open')
      .on(table.payableId)
      .where(sql`${table.releasedAt} IS NULL`),
    check(
      'released_with_a_reason',
      sql`num_nulls(${table.releasedBy}, ${table.releasedAt}, ${table.reason}) IN (0, 3)`,
    ),
    check('released_by_another', sql`${table.releasedBy} <> ${table.staffId} OR ${table.cause} = 'audit'`),
  ],
)

/** A voucher that was presented. Five wrong ones in a row freeze what is owed. Final. */
export const voucherTries = pgTable(
  'voucher_tries',
  {
    payableId: uuid('payable_id').notNull(),
    seq: integer('seq').notNull(),
    claimSeq: integer('claim_seq').notNull(),
    staffId: who('staff_id').notNull(),
    at: instant('at').notNull(),
    isRight: boolean('is_right').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.payableId, table.seq] }),
    index('voucher_tries_staff').on(table.staffId, table.at),
    foreignKey({
      name: 'try_of_a_claim',
      columns: [table.payableId, table.claimSeq],
      foreignColumns: [claims.payableId, claims.seq],
    }),
  ],
)

/** A longer time to claim, with a reason. Final; a trigger moves the award's day. */
export const claimExtensions = pgTable(
  'claim_extensions',
  {
    awardId: uuid('award_id')
      .notNull()
      .references(() => awards.id),
    seq: integer('seq').notNull(),
    until: date('until', { mode: 'string' }).notNull(),
    /** Why, as kind `extension-reason` of the award at this place, sealed to the reward and audit desks. */
    reason: bytes('reason').notNull(),
    staffId: who('staff_id').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.awardId, table.seq] })],
)

/** A batch of payments 付款批次; its state follows from its steps and from the outcomes of its lines, by triggers. */
export const runs = pgTable(
  'runs',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind', { enum: RUN_KINDS }).notNull(),
    fund: text('fund', { enum: FUNDS }).notNull(),
    year: integer('year').notNull(),
    seq: integer('seq').notNull(),
    /** PC-2026-0001; gapless within a year. */
    number: text('number').notNull().unique(),
    state: text('state', { enum: RUN_STATES }).notNull(),
    since: instant('since').notNull(),
    count: integer('count').notNull(),
    totalFen: bigint('total_fen', { mode: 'bigint' }).notNull(),
    /** `digestOf` its `RunContent`. */
    digest: bytes('digest').notNull(),
  },
  (table) => [
    unique('run_number').on(table.year, table.seq),
    unique('run_says').on(table.id, table.digest),
    index('runs_state').on(table.state, table.since),
    check('one_by_cash', sql`${table.kind} <> 'cash' OR ${table.count} = 1`),
    check('run_digest_is_a_hash', sql`octet_length(${table.digest}) = 32`),
  ],
)

/** Each step of a batch, signed by who took it. Final. Nobody takes two of make and check. */
export const runSteps = pgTable(
  'run_steps',
  {
    runId: uuid('run_id').notNull(),
    step: text('step', { enum: RUN_STEPS }).notNull(),
    staffId: who('staff_id').notNull(),
    at: instant('at').notNull(),
    digest: bytes('digest').notNull(),
    signature: bytes('signature').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.step] }),
    index('run_steps_staff').on(table.staffId, table.at),
    foreignKey({ name: 'step_of_a_run', columns: [table.runId, table.digest], foreignColumns: [runs.id, runs.digest] }),
    check('run_step_is_signed', sql`octet_length(${table.signature}) = 64`),
  ],
)

/** One line of a batch. Its identifier is made with the batch, in the cashier's browser, before anything is sent. Moved by triggers alone. */
export const payments = pgTable(
  'payments',
  {
    id: uuid('id').primaryKey(),
    runId: uuid('run_id')
      .notNull()
      .references(() => runs.id),
    line: integer('line').notNull(),
    payableId: uuid('payable_id').notNull(),
    claimSeq: integer('claim_seq').notNull(),
    claimDigest: bytes('claim_digest').notNull(),
    fen: bigint('fen', { mode: 'bigint' }).notNull(),
    /** What the bank file calls it 业务编号: JL and 14 digits, from the identifier. */
    reference: text('reference').notNull().unique(),
    /** What stands for the account, keyed in the finance browser: equal for equal accounts, and nothing else. Null for cash. */
    accountToken: bytes('account_token'),
    state: text('state', { enum: PAYMENT_STATES }).notNull(),
    since: instant('since').notNull(),
    /** Once paid: the day, and the number of the voucher in the books, which is that of the receipt. */
    paidOn: date('paid_on', { mode: 'string' }),
    receipt: text('receipt'),
  },
  (table) => [
    unique('payment_line').on(table.runId, table.line),
    // However many ask at once: an award is paid once.
    uniqueIndex('one_payment_each')
      .on(table.payableId)
      .where(sql`${table.state} NOT IN ('rejected', 'bounced', 'withdrawn')`),
    index('payments_account').on(table.accountToken),
    foreignKey({
      name: 'payment_of_a_claim',
      columns: [table.payableId, table.claimSeq, table.claimDigest],
      foreignColumns: [claims.payableId, claims.seq, claims.digest],
    }),
    check('paid_with_a_receipt', sql`(${table.state} IN ('paid', 'bounced')) = (${table.receipt} IS NOT NULL)`),
    check('account_token_length', sql`octet_length(${table.accountToken}) = 16`),
  ],
)

/** What the bank said of a line, or that cash was handed out. Final. */
export const paymentOutcomes = pgTable(
  'payment_outcomes',
  {
    paymentId: uuid('payment_id')
      .notNull()
      .references(() => payments.id),
    seq: integer('seq').notNull(),
    outcome: text('outcome', { enum: OUTCOMES }).notNull(),
    cause: text('cause', { enum: REJECTIONS }),
    fen: bigint('fen', { mode: 'bigint' }).notNull(),
    /** The number of the bank's own line; none is counted twice. Null for cash. */
    bankReference: text('bank_reference').unique(),
    /** SHA-256 of the answer file. Null for cash. */
    fileDigest: bytes('file_digest'),
    staffId: who('staff_id').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.paymentId, table.seq] }),
    check('rejected_for_a_cause', sql`(${table.outcome} IN ('rejected', 'bounced')) = (${table.cause} IS NOT NULL)`),
  ],
)

/** A list of what goes back to the fund: what nobody claimed in time, or what was declined. One puts it together, another confirms it. */
export const lapseLists = pgTable(
  'lapse_lists',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind', { enum: ['lapse', 'decline'] }).notNull(),
    proposedBy: who('proposed_by').notNull(),
    proposedAt: instant('proposed_at').notNull(),
    confirmedBy: who('confirmed_by'),
    confirmedAt: instant('confirmed_at'),
    withdrawnBy: who('withdrawn_by'),
    withdrawnAt: instant('withdrawn_at'),
    /** When the job had carried it out. */
    doneAt: instant('done_at'),
  },
  (table) => [
    uniqueIndex('one_open_list')
      .on(table.kind)
      .where(sql`${table.doneAt} IS NULL AND ${table.withdrawnAt} IS NULL`),
    check('list_by_two', sql`${table.confirmedBy} <> ${table.proposedBy}`),
    check('list_confirmed_by_somebody', sql`(${table.confirmedAt} IS NULL) = (${table.confirmedBy} IS NULL)`),
    check('list_withdrawn_by_somebody', sql`(${table.withdrawnAt} IS NULL) = (${table.withdrawnBy} IS NULL)`),
    check('list_settles_once', sql`${table.confirmedAt} IS NULL OR ${table.withdrawnAt} IS NULL`),
    check('done_once_confirmed', sql`${table.doneAt} IS NULL OR ${table.confirmedAt} IS NOT NULL`),
  ],
)

export const lapseItems = pgTable(
  'lapse_items',
  {
    listId: uuid('list_id')
      .notNull()
      .references(() => lapseLists.id),
    payableId: ofPayable(),
    /** Null until it is carried out; `kept`: it was claimed or extended meanwhile. */
    outcome: text('outcome', { enum: ['returned', 'kept'] }),
  },
  (table) => [
    primaryKey({ columns: [table.listId, table.payableId] }),
    index('lapse_items_payable').on(table.payableId),
    uniqueIndex('returned_once')
      .on(table.payableId)
      .where(sql`${table.outcome} = 'returned'`),
  ],
)

/** That an auditor looked into an alarm, with what was found. Final. */
export const alarmReviews = pgTable(
  'alarm_reviews',
  {
    id: uuid('id').primaryKey(),
    /** What the alarm is about, like `same-account/<token>`. */
    alarm: text('alarm').notNull(),
    staffId: who('staff_id').notNull(),
    at: instant('at').notNull(),
    /** As kind `alarm-note` of this review at 0, sealed to the audit desks. */
    note: bytes('note').notNull(),
  },
  (table) => [index('alarm_reviews_alarm').on(table.alarm)],
)
