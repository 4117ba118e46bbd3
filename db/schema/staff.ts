import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { DESK_KINDS, ROLES } from '#contract/roles.ts'
import { bytes, instant } from './columns.ts'

/** One row: who this installation is. The site id goes into every code, so a code of another site is unknown here. */
export const site = pgTable(
  'site',
  {
    only: boolean('only').primaryKey().default(true),
    siteId: text('site_id').notNull(),
    recoveryRecipient: text('recovery_recipient'),
    recoveryShares: integer('recovery_shares'),
    recoveryThreshold: integer('recovery_threshold'),
    foundedAt: instant('founded_at'),
  },
  (table) => [
    check('one_site', sql`${table.only}`),
    check('founded_whole', sql`(${table.foundedAt} is null) = (${table.recoveryRecipient} is null)`),
    check(
      'enough_shares',
      sql`${table.recoveryThreshold} >= 2 and ${table.recoveryThreshold} <= ${table.recoveryShares}`,
    ),
  ],
)

/** A desk 受理单位. Its key pair is made in a lead's browser; here is only the public half, and wraps nobody here can open. */
export const desks = pgTable('desks', {
  id: uuid('id').primaryKey(),
  position: integer('position').generatedAlwaysAsIdentity(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  kind: text('kind', { enum: DESK_KINDS }).notNull(),
  districts: text('districts').array().notNull(),
  categories: text('categories').array().notNull(),
  recipient: text('recipient').notNull().unique(),
  recoveryKey: bytes('recovery_key').notNull(),
  matchingKey: bytes('matching_key'),
  mail: text('mail'),
  foundedAt: instant('founded_at').notNull().defaultNow(),
})

/** A member of staff. The server sees a hash of a login proof, never the password or the member key. */
export const staff = pgTable(
  'staff',
  {
    id: uuid('id').primaryKey(),
    login: text('login').notNull().unique(),
    name: text('name').notNull(),
    loginHash: text('login_hash').notNull(),
    memberRecipient: text('member_recipient').notNull(),
    memberKey: bytes('member_key').notNull(),
    /** Ed25519, with which the member signs steps of awards; null until their browser has registered it, then final. */
    signPublic: bytes('sign_public').unique(),
    stopped: boolean('stopped').notNull().default(false),
    joinedAt: instant('joined_at').notNull().defaultNow(),
  },
  (table) => [check('signing_key_is_one', sql`octet_length(${table.signPublic}) = 32`)],
)

export const invitations = pgTable('invitations', {
  id: uuid('id').primaryKey(),
  deskId: uuid('desk_id')
    .notNull()
    .references(() => desks.id),
  name: text('name').notNull(),
  role: text('role', { enum: ROLES }).notNull(),
  tokenHash: bytes('token_hash').notNull().unique(),
  /** The invitation's secret, sealed to the desk, so that the lead can check how the member joined. */
  secret: bytes('secret').notNull(),
  invitedBy: uuid('invited_by')
    .notNull()
    .references(() => staff.id),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})

/** Who works at which desk. `deskKey` is the desk key wrapped to the member; null until a lead hands it over. */
export const deskMembers = pgTable(
  'desk_members',
  {
    deskId: uuid('desk_id')
      .notNull()
      .references(() => desks.id),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    role: text('role', { enum: ROLES }).notNull(),
    deskKey: bytes('desk_key'),
    keyGivenBy: uuid('key_given_by').references(() => staff.id),
    invitationId: uuid('invitation_id').references(() => invitations.id),
    proof: bytes('proof'),
    joinedAt: instant('joined_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.deskId, table.staffId] }),
    index('desk_members_staff').on(table.staffId),
    check('key_has_giver', sql`(${table.deskKey} is null) = (${table.keyGivenBy} is null)`),
  ],
)

/** Sessions of the office; the cookie's token stands here only as a hash. */
export const sessions = pgTable('sessions', {
  tokenHash: bytes('token_hash').primaryKey(),
  staffId: uuid('staff_id')
    .notNull()
    .references(() => staff.id),
  startedAt: instant('started_at').notNull(),
  seenAt: instant('seen_at').notNull(),
})

/** Failed sign-ins by hash of the login, whether or not there is such an account, so that nobody learns which exist. */
export const signInFailures = pgTable('sign_in_failures', {
  loginHash: bytes('login_hash').primaryKey(),
  failures: integer('failures').notNull(),
  lastAt: instant('last_at').notNull(),
})
