import { asc, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Database } from '#db/connect.ts'
import { notices } from '#db/schema/notices.ts'
import { desks } from '#db/schema/staff.ts'
import { errorLine, type Log } from '../http/log.ts'

/** Hands a mail to a mail server; rejects when the server did not take it. */
export type SendMail = (mail: { to: string; subject: string; text: string }) => Promise<void>

const MOST_AT_ONCE = 500
/** Minutes until the next try after so many failures. */
const RETRY_MINUTES = [1, 2, 5, 10, 30, 60] as const

/**
 * Mails every desk that has due notices once: "something is waiting", and nothing else. A notice goes only when the mail
 * server has taken the mail; while it is down they wait. Several processes may run this: each takes other notices.
 * Answers how many mails went out.
 */
export async function mailDueNotices(deps: {
  db: Database
  sendMail: SendMail
  officeOrigin: string | null
  log: Log
}): Promise<number> {
  await forgetUnaddressed(deps.db)
  return deps.db.transaction(async (tx) => {
    const due = await tx
      .select({ id: notices.id, deskId: notices.deskId, attempts: notices.attempts })
      .from(notices)
      .where(lte(notices.dueAt, sql`now()`))
      .orderBy(asc(notices.id))
      .limit(MOST_AT_ONCE)
      .for('update', { skipLocked: true })
    if (due.length === 0) return 0
    const addresses = await tx.select({ id: desks.id, mail: desks.mail }).from(desks)
    let sent = 0
    for (const { id: deskId, mail } of addresses) {
      const ids = due.filter((notice) => notice.deskId === deskId).map((notice) => notice.id)
      if (ids.length === 0 || mail === null) continue
      try {
        await deps.sendMail({ to: mail, ...waitingMail(deps.officeOrigin) })
        await tx.delete(notices).where(inArray(notices.id, ids))
        sent += 1
      } catch (error) {
        deps.log(errorLine('mail', error))
        const attempts = Math.max(...due.filter((notice) => notice.deskId === deskId).map((notice) => notice.attempts))
        const minutes = RETRY_MINUTES[Math.min(attempts, RETRY_MINUTES.length - 1)] ?? 60
        await tx
          .update(notices)
          .set({ attempts: sql`${notices.attempts} + 1`, dueAt: sql`now() + ${minutes} * interval '1 minute'` })
          .where(inArray(notices.id, ids))
      }
    }
    return sent
  })
}

/** A desk without an address gets no mail; its notices would only pile up. */
async function forgetUnaddressed(db: Database): Promise<void> {
  const unaddressed = db.select({ id: desks.id }).from(desks).where(isNull(desks.mail))
  await db.delete(notices).where(inArray(notices.deskId, unaddressed))
}

/** The same words for everything: a mail server on the way learns only that there is work. */
export function waitingMail(officeOrigin: string | null): { subject: string; text: string } {
  const where = officeOrigin === null ? '' : `\n${officeOrigin}/`
  return {
    subject: '鹿哨：有待办事项 · Lushao: something is waiting',
    text: `有事项等待贵单位处理，请登录办公端查看。${where}\n本邮件由系统自动发出，请勿回复。\n\nSomething is waiting for your desk. Please sign in to the office.${where}\nThis mail was sent automatically; replies are not read.\n`,
  }
}
