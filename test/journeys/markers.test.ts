import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { tipKey } from '#contract/report.ts'
import { answerTip, listTips, moveTip, openTip, transferTip } from '#contract/tips.ts'
import { DEMO_PASSWORD } from '#db/seed/found-demo.ts'
import { argon2idBytes } from '#seal/argon2.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { formatCode } from '#seal/codes.ts'
import { passwordKeys } from '#seal/member-keys.ts'
import { open, openKey } from '#seal/open.ts'
import { seal } from '#seal/seal.ts'
import { listDesks, signIn } from '#contract/staff.ts'
import { StaffBrowser } from '../server/browser.ts'
import { openBrowser } from './browser.ts'
import { searchDatabase, searchFolder, foundIn } from './search.ts'
import { startSites, type Sites } from './world.ts'

/** Strings that occur nowhere else; one for each path, and what a browser and a proxy tell of themselves. */
const SCRIPTED = 'Qzx7MarkerScripted'
const POSTED = 'Qzx7MarkerPosted'
const OFFICE = 'Qzx7MarkerOffice'
const AGENT = 'Qzx7MarkerAgent'
const ADDRESS = '203.0.113.77'

const TEXTS = ['place', 'what', 'who', 'when', 'vehicles', 'phones', 'accounts', 'parcels', 'name', 'contact']
const PROFILE: BrowserContextOptions = {
  userAgent: `Mozilla/5.0 ${AGENT}`,
  extraHTTPHeaders: { 'x-forwarded-for': ADDRESS, 'x-real-ip': ADDRESS },
}

let sites: Sites
let browser: Browser
let mailServer: SMTPServer
let temporary: string
const mails: string[] = []

beforeAll(async () => {
  temporary = join(tmpdir(), `lushao-temporary-${randomUUID()}`)
  await mkdir(temporary)
  mailServer = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      let raw = ''
      stream.on('data', (chunk) => (raw += String(chunk)))
      stream.on('end', () => done(void mails.push(raw) as unknown as null))
    },
  })
  const port = await new Promise<number>((resolve) => {
    mailServer.listen(0, '127.0.0.1', () => resolve((mailServer.server.address() as { port: number }).port))
  })
  sites = await startSites({ demo: true, env: { SMTP_URL: `smtp://127.0.0.1:${port}`, TMPDIR: temporary } })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await sites.stop()
  mailServer.close()
  await rm(temporary, { recursive: true, force: true })
})

const file = (marker: string) => ({
  name: `${marker}.txt`,
  mimeType: 'text/plain',
  buffer: Buffer.from(`content ${marker}`),
})

/** Reports as a citizen, with the marker in every field and file; gives the code. */
async function report(page: Page, marker: string): Promise<string> {
  await page.goto(`${sites.publicUrl}/report`)
  await page.locator('[name=category][value=transport]').check()
  await page.locator('[name=district][value=jiyang]').check()
  for (const name of TEXTS) await page.locator(`[name=${name}]`).fill(`${marker} ${name}`)
  await page.locator('[name=files]').setInputFiles(file(marker))
  await page.locator('form button[type=submit], form button:not([type])').last().click()
  return (await page.getByTestId('tracking-code').innerText({ timeout: 60_000 })).replace(/\D/g, '')
}

/** Comes back with the code and answers the desk. */
async function comeBack(page: Page, code: string, marker: string): Promise<void> {
  await page.goto(`${sites.publicUrl}/status`)
  await page.locator('[name=code]').fill(code)
  await page.locator('form button[type=submit], form button:not([type])').first().click()
  await page.getByTestId('tip-status').waitFor({ timeout: 60_000 })
  await page.locator('[name=text]').fill(`${marker} answer`)
  await page.locator('[name=files]').setInputFiles(file(`${marker}2`))
  await page
    .locator('form:has([name=text]) button[type=submit], form:has([name=text]) button:not([type])')
    .first()
    .click()
  await page
    .getByText(/已送达|已收到|已发送|delivered|sent|received/i)
    .first()
    .waitFor({ timeout: 60_000 })
}

