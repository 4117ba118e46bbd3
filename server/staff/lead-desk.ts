import { and, eq, isNotNull, ne } from 'drizzle-orm'
import type { Database } from '#db/connect.ts'
import { deskMembers, desks, staff } from '#db/schema/staff.ts'
import { fromB64 } from '../http/b64.ts'
import { insist } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { insistSealed } from './insist-sealed.ts'

/** Where "something is waiting" is mailed to; null for nowhere. */
export async function setMail(db: Database, who: Who, deskId: string, mail: string | null): Promise<void> {
  insist(mayAt(who, deskId, 'leadDesk'), 'notPermitted')
  await db.transaction(async (tx) => {
    await tx.update(desks).set({ mail }).where(eq(desks.id, deskId))
    await record(tx, { did: 'set-desk-mail', staff: who.staff, desk: deskId })
  })
}

/** Gives a member the desk key, wrapped to them in the lead's browser. */
export async function handOver(
  db: Database,
  who: Who,
  at: { desk: string; member: string },
  deskKeyB64: string,
): Promise<void> {
  insist(mayAt(who, at.desk, 'leadDesk'), 'notPermitted')
  insistSealed(deskKeyB64)
  await db.transaction(async (tx) => {
    const given = await tx
      .update(deskMembers)
      .set({ deskKey: fromB64(deskKeyB64), keyGivenBy: who.staff })
      .where(and(eq(deskMembers.deskId, at.desk), eq(deskMembers.staffId, at.member)))
      .returning({ staffId: deskMembers.staffId })
    insist(given.length === 1, 'memberNotFound')
    await record(tx, { did: 'hand-over-key', staff: who.staff, desk: at.desk, member: at.member })
  })
}

/** Takes a member off a desk. Refuses `lastLead`: somebody must be left who leads and holds the key. */
export async function remove(db: Database, who: Who, at: { desk: string; member: string }): Promise<void> {
  insist(mayAt(who, at.desk, 'leadDesk'), 'notPermitted')
  await db.transaction(async (tx) => {
    // The desk's row is the lock: two leads who remove each other at once do it one after the other.
    await tx.select({ id: desks.id }).from(desks).where(eq(desks.id, at.desk)).for('no key update')
    const left = await tx
      .select({ id: staff.id })
      .from(deskMembers)
      .innerJoin(staff, and(eq(staff.id, deskMembers.staffId), eq(staff.stopped, false)))
      .where(
        and(
          eq(deskMembers.deskId, at.desk),
          eq(deskMembers.role, 'lead'),
          isNotNull(deskMembers.deskKey),
          ne(staff.id, at.member),
        ),
      )
    insist(left.length > 0, 'lastLead')
    const gone = await tx
      .delete(deskMembers)
      .where(and(eq(deskMembers.deskId, at.desk), eq(deskMembers.staffId, at.member)))
      .returning({ id: deskMembers.staffId })
    insist(gone.length === 1, 'memberNotFound')
    await record(tx, { did: 'remove-member', staff: who.staff, desk: at.desk, member: at.member })
  })
}
