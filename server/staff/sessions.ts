import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, ne, sql } from 'drizzle-orm'
import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database, Transaction } from '#db/connect.ts'
import { deskMembers, sessions, staff } from '#db/schema/staff.ts'
import type { Gate, Who } from '../http/serve.ts'

/** A working day and a little; then one signs in again. */
const LONGEST_MS = 12 * 3_600_000
/** Without a request for this long a session is over. The page's idle lock comes much earlier. */
const SILENT_MS = 60 * 60_000

export type Cookie = { name: string; options: CookieSerializeOptions }

/** The session cookie. Behind https it is bound to this host alone. */
export function sessionCookie(isHttps: boolean): Cookie {
  const options = { httpOnly: true, sameSite: 'strict', secure: isHttps, path: '/' } as const
  return { name: isHttps ? '__Host-lushao' : 'lushao', options }
}

const hashOf = (token: string): Uint8Array => createHash('sha256').update(token).digest()

/** Starts a session in the transaction of the sign-in and gives the token for the cookie. */
export async function startSession(tx: Transaction, staffId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const now = new Date()
  await tx.insert(sessions).values({ tokenHash: hashOf(token), staffId, startedAt: now, seenAt: now })
  return token
}

export function giveCookie(reply: FastifyReply, cookie: Cookie, token: string): void {
  reply.setCookie(cookie.name, token, cookie.options)
}

export function takeCookie(reply: FastifyReply, cookie: Cookie): void {
  reply.clearCookie(cookie.name, cookie.options)
}

/** Lets in who has a live session of an account that is not stopped. */
export function sessionGate(db: Database, cookie: Cookie): Gate {
  return async (request: FastifyRequest): Promise<Who | null> => {
    const token = request.cookies[cookie.name]
    if (token === undefined) return null
    const tokenHashBytes = hashOf(token)
    const staffId = await liveSession(db, tokenHashBytes)
    if (staffId === null) return null
    const desks = await db
      .select({ id: deskMembers.deskId, role: deskMembers.role })
      .from(deskMembers)
      .where(eq(deskMembers.staffId, staffId))
    return { staff: staffId, tokenHashBytes, desks }
  }
}

async function liveSession(db: Database, tokenHashBytes: Uint8Array): Promise<string | null> {
  const now = Date.now()
  const isLive = and(
    eq(sessions.tokenHash, tokenHashBytes),
    gt(sessions.startedAt, new Date(now - LONGEST_MS)),
    gt(sessions.seenAt, new Date(now - SILENT_MS)),
  )
  const [row] = await db
    .select({ staffId: sessions.staffId, seenAt: sessions.seenAt })
    .from(sessions)
    .innerJoin(staff, and(eq(staff.id, sessions.staffId), eq(staff.stopped, false)))
    .where(isLive)
  if (row === undefined) return null
  // One write a minute is enough to know that somebody is there.
  if (now - row.seenAt.getTime() > 60_000)
    await db
      .update(sessions)
      .set({ seenAt: new Date(now) })
      .where(eq(sessions.tokenHash, tokenHashBytes))
  return row.staffId
}

export async function endSession(tx: Transaction, tokenHashBytes: Uint8Array): Promise<void> {
  await tx.delete(sessions).where(eq(sessions.tokenHash, tokenHashBytes))
}

/** Ends the sessions of an account, all or all but one. */
export async function endSessionsOf(tx: Transaction, staffId: string, exceptBytes?: Uint8Array): Promise<void> {
  const isTheirs = eq(sessions.staffId, staffId)
  await tx
    .delete(sessions)
    .where(exceptBytes === undefined ? isTheirs : and(isTheirs, ne(sessions.tokenHash, exceptBytes)))
}

/** Deletes sessions that nobody can use any more. A job. */
export async function forgetSessions(db: Database): Promise<void> {
  await db
    .delete(sessions)
    .where(sql`${sessions.startedAt} < ${new Date(Date.now() - LONGEST_MS).toISOString()}::timestamptz`)
}
