import { createHash } from 'node:crypto'
import argon2 from 'argon2'
import { eq, sql } from 'drizzle-orm'
import type { Me } from '#contract/staff.ts'
import type { Database } from '#db/connect.ts'
import { signInFailures, staff } from '#db/schema/staff.ts'
import { fromB64 } from '../http/b64.ts'
import { Refusal } from '../http/refusal.ts'
import { record } from '../log/record.ts'
import { accountOf } from './read-account.ts'
import { startSession } from './sessions.ts'
import { delayAfter, FORGIVEN_AFTER_SECONDS } from './sign-in-delay.ts'

/** OWASP's second choice. The proof was stretched in the browser already; this protects it if the table is stolen. */
const HASHING = { type: argon2.argon2id, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const

/** What stands in the table for a login proof. */
export const hashProof = (loginProofB64: string): Promise<string> => argon2.hash(fromB64(loginProofB64), HASHING)
export const isProof = (loginHash: string, loginProofB64: string): Promise<boolean> =>
  argon2.verify(loginHash, fromB64(loginProofB64))

/** Checked when there is no such account, so that the time does not tell. */
const NOBODY = hashProof(Buffer.alloc(32).toString('base64'))

/**
 * Starts a session. Refuses `waitBeforeSignIn` after too many failures, and `signInFailed` for an unknown login, a wrong
 * proof and a stopped account alike.
 */
export async function signInWith(
  db: Database,
  given: { login: string; loginProofB64: string },
): Promise<{ token: string; me: Me }> {
  const login = given.login.normalize('NFKC').trim().toLowerCase()
  const failureKey = createHash('sha256').update(login).digest()
  await countAttempt(db, failureKey)
  const [member] = await db
    .select({ id: staff.id, loginHash: staff.loginHash, stopped: staff.stopped })
    .from(staff)
    .where(eq(staff.login, login))
  const isRight = await isProof(member?.loginHash ?? (await NOBODY), given.loginProofB64)
  if (!isRight || member === undefined || member.stopped) throw new Refusal('signInFailed')
  const token = await db.transaction(async (tx) => {
    await tx.delete(signInFailures).where(eq(signInFailures.loginHash, failureKey))
    await record(tx, { did: 'sign-in', staff: member.id })
    return startSession(tx, member.id)
  })
  return { token, me: await accountOf(db, member.id) }
}

/** Counts the attempt as failed before it is tried, so that guesses sent at once count one by one; success clears it. */
async function countAttempt(db: Database, failureKey: Uint8Array): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .insert(signInFailures)
      .values({ loginHash: failureKey, failures: 0, lastAt: sql`now()` })
      .onConflictDoNothing()
    const [row] = await tx
      .select({
        failures: signInFailures.failures,
        seconds: sql<number>`extract(epoch from now() - ${signInFailures.lastAt})::float8`,
      })
      .from(signInFailures)
      .where(eq(signInFailures.loginHash, failureKey))
      .for('update')
    if (row === undefined) throw new Error('The row of the attempts is gone')
    const failures = row.seconds > FORGIVEN_AFTER_SECONDS ? 0 : row.failures
    const delay = delayAfter(failures)
    const wait = Math.ceil(delay - row.seconds)
    if (delay > 0 && wait > 0) throw new Refusal('waitBeforeSignIn', { retryAfterSeconds: wait })
    await tx
      .update(signInFailures)
      .set({ failures: failures + 1, lastAt: sql`now()` })
      .where(eq(signInFailures.loginHash, failureKey))
  })
}
