import { and, eq, isNull } from 'drizzle-orm'
import type { registerSigningKey } from '#contract/staff.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { staff } from '#db/schema/staff.ts'
import { fromB64 } from '../http/b64.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'

/** Keeps what a member signs with, once; nobody can exchange it. Refuses `changedMeanwhile` where another key stands. */
export async function registerKey(db: Database, who: Who, given: BodyOf<typeof registerSigningKey>): Promise<void> {
  const signPublic = fromB64(given.signPublicB64)
  const mine = eq(staff.id, who.staff)
  const kept = await db
    .update(staff)
    .set({ signPublic })
    .where(and(mine, isNull(staff.signPublic)))
    .returning({ id: staff.id })
  if (kept.length === 1) return
  const same = await db
    .select({ id: staff.id })
    .from(staff)
    .where(and(mine, eq(staff.signPublic, signPublic)))
  insist(same.length === 1, 'changedMeanwhile')
}
