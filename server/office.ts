import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import cookie from '@fastify/cookie'
import type { FastifyInstance } from 'fastify'
import type { Permission } from '#contract/roles.ts'
import type { AnyRoute } from '#contract/route.ts'
import { connect, type Database } from '#db/connect.ts'
import { site } from '#db/schema/staff.ts'
import { mountAlarms } from './alarms/plugin.ts'
import { mountAudit } from './audit/plugin.ts'
import { openBlobs } from './blobs.ts'
import { mountBooks } from './books/plugin.ts'
import { mountCases } from './cases/plugin.ts'
import { mountClockKeeping, mountClocks } from './clocks/plugin.ts'
import { ownConfig, WrongConfig, type Config } from './config.ts'
import { newApp } from './http/app.ts'
import { setHeaders } from './http/headers.ts'
import { mountHealth } from './http/health.ts'
import { logTo, type Log } from './http/log.ts'
import { mountOfficeSite } from './http/office-site.ts'
import { openApi } from './http/openapi.ts'
import { mountHotline } from './hotline/plugin.ts'
import { run } from './http/run.ts'
import { letIn, serveOn } from './http/serve.ts'
import { startJobs } from './jobs/start-jobs.ts'
import { lastHeadFileOf } from './log/last-head.ts'
import { openLogKey } from './log/log-key.ts'
import type { PublishDeps } from './log/publish.ts'
import { mountMatching } from './matching/plugin.ts'
import { mountLapses } from './lapses/plugin.ts'
import { mountOrders } from './orders/plugin.ts'
import { mountPayments } from './payments/plugin.ts'
import { mountAwards } from './rewards/plugin.ts'
import { smtpSender } from './notices/smtp.ts'
import { mountRules } from './rules/plugin.ts'
import { mountSupervision } from './supervision/plugin.ts'
import { mountStaff } from './staff/plugin.ts'
import { sessionCookie, sessionGate } from './staff/sessions.ts'
import { mountFilePieces, mountTips, mountTriage } from './tips/plugin.ts'

/** The office process: the staff's site, its API, and the jobs. It moves sealed things about and can open none. */
export async function officeApp(
  config: Config,
  log: Log,
  { withSite = true, withJobs = true }: { withSite?: boolean; withJobs?: boolean } = {},
): Promise<FastifyInstance> {
  if (config.officeDatabaseUrl === null) throw new WrongConfig('OFFICE_DATABASE_URL is not set.')
  const db = connect(config.officeDatabaseUrl, 20)
  const blobs = await openBlobs(config.blobDir)
  const app = newApp(log)
  await app.register(cookie)
  const session = sessionCookie(config.officeOrigin?.startsWith('https:') ?? false)
  const gate = sessionGate(db, session)
  const mounted = new Map<AnyRoute, Permission>()
  const serve = serveOn(app, gate, mounted)

  setHeaders(app)
  mountHealth(app, db)
  const setupToken = config.setupToken ?? randomBytes(12).toString('hex')
  mountStaff(serve, { db, cookie: session, setupToken, demo: config.demo, idleMinutes: config.idleMinutes })
  mountTips(serve, { db, blobs })
  mountTriage(serve, { db })
  mountMatching(serve, { db })
  mountFilePieces(app, gate, { db, blobs })
  await mountHotline(app, gate, serve, { db, blobs, demo: config.demo, now: () => new Date() })
  mountCases(serve, { db })
  mountClocks(serve, { db })
  mountClockKeeping(serve, { db })
  mountAudit(serve, { db, now: () => new Date() })
  mountAlarms(serve, { db, now: () => new Date() })
  mountLapses(serve, { db, now: () => new Date() })
  mountOrders(serve, { db, now: () => new Date() })
  mountAwards(serve, { db, now: () => new Date() })
  mountBooks(serve, { db, now: () => new Date() })
  const logging = await logDeps(config)
  mountPayments(serve, { db, now: () => new Date(), logPublicBytes: logging.key.publicKeyBytes })
  mountRules(app, serve, { db, now: () => new Date() })
  // Figures are read over connections of their own: tips never wait for them.
  const figures = connect(config.officeDatabaseUrl, 2)
  mountSupervision(serve, { db: figures, now: () => new Date() })
  app.get('/api/openapi.json', { config: { id: 'openApi' } }, async (request) => {
    await letIn(gate, request, 'staff')
    return openApi('鹿哨 Lushao, office', mounted)
  })
  if (withSite) await mountOfficeSite(app)

  const sendMail = config.smtpUrl === null ? null : smtpSender(config.smtpUrl, config.mailFrom)
  const jobDeps = { db, blobs, sendMail, officeOrigin: config.officeOrigin, log, now: () => new Date() }
  const stopJobs = withJobs ? startJobs({ ...jobDeps, ...logging }, config.officeDatabaseUrl) : null
  if (config.setupToken === null) app.addHook('onReady', () => tellSetupToken(db, setupToken))
  app.addHook('onClose', async () => {
    await stopJobs?.()
    sendMail?.close()
    await Promise.all([db, figures].map(({ $client }) => $client.end({ timeout: 5 })))
  })
  return app
}

/** What signs the log and remembers what it signed: beside each other, outside the database. */
async function logDeps({
  logKeyFile,
  logName,
}: Config): Promise<Pick<PublishDeps, 'key' | 'lastHeadFile' | 'logName'>> {
  await mkdir(dirname(logKeyFile), { recursive: true })
  return { key: await openLogKey(logKeyFile), lastHeadFile: lastHeadFileOf(logKeyFile), logName }
}

/** Until the office is founded, whoever reads this output may found it. */
async function tellSetupToken(db: Database, setupToken: string): Promise<void> {
  const [row] = await db.select({ foundedAt: site.foundedAt }).from(site)
  if (row?.foundedAt === null) console.log(JSON.stringify({ setupToken }))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const config = ownConfig()
  const log = logTo((text) => process.stdout.write(text), false)
  await run(await officeApp(config, log), 'office', { host: config.host, port: config.officePort, log })
}
