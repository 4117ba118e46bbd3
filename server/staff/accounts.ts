import { asc, eq } from 'drizzle-orm'
import type { listStaff } from '#contract/staff.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { deskMembers, desks, staff } from '#db/schema/staff.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { endSessionsOf } from './sessions.ts'

type Staff = ReplyOf<typeof listStaff>['staff']

/** All accounts and where they work, without any tip. */
export async function allStaff(db: Database): Promise<Staff> {
  const rows = await db
    .select({
      id: staff.id,
      name: staff.name,
      login: staff.login,
      stopped: staff.stopped,
      nameZh: desks.nameZh,
      nameEn: desks.nameEn,
      role: deskMembers.role,
    })
    .from(staff)
    .leftJoin(deskMembers, eq(deskMembers.staffId, staff.id))
    .leftJoin(desks, eq(desks.id, deskMembers.deskId))
    .orderBy(asc(staff.joinedAt), asc(staff.login), asc(desks.position))
  const byId = new Map<string, Staff[number]>()
  for (const { nameZh, nameEn, role, ...account } of rows) {
    const row = byId.get(account.id) ?? { ...account, desks: [] }
    if (nameZh !== null && nameEn !== null && role !== null) row.desks.push({ nameZh, nameEn, role })
    byId.set(account.id, row)
  }
  return [...byId.values()]
}

/** Stops an account and ends its sessions, or lets it in again. Nobody stops themselves by mistake. */
export async function stop(db: Database, who: Who, member: string, stopped: boolean): Promise<void> {
  insist(member !== who.staff, 'notPermitted')
  await db.transaction(async (tx) => {
    const changed = await tx.update(staff).set({ stopped }).where(eq(staff.id, member)).returning({ id: staff.id })
    insist(changed.length === 1, 'memberNotFound')
    if (stopped) await endSessionsOf(tx, member)
    await record(tx, { did: stopped ? 'stop-staff' : 'let-in-staff', staff: who.staff, member })
  })
}
