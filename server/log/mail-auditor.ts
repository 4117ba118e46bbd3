import type { Database } from '#db/connect.ts'
import { errorLine, type Log } from '../http/log.ts'
import type { SendMail } from '../notices/mail.ts'
import { dayInSanya } from '../tips/day.ts'
import { dailyMail, type Daily } from './auditor-words.ts'
import { countLate, hasCalendar, selectAuditDesks, selectCheck, selectHead, takeDay } from './store-auditor-mail.ts'

type Deps = { db: Database; sendMail: SendMail | null; log: Log; now: () => Date }

/** A mail server did not take some of the mails; the job is tried again. */
export class MailsLeft extends Error {
  readonly code = 'MAILS_LEFT'
}

/**
 * Mails every audit desk the newest signed head and what is late, once a day though several processes do it. A day is taken
 * when the mail server has the mail; while it is down the job fails and is tried again. Answers how many mails went out.
 */
export async function mailAuditors({ db, sendMail, log, now }: Deps): Promise<number> {
  if (sendMail === null) return 0
  const at = now()
  const daily = await dailyOf(db, at)
  const mail = dailyMail(daily)
  let [sent, failed] = [0, 0]
  for (const desk of await selectAuditDesks(db)) {
    try {
      const isMine = await db.transaction(async (tx) => {
        const row = { deskId: desk.id, day: daily.day, sentAt: at, size: daily.head?.size ?? null }
        if (desk.mail === null || !(await takeDay(tx, row))) return false
        await sendMail({ to: desk.mail, ...mail })
        return true
      })
      if (isMine) sent += 1
    } catch (error) {
      log(errorLine('mail-auditor', error))
      failed += 1
    }
  }
  if (failed > 0) throw new MailsLeft()
  return sent
}

async function dailyOf(db: Database, at: Date): Promise<Daily> {
  const day = dayInSanya(at)
  const [head, before, check, late, calendarMissing] = await Promise.all([
    selectHead(db),
    selectHead(db, new Date(`${day}T00:00:00+08:00`)),
    selectCheck(db),
    countLate(db, day),
    missingYear(db, day),
  ])
  return { day, head, yesterday: before?.size ?? null, check, late, calendarMissing }
}

/** The year whose calendar is missing: this one, and from November on the next, whose notice comes in those weeks. */
async function missingYear(db: Database, day: string): Promise<number | null> {
  const year = Number(day.slice(0, 4))
  if (!(await hasCalendar(db, year))) return year
  const isAutumn = Number(day.slice(5, 7)) >= 11
  return isAutumn && !(await hasCalendar(db, year + 1)) ? year + 1 : null
}
