import { asc, eq } from 'drizzle-orm'
import type { Me } from '#contract/staff.ts'
import type { Database } from '#db/connect.ts'
import { deskMembers, desks, staff } from '#db/schema/staff.ts'
import { toB64 } from '../http/b64.ts'
import { found } from '../http/refusal.ts'

/** The account of a member and the desks it works at, with the wraps that only the member can open. */
export async function accountOf(db: Database, staffId: string): Promise<Me> {
  const [rows, mine] = await Promise.all([
    db.select().from(staff).where(eq(staff.id, staffId)),
    db
      .select({
        id: desks.id,
        nameZh: desks.nameZh,
        nameEn: desks.nameEn,
        kind: desks.kind,
        recipient: desks.recipient,
        role: deskMembers.role,
        deskKey: deskMembers.deskKey,
        matchingKey: desks.matchingKey,
      })
      .from(deskMembers)
      .innerJoin(desks, eq(desks.id, deskMembers.deskId))
      .where(eq(deskMembers.staffId, staffId))
      .orderBy(asc(desks.position)),
  ])
  const { id, login, name, memberRecipient, memberKey, signPublic } = found(rows[0], 'notSignedIn')
  return {
    id,
    login,
    name,
    memberRecipient,
    memberKeyB64: toB64(memberKey),
    signPublicB64: signPublic === null ? null : toB64(signPublic),
    desks: mine.map(({ deskKey, matchingKey, ...desk }) => ({
      ...desk,
      deskKeyB64: deskKey === null ? null : toB64(deskKey),
      matchingKeyB64: matchingKey === null ? null : toB64(matchingKey),
    })),
  }
}
