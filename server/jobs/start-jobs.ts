import { mailDueNotices } from '../notices/mail.ts'
import { every } from './every.ts'
import { JOBS, type JobDeps } from './jobs.ts'
import { startWorker } from './worker.ts'

/** Notices wait up to ten minutes by chance already; who is on duty should not wait much longer. */
const MAIL_EVERY_MS = 20_000

/**
 * What the office process does by itself; `url` is its own database address. Mail has a timer instead of a job: the table of
 * notices is a queue itself, of which each process takes other rows, and a plan in whole minutes would be too slow.
 * Gives back how to stop.
 */
export function startJobs(deps: JobDeps, url: string): () => Promise<void> {
  const { db, log, sendMail } = deps
  const worker = startWorker({ db, url, log, jobs: JOBS, deps })
  const timer =
    sendMail === null ? null : every(MAIL_EVERY_MS, 'mail', log, () => mailDueNotices({ ...deps, sendMail }))
  return async () => {
    if (timer !== null) clearInterval(timer)
    await worker.stop()
  }
}
