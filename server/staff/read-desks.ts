import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { DeskMember, DeskRow, readDesk } from '#contract/staff.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { deskMembers, desks, invitations, staff } from '#db/schema/staff.ts'
import { toB64 } from '../http/b64.ts'
import { found, insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'

/** All desks with their public keys, in the order of the founding. */
export async function allDesks(db: Database): Promise<DeskRow[]> {
  const members = sql<number>`(select count(*)::int from desk_members m where m.desk_id = ${desks.id})`
  const rows = await db
    .select({
      id: desks.id,
      nameZh: desks.nameZh,
      nameEn: desks.nameEn,
      kind: desks.kind,
      recipient: desks.recipient,
      districts: desks.districts,
      categories: desks.categories,
      members,
    })
    .from(desks)
    .orderBy(asc(desks.position))
  return rows as DeskRow[]
}

/** One desk of mine: who works there and who is invited. */
export async function deskOf(db: Database, who: Who, deskId: string): Promise<ReplyOf<typeof readDesk>> {
  insist(
    who.desks.some((desk) => desk.id === deskId),
    'notPermitted',
  )
  const [[desk], members, open] = await Promise.all([
    db.select({ mail: desks.mail }).from(desks).where(eq(desks.id, deskId)),
    membersOf(db, deskId),
    db
      .select({ id: invitations.id, name: invitations.name, role: invitations.role, expiresAt: invitations.expiresAt })
      .from(invitations)
      .where(and(eq(invitations.deskId, deskId), isNull(invitations.usedAt), gt(invitations.expiresAt, new Date())))
      .orderBy(asc(invitations.expiresAt)),
  ])
  return {
    mail: found(desk, 'notFound').mail,
    members,
    invitations: open.map((each) => ({ ...each, expiresAt: each.expiresAt.toISOString() })),
  }
}

async function membersOf(db: Database, deskId: string): Promise<DeskMember[]> {
  const rows = await db
    .select({ member: deskMembers, person: staff, secret: invitations.secret })
    .from(deskMembers)
    .innerJoin(staff, eq(staff.id, deskMembers.staffId))
    .leftJoin(invitations, eq(invitations.id, deskMembers.invitationId))
    .where(eq(deskMembers.deskId, deskId))
    .orderBy(asc(deskMembers.joinedAt), asc(staff.login))
  return rows.map(({ member, person, secret }) => ({
    id: person.id,
    name: person.name,
    login: person.login,
    role: member.role,
    joinedAt: member.joinedAt.toISOString(),
    holdsKey: member.deskKey !== null,
    stopped: person.stopped,
    memberRecipient: person.memberRecipient,
    invitation:
      member.invitationId === null || secret === null || member.proof === null
        ? null
        : { id: member.invitationId, secretB64: toB64(secret), proofB64: toB64(member.proof) },
  }))
}
