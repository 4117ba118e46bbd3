import type { Blobs } from '../blobs.ts'
import { reconcileNightly } from '../books/run-reconciliation.ts'
import type { Log } from '../http/log.ts'
import type { SendMail } from '../notices/mail.ts'
import { forgetOrphans } from '../retention/forget-orphans.ts'
import { forgetSessions } from '../staff/sessions.ts'
import { mailAuditors } from '../log/mail-auditor.ts'
import { publishLog, WillNotSign, type PublishDeps } from '../log/publish.ts'
import { checkLog } from '../log/run-check.ts'
import { tellFreezes } from '../alarms/tell-freezes.ts'
import { carryOutLapses } from '../lapses/carry-out.ts'
import { remindLapses } from '../lapses/remind-lapses.ts'
import { escalate } from '../orders/escalate.ts'
import { remindAwards } from '../rewards/remind-awards.ts'
import { NoText } from './quiet-pool.ts'
import type { Job } from './worker.ts'

export type JobDeps = PublishDeps & {
  blobs: Blobs
  sendMail: SendMail | null
  officeOrigin: string | null
  log: Log
}

/** What is made up after a night without a server is made up once: the newest run that was missed. */
const HOURLY = { fill: '1h', tries: 5 } as const
const DAILY = { fill: '1d', tries: 12 } as const

/** Everything that the installation does by itself, once, though several processes run. */
export const JOBS: readonly Job<JobDeps>[] = [
  { ...HOURLY, did: 'publish-log', at: hourlyAt(0), atStart: true, run: publish },
  { ...HOURLY, did: 'escalate', at: hourlyAt(10), atStart: true, run: escalate },
  { ...HOURLY, did: 'forget-orphans', at: hourlyAt(20), run: forgetOrphans },
  { ...HOURLY, did: 'forget-sessions', at: hourlyAt(25), run: ({ db }) => forgetSessions(db).then(() => 0) },
  { ...HOURLY, did: 'carry-out-lapses', at: hourlyAt(40), atStart: true, run: carryOutLapses },
  { ...HOURLY, did: 'tell-freezes', at: hourlyAt(45), run: tellFreezes },
  { ...DAILY, did: 'verify-log', at: dailyAt(3, 10), run: verify },
  { ...DAILY, did: 'reconcile-books', at: dailyAt(3, 40), run: reconcileNightly },
  { ...DAILY, did: 'remind-awards', at: dailyAt(8, 40), run: remindAwards },
  { ...DAILY, did: 'remind-lapses', at: dailyAt(8, 50), run: remindLapses },
  { ...DAILY, did: 'mail-auditor', at: dailyAt(8, 30), run: mailAuditors },
]

/** A crontab's time for every hour. */
function hourlyAt(minute: number): string {
  return `${minute} * * * *`
}

/** A crontab's time for a time of day in Sanya, which is eight hours ahead of UTC all year. */
function dailyAt(hour: number, minute: number): string {
  return `${minute} ${(hour + 16) % 24} * * *`
}

/** How many records got their place. Why nothing was signed is told, since it may be a forgery. */
async function publish(deps: JobDeps): Promise<number> {
  try {
    return (await publishLog(deps))?.entered ?? 0
  } catch (error) {
    throw error instanceof WillNotSign ? new NoText(error.why) : error
  }
}

/** How many differences the verifier found; what they are stands in the auditor's room. */
async function verify(deps: JobDeps): Promise<number> {
  return (await checkLog(deps)).count
}
