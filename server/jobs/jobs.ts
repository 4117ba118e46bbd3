import type { Database } from '#db/connect.ts'
import type { Blobs } from '../blobs.ts'
import type { Log } from '../http/log.ts'
import type { SendMail } from '../notices/mail.ts'
import { forgetOrphans } from '../retention/forget-orphans.ts'
import { forgetSessions } from '../staff/sessions.ts'
import type { Job } from './worker.ts'

export type JobDeps = {
  db: Database
  blobs: Blobs
  sendMail: SendMail | null
  officeOrigin: string | null
  log: Log
  now: () => Date
}

/** What is made up after a night without a server is made up once: the newest run that was missed. */
const HOURLY = { fill: '1h', tries: 5 } as const

/** Everything that the installation does by itself, once, though several processes run. */
export const JOBS: readonly Job<JobDeps>[] = [
  { ...HOURLY, did: 'forget-orphans', at: hourlyAt(20), run: forgetOrphans },
  { ...HOURLY, did: 'forget-sessions', at: hourlyAt(25), run: ({ db }) => forgetSessions(db).then(() => 0) },
]

/** A crontab's time for every hour. */
function hourlyAt(minute: number): string {
  return `${minute} * * * *`
}
