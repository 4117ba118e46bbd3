import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type { Send } from '#contract/route.ts'
import { connect } from '#db/connect.ts'
import { openBlobs } from './blobs.ts'
import { ownConfig, WrongConfig, type Config } from './config.ts'
import { newApp } from './http/app.ts'
import { setHeaders } from './http/headers.ts'
import { mountHealth } from './http/health.ts'
import { injectSend } from './http/inject-send.ts'
import { logTo, type Log } from './http/log.ts'
import { mountPublicSite } from './http/public-site.ts'
import { run } from './http/run.ts'
import { fromOfficeBy, originOf, type Origin } from './intake/from-office.ts'
import { mountIntake } from './intake/plugin.ts'
import { mountPublishedLog } from './log/mount-published.ts'
import { mountPublishedRules } from './published-rules/mount.ts'

/** The public process: the citizens' site, the intake and the published log. Its database role can insert, and read one mailbox. */
export async function publicApp(config: Config, log: Log, withSite = true): Promise<FastifyInstance> {
  if (config.publicDatabaseUrl === null) throw new WrongConfig('PUBLIC_DATABASE_URL is not set.')
  const db = connect(config.publicDatabaseUrl, 20)
  const app = newApp(log)
  app.addHook('onClose', () => db.$client.end({ timeout: 5 }))
  setHeaders(app, config.onionLocation)
  mountHealth(app, db)
  await mountIntake(app, {
    db,
    blobs: await openBlobs(config.blobDir),
    demo: config.demo,
    cashDesk: config.cashDesk,
    now: () => new Date(),
    clock: () => performance.now(),
    fromOffice: fromOfficeBy(config.officeNetworks),
  })
  await mountPublishedLog(app, { db })
  await mountPublishedRules(app, { db })
  if (withSite) await mountPublicSite(app, (request) => intakeFrom(app, originOf(request.raw)))
  return app
}

/** The intake, asked by the site's own server side as if by the one who asks the site. */
function intakeFrom(app: FastifyInstance, { peer, forwarded = [] }: Origin): Send {
  const told = [forwarded].flat().join(', ')
  return injectSend(app, told === '' ? {} : { 'x-forwarded-for': told }, peer)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const config = ownConfig()
  const log = logTo((text) => process.stdout.write(text), true)
  await run(await publicApp(config, log), 'public', { host: config.host, port: config.publicPort, log })
}
