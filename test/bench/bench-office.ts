import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { AnyRoute, Send } from '#contract/route.ts'
import { foundOffice } from '#contract/staff.ts'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { openRoles } from '#db/roles.ts'
import { readConfig } from '#server/config.ts'
import { injectSend } from '#server/http/inject-send.ts'
import { officeApp } from '#server/office.ts'
import type { Input } from '#ui/client.ts'
import { founding, newMember, StaffBrowser } from '../server/browser.ts'

/** An office over a database of its own, with eleven desks and one officer who may read them all. */
export type BenchOffice = {
  owner: postgres.Sql
  desks: string[]
  officer: string
  /** Calls an endpoint with a session; fails unless it is done. Milliseconds of the server, without the browser's own work. */
  timed: <T extends AnyRoute>(route: T, input: Input<T>) => Promise<number>
  stop: () => Promise<void>
}

const SETUP_TOKEN = 'token of the benchmark'
const DESKS = ['支队', '海棠', '吉阳', '天涯', '崖州', '育才', '边防', '铁路', '机场', '森林', '海警']

export type Bench = { offices: BenchOffice[]; stop: () => Promise<void> }

/** So many offices in one PostgreSQL, which is started for them. */
export async function startBench(count: number): Promise<Bench> {
  const dir = await mkdtemp(join(tmpdir(), 'lushao-bench-'))
  await chmod(dir, 0o755)
  const embedded = await startEmbedded(dir, { fast: true })
  await migrate(embedded.ownerUrl)
  const offices: BenchOffice[] = []
  const { officeUrl } = await openRoles(embedded.ownerUrl)
  for (let number = 0; number < count; number++) {
    const name = await copied(embedded.ownerUrl, number)
    offices.push(await startBenchOffice(at(embedded.ownerUrl, name), at(officeUrl, name), dir))
  }
  return {
    offices,
    async stop() {
      for (const office of offices) await office.stop()
      await embedded.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** An office over a migrated database. */
export async function startBenchOffice(ownerUrl: string, officeUrl: string, dir: string): Promise<BenchOffice> {
  const config = readConfig({ DATA_DIR: dir, OFFICE_DATABASE_URL: officeUrl, SETUP_TOKEN })
  const office = await officeApp(config, () => {}, { withSite: false, withJobs: false })
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => {} })
  let spentMs = 0
  const inject = injectSend(office)
  const { browser, desks, officer } = await foundedBy(owner, async (path, init) => {
    const startedAt = performance.now()
    const response = await inject(path, init)
    spentMs = performance.now() - startedAt
    return response
  })
  return {
    owner,
    desks,
    officer,
    async timed(route, input) {
      await browser.done(route, input)
      return spentMs
    },
    async stop() {
      await owner.end()
      await office.close()
    },
  }
}

async function copied(ownerUrl: string, number: number): Promise<string> {
  const server = postgres(at(ownerUrl, 'postgres'), { max: 1, onnotice: () => {} })
  const name = `bench_${number}`
  await server.unsafe(`create database ${name} template ${new URL(ownerUrl).pathname.slice(1)}`)
  await server.end()
  return name
}

function at(url: string, database: string): string {
  const copy = new URL(url)
  copy.pathname = `/${database}`
  return copy.href
}

async function foundedBy(owner: postgres.Sql, send: Send) {
  const [site] = await owner<{ site_id: string }[]>`select site_id from site`
  const lead = await newMember(site?.site_id ?? '', 'chen.lead')
  const none: never[] = []
  const { body, desks } = await founding(
    lead,
    SETUP_TOKEN,
    DESKS.map((name) => ({
      nameZh: name,
      nameEn: name,
      kind: 'investigation' as const,
      districts: none,
      categories: none,
    })),
  )
  const browser = new StaffBrowser(send)
  await browser.done(foundOffice, { body })
  await browser.signIn(lead)
  return { browser, desks: desks.map(({ id }) => id), officer: lead.account.id }
}
