import * as z from 'zod/mini'
import { CATEGORIES } from './categories.ts'
import { MAX_HEADER_BYTES } from './envelope.ts'
import { DISTRICTS } from './places.ts'
import { DESK_KINDS, ROLES } from './roles.ts'
import { b64, b64Of, id, instant, recipient, route, wholeNumber } from './route.ts'

const key = b64(1024 + MAX_HEADER_BYTES)
const login = z.string().check(z.regex(/^[a-z0-9][a-z0-9._-]{2,31}$/))
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(40))

/** A person's account as their browser made it: the server gets a login proof and a member key that it cannot open. */
export const account = z.object({
  id,
  login,
  name,
  loginProofB64: b64Of(32),
  memberRecipient: recipient,
  memberKeyB64: key,
})
export type Account = z.output<typeof account>

export const newDesk = z.object({
  id,
  nameZh: name,
  nameEn: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  kind: z.enum(DESK_KINDS),
  districts: z.array(z.enum(DISTRICTS)),
  categories: z.array(z.enum(CATEGORIES)),
  recipient,
  /** The desk key wrapped to the founder, and to the recovery key. */
  founderKeyB64: key,
  recoveryKeyB64: key,
  /** The matching key wrapped to the desk; investigation desks only. */
  matchingKeyB64: z.nullable(key),
})
export type NewDesk = z.output<typeof newDesk>

export const readOffice = route({
  id: 'readOffice',
  about: 'What the sign-in page needs to know.',
  method: 'GET',
  path: '/api/office',
  reply: z.object({ siteId: z.string(), founded: z.boolean(), demo: z.boolean(), idleMinutes: wholeNumber }),
})

export const foundOffice = route({
  id: 'foundOffice',
  about: 'The founding ceremony: first lead, desks, their keys. Once only, with the token printed by the server.',
  method: 'POST',
  path: '/api/founding',
  maxBytes: 1024 * 1024,
  body: z.object({
    setupToken: z.string(),
    founder: account,
    recoveryRecipient: recipient,
    recoveryShares: z.object({ shares: z.int(), threshold: z.int() }),
    desks: z.array(newDesk).check(z.minLength(1), z.maxLength(40)),
  }),
})

/** A desk that I belong to. `deskKeyB64` is null until a lead has handed the key over. */
export const myDesk = z.object({
  id,
  nameZh: z.string(),
  nameEn: z.string(),
  kind: z.enum(DESK_KINDS),
  role: z.enum(ROLES),
  recipient,
  deskKeyB64: z.nullable(key),
  /** The matching key wrapped to the desk; investigation desks only. */
  matchingKeyB64: z.nullable(key),
})
export type MyDesk = z.output<typeof myDesk>

export const me = z.object({
  id,
  login,
  name,
  memberRecipient: recipient,
  memberKeyB64: key,
  /** The public half of what this member signs with; null until their browser has registered it. */
  signPublicB64: z.nullable(b64Of(32)),
  desks: z.array(myDesk),
})
export type Me = z.output<typeof me>

export const signIn = route({
  id: 'signIn',
  about: 'Starts a session with the login proof that the browser derived from the password.',
  method: 'POST',
  path: '/api/session',
  body: z.object({ login: z.string().check(z.maxLength(64)), loginProofB64: b64Of(32) }),
  reply: me,
})
export const whoAmI = route({
  id: 'whoAmI',
  about: 'The session’s own account and desks.',
  method: 'GET',
  path: '/api/session',
  reply: me,
})
export const signOut = route({ id: 'signOut', about: 'Ends the session.', method: 'DELETE', path: '/api/session' })

export const registerSigningKey = route({
  id: 'registerSigningKey',
  about: 'Registers the public half of the key that a member signs with, once; the same again changes nothing.',
  method: 'PUT',
  path: '/api/session/signature',
  body: z.object({ signPublicB64: b64Of(32) }),
})

export const changePassword = route({
  id: 'changePassword',
  about: 'Replaces the login proof and the wrap of the member key; ends all other sessions.',
  method: 'POST',
  path: '/api/session/password',
  body: z.object({ loginProofB64: b64Of(32), newLoginProofB64: b64Of(32), memberKeyB64: key }),
})