/** An officer opens the newest tip, answers, accepts and transfers it; what they write carries the marker. */
async function workOnNewestTip(login: string): Promise<void> {
  const staff = new StaffBrowser((path, init) =>
    fetch(sites.officeUrl + path, {
      ...init,
      headers: { ...init.headers, 'user-agent': AGENT, 'x-forwarded-for': ADDRESS },
    }),
  )
  const [site] = await sites.database.owner`select site_id from site`
  const keys = await passwordKeys(DEMO_PASSWORD, login, String(site?.['site_id']), argon2idBytes)
  const me = await staff.done(signIn, { body: { login, loginProofB64: toB64(keys.loginProofBytes) } })
  const desk = me.desks[0]
  if (desk === undefined) throw new Error('No desk')
  const member = await openKey(fromB64(me.memberKeyB64), [keys.unlockIdentity], {
    tip: me.id,
    kind: 'member-key',
    seq: 0,
  })
  if (member.is !== 'opened') throw new Error(member.is)
  const deskKey = await openKey(fromB64(desk.deskKeyB64 ?? ''), [member.key], {
    tip: desk.id,
    kind: 'desk-key',
    seq: 0,
  })
  if (deskKey.is !== 'opened') throw new Error(deskKey.is)
  const { rows } = await staff.done(listTips, { params: { desk: desk.id, stage: 'received' } })
  const newest = rows.toSorted((one, other) => other.number.localeCompare(one.number))[0]
  const opened = await staff.done(openTip, { params: { tip: newest?.tip ?? '' } })
  const key = await open(fromB64(opened.wrapB64), [deskKey.key], { tip: opened.tip, kind: 'tip-key', seq: 0 })
  if (key.is !== 'opened') throw new Error(key.is)
  expect(tipKey.parse(key.body).firstLine).toMatch(/Qzx7Marker/)

  const params = { tip: opened.tip }
  const sealed = async (kind: 'message' | 'reason', seq: number, body: unknown) =>
    toB64(await seal({ tip: opened.tip, kind, seq }, body, [opened.tipRecipient, opened.mailboxRecipient]))
  const message = await sealed('message', opened.nextMessageSeq, { text: `${OFFICE} message`, files: [] })
  await staff.done(answerTip, {
    params,
    body: { id: randomUUID(), seq: opened.nextMessageSeq, isQuestion: true, sealedB64: message },
  })
  const seq = opened.nextReasonSeq
  await staff.done(moveTip, {
    params,
    body: { seen: 'received', move: 'accept', seq, reasonB64: await sealed('reason', seq, `${OFFICE} move`) },
  })
  const { desks } = await staff.done(listDesks, {})
  const other = desks.find((each) => each.kind === 'investigation' && each.id !== desk.id)
  if (other === undefined) throw new Error('No other desk')
  const wrap = toB64(await seal({ tip: opened.tip, kind: 'tip-key', seq: 0 }, key.body, [other.recipient]))
  await staff.done(transferTip, {
    params,
    body: {
      seen: desk.id,
      desk: other.id,
      seq: seq + 1,
      wrapB64: wrap,
      reasonB64: await sealed('reason', seq + 1, `${OFFICE} transfer`),
    },
  })
}

async function mailArrives(): Promise<void> {
  for (let tried = 0; mails.length === 0 && tried < 80; tried++) {
    await sites.database.owner`update notices set due_at = now() - interval '1 second'`
    await wait(500)
  }
  expect(mails.length).toBeGreaterThan(0)
}

test('after whole journeys no marker, code, password, address or agent is in the database, on the disk, in logs or mails', async () => {
  const secrets = [SCRIPTED, POSTED, OFFICE, AGENT, ADDRESS, DEMO_PASSWORD]
  for (const [marker, javaScriptEnabled] of [
    [SCRIPTED, true],
    [POSTED, false],
  ] as const) {
    const context = await browser.newContext({ ...PROFILE, javaScriptEnabled })
    const page = await context.newPage()
    const code = await report(page, marker)
    expect(code).toMatch(/^\d{20}$/)
    await comeBack(page, code, marker)
    await workOnNewestTip('lin.yue')
    await comeBack(page, code, `${marker} again`)
    secrets.push(code, formatCode(code))
    await context.close()
  }
  await mailArrives()

  const database = await searchDatabase(sites.database.owner, secrets)
  expect(database.rows).toBeGreaterThan(200)
  expect(database.hits).toEqual([])
  expect(await searchFolder(sites.dataDir, secrets)).toEqual([])
  expect(await searchFolder(temporary, secrets)).toEqual([])
  expect(sites.output.length).toBeGreaterThan(10)
  expect(foundIn(Buffer.from(sites.output.join('\n')), 'the logs', secrets)).toEqual([])
  expect(foundIn(Buffer.from(mails.join('\n')), 'the mails', secrets)).toEqual([])
  await searchPostgresFiles(secrets)
})

/** The files of PostgreSQL themselves, with its write-ahead log: what it ever wrote, also of rolled back statements. */
async function searchPostgresFiles(secrets: readonly string[]): Promise<void> {
  const dir = inject('postgresDir')
  if (dir === '') return
  await sites.database.owner`checkpoint`
  expect(await searchFolder(dir, secrets)).toEqual([])
}

test('the search finds a marker in every form that it looks for', async () => {
  const planted = join(temporary, 'planted')
  await mkdir(planted)
  const text = `a ${SCRIPTED} b`
  const forms = [
    text,
    Buffer.from(text).toString('base64'),
    Buffer.from(`x${text}`).toString('base64'),
    Buffer.from(`xy${text}`).toString('base64'),
    Buffer.from(text).toString('hex'),
  ]
  for (const [index, form] of forms.entries()) await writeFile(join(planted, String(index)), form)
  expect(await searchFolder(planted, [SCRIPTED])).toHaveLength(forms.length)
  const { hits } = await searchDatabase(sites.database.owner, ['三亚市公安局禁毒支队'])
  expect(hits.length).toBeGreaterThan(0)
})
