import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { inject } from 'vitest'
import type { Send } from '#contract/route.ts'
import { readSite, type Site } from '#contract/intake.ts'
import type { DeskKind } from '#contract/roles.ts'
import { foundOffice, handOverKey, invite, join as joinDesk } from '#contract/staff.ts'
import type { Role } from '#contract/roles.ts'
import { EMPTY_REPORT } from '#db/seed/tips.ts'
import { readConfig } from '#server/config.ts'
import { injectSend } from '#server/http/inject-send.ts'
import type { LogLine } from '#server/http/log.ts'
import { officeApp } from '#server/office.ts'
import { publicApp } from '#server/public.ts'
import { call } from '#ui/client.ts'
import { impatient } from '#reporting/again.ts'
import type { SendDeps } from '#reporting/deps.ts'
import { sendTip, type NewTip } from '#reporting/send-tip.ts'
import {
  founding,
  joinBody,
  newInvitation,
  newMember,
  quickDerive,
  StaffBrowser,
  wrappedDeskKey,
  type FoundedDesk,
  type Member,
} from './browser.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

export const SETUP_TOKEN = 'token of the tests'

/** Both apps over a database and a blob folder of their own. */
export type World = {
  database: TestDatabase
  public: FastifyInstance
  office: FastifyInstance
  send: Send
  /** Where browsers of staff send to; a test may put another process of the office there. */
  officeSend: Send
  deps: SendDeps
  blobDir: string
  logs: LogLine[]
  site: () => Promise<Site>
  stop: () => Promise<void>
}

export async function startWorld(env: Record<string, string> = {}): Promise<World> {
  const database = await freshDatabase(inject('templateUrl'))
  const dir = await mkdtemp(join(tmpdir(), 'lushao-world-'))
  const logs: LogLine[] = []
  const config = readConfig({
    DATA_DIR: dir,
    PUBLIC_DATABASE_URL: database.publicUrl,
    OFFICE_DATABASE_URL: database.officeUrl,
    SETUP_TOKEN,
    ...env,
  })
  const publicSide = await publicApp(config, (line) => logs.push(line), false)
  const office = await officeApp(config, (line) => logs.push(line), { withSite: false, withJobs: false })
  const send = injectSend(publicSide)
  return {
    database,
    public: publicSide,
    office,
    officeSend: injectSend(office),
    send,
    deps: { send, derive: quickDerive, patience: impatient },
    blobDir: config.blobDir,
    logs,
    async site() {
      const answer = await call(send, readSite, {})
      if (answer.is !== 'done') throw new Error('The site does not answer')
      return answer.reply
    },
    async stop() {
      await publicSide.close()
      await office.close()
      await database.drop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

export type Founded = {
  lead: Member
  browser: StaffBrowser
  city: FoundedDesk
  jiyang: FoundedDesk
  rewards: FoundedDesk
  administration: FoundedDesk
  hotline: FoundedDesk
  audit: FoundedDesk
}

/** An office with a city squad, a district desk, a reward office, an administration, a hotline and an audit desk, all led by one founder. */
export async function foundedOffice(world: World): Promise<Founded> {
  const { siteId } = await world.site()
  const lead = await newMember(siteId, 'chen.lead')
  const desk = (nameZh: string, kind: DeskKind, districts: 'jiyang'[] = []) => ({
    nameZh,
    nameEn: nameZh,
    kind,
    districts,
    categories: [],
  })
  const { body, desks } = await founding(lead, SETUP_TOKEN, [
    desk('支队', 'investigation'),
    desk('吉阳大队', 'investigation', ['jiyang']),
    desk('奖励办', 'rewards'),
    desk('系统管理', 'administration'),
    desk('热线', 'hotline'),
    desk('审计监察室', 'audit'),
  ])
  const browser = staffBrowser(world)
  await browser.done(foundOffice, { body })
  await browser.signIn(lead)
  const [city, jiyang, rewards, administration, hotline, audit] = desks
  if (!city || !jiyang || !rewards || !administration || !hotline || !audit) throw new Error('Six desks were founded')
  return { lead, browser, city, jiyang, rewards, administration, hotline, audit }
}

export const staffBrowser = (world: World): StaffBrowser =>
  new StaffBrowser((path, init) => world.officeSend(path, init))

/** An officer with a browser. */
export type Officer = { id: string; name: string; browser: StaffBrowser }

/** Somebody who joined a desk; with its key, unless the lead has not handed it over yet. */
export async function newOfficer(
  world: World,
  founded: Founded,
  desk: FoundedDesk,
  login: string,
  given: { role?: Role; hasKey?: boolean } = {},
): Promise<Officer> {
  const member = await newMember((await world.site()).siteId, login)
  const invitation = await newInvitation(desk, login, given.role ?? 'investigator')
  await founded.browser.done(invite, { params: { desk: desk.id }, body: invitation.body })
  const browser = staffBrowser(world)
  await browser.done(joinDesk, { body: await joinBody(member, invitation) })
  if (given.hasKey !== false) {
    const body = { deskKeyB64: await wrappedDeskKey(desk, member) }
    await founded.browser.done(handOverKey, { params: { desk: desk.id, member: member.account.id }, body })
  }
  await browser.signIn(member)
  return { id: member.account.id, name: login, browser }
}

const { files: _none, ...EMPTY } = EMPTY_REPORT
export const REPORT: NewTip['report'] = { ...EMPTY, what: '村口的茶室，每晚有人来拿小袋子。' }

/** Sends a tip as the page would; gives its code. */
export async function sentTip(world: World, tip: Partial<NewTip> = {}): Promise<string> {
  const sent = await sendTip(world.deps, { category: 'dealing', district: 'unsure', report: REPORT, files: [], ...tip })
  if (sent.is !== 'sent') throw new Error(`Not sent: ${JSON.stringify(sent)}`)
  return sent.code
}
