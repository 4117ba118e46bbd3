import { eq } from 'drizzle-orm'
import type { changePassword } from '#contract/staff.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { staff } from '#db/schema/staff.ts'
import { fromB64 } from '../http/b64.ts'
import { found, insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { insistSealed } from './insist-sealed.ts'
import { endSessionsOf } from './sessions.ts'
import { hashProof, isProof } from './sign-in.ts'

/** Replaces the login proof together with the wrap of the member key; every other session of the account ends. */
export async function changePasswordOf(db: Database, who: Who, given: BodyOf<typeof changePassword>): Promise<void> {
  insistSealed(given.memberKeyB64)
  const [member] = await db.select({ loginHash: staff.loginHash }).from(staff).where(eq(staff.id, who.staff))
  insist(await isProof(found(member, 'notSignedIn').loginHash, given.loginProofB64), 'signInFailed')
  const loginHash = await hashProof(given.newLoginProofB64)
  await db.transaction(async (tx) => {
    await tx
      .update(staff)
      .set({ loginHash, memberKey: fromB64(given.memberKeyB64) })
      .where(eq(staff.id, who.staff))
    await endSessionsOf(tx, who.staff, who.tokenHashBytes)
    await record(tx, { did: 'change-password', staff: who.staff })
  })
}