export const deskRow = z.object({
  id,
  nameZh: z.string(),
  nameEn: z.string(),
  kind: z.enum(DESK_KINDS),
  recipient,
  districts: z.array(z.enum(DISTRICTS)),
  categories: z.array(z.enum(CATEGORIES)),
  members: wholeNumber,
})
export type DeskRow = z.output<typeof deskRow>
export const listDesks = route({
  id: 'listDesks',
  about: 'All desks and their public keys.',
  method: 'GET',
  path: '/api/desks',
  reply: z.object({ desks: z.array(deskRow) }),
})

export const deskMember = z.object({
  id,
  name: z.string(),
  login,
  role: z.enum(ROLES),
  joinedAt: instant,
  holdsKey: z.boolean(),
  stopped: z.boolean(),
  memberRecipient: recipient,
  /** How the member joined: the sealed secret of the invitation and the proof to check against it. */
  invitation: z.nullable(z.object({ id, secretB64: key, proofB64: b64Of(32) })),
})
export type DeskMember = z.output<typeof deskMember>
export const openInvitationRow = z.object({ id, name: z.string(), role: z.enum(ROLES), expiresAt: instant })

export const readDesk = route({
  id: 'readDesk',
  about: 'Members and open invitations of a desk that I belong to.',
  method: 'GET',
  path: '/api/desks/:desk',
  params: z.object({ desk: id }),
  reply: z.object({
    mail: z.nullable(z.string()),
    members: z.array(deskMember),
    invitations: z.array(openInvitationRow),
  }),
})

export const setDeskMail = route({
  id: 'setDeskMail',
  about: 'Where "something is waiting" is mailed to; empty for nowhere.',
  method: 'PUT',
  path: '/api/desks/:desk/mail',
  params: z.object({ desk: id }),
  body: z.object({ mail: z.nullable(z.email().check(z.maxLength(254))) }),
})

export const invite = route({
  id: 'invite',
  about: 'A one-time invitation, seven days. The server holds only a hash of its token.',
  method: 'POST',
  path: '/api/desks/:desk/invitations',
  params: z.object({ desk: id }),
  body: z.object({ id, name, role: z.enum(ROLES), tokenHashB64: b64Of(32), secretB64: key }),
})
export const withdrawInvitation = route({
  id: 'withdrawInvitation',
  about: 'Makes an open invitation useless.',
  method: 'DELETE',
  path: '/api/desks/:desk/invitations/:invitation',
  params: z.object({ desk: id, invitation: id }),
})
export const readInvitation = route({
  id: 'readInvitation',
  about: 'Who is invited where, for the one who holds the token.',
  method: 'POST',
  path: '/api/invitations/read',
  body: z.object({ tokenB64: b64Of(32) }),
  reply: z.object({ name: z.string(), role: z.enum(ROLES), nameZh: z.string(), nameEn: z.string() }),
})
export const join = route({
  id: 'join',
  about: 'Uses an invitation up: makes the account, which waits for the desk key.',
  method: 'POST',
  path: '/api/invitations/join',
  body: z.object({ tokenB64: b64Of(32), account, proofB64: b64Of(32) }),
})

export const handOverKey = route({
  id: 'handOverKey',
  about: 'Gives the desk key, wrapped to a member, to that member.',
  method: 'PUT',
  path: '/api/desks/:desk/members/:member/key',
  params: z.object({ desk: id, member: id }),
  body: z.object({ deskKeyB64: key }),
})
export const removeMember = route({
  id: 'removeMember',
  about: 'Takes a member off a desk. A desk keeps at least one lead who holds its key.',
  method: 'DELETE',
  path: '/api/desks/:desk/members/:member',
  params: z.object({ desk: id, member: id }),
})

export const staffRow = z.object({
  id,
  name: z.string(),
  login,
  stopped: z.boolean(),
  desks: z.array(z.object({ nameZh: z.string(), nameEn: z.string(), role: z.enum(ROLES) })),
})
export const listStaff = route({
  id: 'listStaff',
  about: 'All accounts, without any tip.',
  method: 'GET',
  path: '/api/staff',
  reply: z.object({ staff: z.array(staffRow) }),
})
export const stopStaff = route({
  id: 'stopStaff',
  about: 'Stops an account and ends its sessions, or lets it in again.',
  method: 'PUT',
  path: '/api/staff/:member/stopped',
  params: z.object({ member: id }),
  body: z.object({ stopped: z.boolean() }),
})
