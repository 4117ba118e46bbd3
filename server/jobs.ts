import type { Database } from '#db/connect.ts'
import type { Blobs } from './blobs.ts'
import { errorLine, type Log } from './http/log.ts'
import { forgetOrphans } from './retention/forget-orphans.ts'
import { mailDueNotices, type SendMail } from './notices/mail.ts'
import { forgetSessions } from './staff/sessions.ts'

export type JobDeps = {
  db: Database
  blobs: Blobs
  sendMail: SendMail | null
  officeOrigin: string | null
  log: Log
  now: () => Date
}

/** What the office process does by itself. Each job is safe to run twice and in several processes. Gives back how to stop. */
export function startJobs(deps: JobDeps): () => void {
  const { sendMail } = deps
  const timers = [
    every(60 * 60_000, 'forget-orphans', deps.log, () => forgetOrphans(deps)),
    every(60 * 60_000, 'forget-sessions', deps.log, () => forgetSessions(deps.db).then(() => 0)),
    ...(sendMail === null ? [] : [every(20_000, 'mail', deps.log, () => mailDueNotices({ ...deps, sendMail }))]),
  ]
  return () => timers.forEach((timer) => clearInterval(timer))
}

/** Runs a job again and again, never twice at once. A failure is logged and tried at the next turn. */
function every(ms: number, did: string, log: Log, job: () => Promise<number>): NodeJS.Timeout {
  let isRunning = false
  const turn = async (): Promise<void> => {
    if (isRunning) return
    isRunning = true
    try {
      const count = await job()
      if (count > 0) log({ did, count })
    } catch (error) {
      log(errorLine(did, error))
    } finally {
      isRunning = false
    }
  }
  return setInterval(() => void turn(), ms).unref()
}
