import { createHash } from 'node:crypto'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { ROLES_OF_DESK } from '#contract/roles.ts'
import type { invite, join, readInvitation } from '#contract/staff.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { deskMembers, desks, invitations, staff } from '#db/schema/staff.ts'
import { fromB64 } from '../http/b64.ts'
import { UNIQUE_VIOLATION } from '#db/sql-states.ts'
import { codeOf } from '../http/refuse-error.ts'
import { found, insist, Refusal } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { insistSealed } from './insist-sealed.ts'
import { hashProof } from './sign-in.ts'

const DAYS = 7

/** Makes an invitation to a desk that I lead, for a role that this kind of desk has. Making it again changes nothing. */
export async function inviteTo(db: Database, who: Who, deskId: string, given: BodyOf<typeof invite>): Promise<void> {
  insist(mayAt(who, deskId, 'leadDesk'), 'notPermitted')
  insistSealed(given.secretB64)
  const [desk] = await db.select({ kind: desks.kind }).from(desks).where(eq(desks.id, deskId))
  insist(ROLES_OF_DESK[found(desk, 'notFound').kind].includes(given.role), 'roleNotOfDesk')
  const expiresAt = new Date(Date.now() + DAYS * 24 * 3_600_000)
  await db.transaction(async (tx) => {
    const made = await tx
      .insert(invitations)
      .values({
        id: given.id,
        deskId,
        name: given.name,
        role: given.role,
        tokenHash: fromB64(given.tokenHashB64),
        secret: fromB64(given.secretB64),
        invitedBy: who.staff,
        expiresAt,
      })
      .onConflictDoNothing()
      .returning({ id: invitations.id })
    if (made.length > 0) await record(tx, { did: 'invite', staff: who.staff, desk: deskId })
  })
}

/** Makes an open invitation useless. */
export async function withdraw(db: Database, who: Who, deskId: string, invitationId: string): Promise<void> {
  insist(mayAt(who, deskId, 'leadDesk'), 'notPermitted')
  await db.transaction(async (tx) => {
    const gone = await tx
      .delete(invitations)
      .where(and(eq(invitations.id, invitationId), eq(invitations.deskId, deskId), isNull(invitations.usedAt)))
      .returning({ id: invitations.id })
    insist(gone.length > 0, 'invitationUnknown')
    await record(tx, { did: 'withdraw-invitation', staff: who.staff, desk: deskId })
  })
}

const isOpen = (tokenB64: string) =>
  and(
    eq(invitations.tokenHash, createHash('sha256').update(fromB64(tokenB64)).digest()),
    isNull(invitations.usedAt),
    gt(invitations.expiresAt, new Date()),
  )

/** Who is invited where, for the one who holds the token. */
export async function invitationOf(db: Database, tokenB64: string): Promise<ReplyOf<typeof readInvitation>> {
  const [row] = await db
    .select({ name: invitations.name, role: invitations.role, nameZh: desks.nameZh, nameEn: desks.nameEn })
    .from(invitations)
    .innerJoin(desks, eq(desks.id, invitations.deskId))
    .where(isOpen(tokenB64))
  return found(row, 'invitationUnknown')
}

/** Uses an invitation up and makes the account; the desk key comes later, from a lead. */
export async function joinWith(db: Database, given: BodyOf<typeof join>): Promise<void> {
  insistSealed(given.account.memberKeyB64)
  const { id, login, name, memberRecipient, memberKeyB64, loginProofB64 } = given.account
  const loginHash = await hashProof(loginProofB64)
  try {
    await db.transaction(async (tx) => {
      // The update locks the row: of two who use the same link at once, one finds it used.
      const used = await tx.update(invitations).set({ usedAt: new Date() }).where(isOpen(given.tokenB64)).returning()
      const { id: invitationId, deskId, role } = found(used[0], 'invitationUnknown')
      await tx.insert(staff).values({ id, login, name, loginHash, memberRecipient, memberKey: fromB64(memberKeyB64) })
      await tx.insert(deskMembers).values({ deskId, staffId: id, role, invitationId, proof: fromB64(given.proofB64) })
      await record(tx, { did: 'join', staff: id, desk: deskId })
    })
  } catch (error) {
    throw codeOf(error) === UNIQUE_VIOLATION ? new Refusal('loginTaken') : error
  }
}
