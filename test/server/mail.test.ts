import { SMTPServer } from 'smtp-server'
import selfsigned from 'selfsigned'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { setDeskMail } from '#contract/staff.ts'
import { connect, type Database } from '#db/connect.ts'
import { mailDueNotices } from '#server/notices/mail.ts'
import { smtpSender } from '#server/notices/smtp.ts'
import { foundedOffice, REPORT, sentTip, startWorld, type Founded, type World } from './world.ts'

let world: World
let founded: Founded
let db: Database
let server: SMTPServer
let certificate: { private: string; cert: string }
const mails: { to: string; raw: string; isSecure: boolean }[] = []

beforeAll(async () => {
  certificate = await selfsigned.generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  })
  world = await startWorld()
  founded = await foundedOffice(world)
  db = connect(world.database.officeUrl, 2)
  await founded.browser.done(setDeskMail, { params: { desk: founded.city.id }, body: { mail: 'duty@city.example' } })
})
afterAll(async () => {
  await db.$client.end()
  await world.stop()
})
beforeEach(async () => {
  mails.length = 0
  await world.database.owner`delete from notices`
  server = await listen()
})
afterEach(() => new Promise<void>((resolve) => server.close(resolve)))

function listen(): Promise<SMTPServer> {
  const smtp = new SMTPServer({
    secure: true,
    key: certificate.private,
    cert: certificate.cert,
    authOptional: true,
    onData(stream, session, done) {
      let raw = ''
      stream.on('data', (chunk) => (raw += String(chunk)))
      stream.on('end', () => {
        mails.push(...session.envelope.rcptTo.map(({ address }) => ({ to: address, raw, isSecure: session.secure })))
        done()
      })
    },
  })
  smtp.on('error', () => {}) // a client that turns away from the certificate
  return new Promise((resolve) => smtp.listen(0, '127.0.0.1', () => resolve(smtp)))
}

function urlOf(smtp: SMTPServer): string {
  const address = smtp.server.address()
  return `smtps://localhost:${address !== null && typeof address === 'object' ? address.port : 0}`
}

async function mailWith(url: string, ca: string | undefined = certificate.cert): Promise<number> {
  const sendMail = smtpSender(url, 'lushao@sanya.example', ca)
  const sent = await mailDueNotices({
    db,
    sendMail,
    officeOrigin: 'https://office.example',
    log: (line) => world.logs.push(line),
  })
  sendMail.close()
  return sent
}

const fromQuotedPrintable = (raw: string): string =>
  decodeURIComponent(
    raw
      .replace(/=\r\n/g, '')
      .replaceAll('%', '%25')
      .replace(/=([0-9A-F]{2})/g, '%$1'),
  )

const allDue = () => world.database.owner`update notices set due_at = now() - interval '1 second'`
const waiting = async (): Promise<number> => (await world.database.owner`select 1 from notices`).length

test('a tip is mailed after a random delay of up to ten minutes, not at once', async () => {
  for (let sent = 0; sent < 8; sent++) await sentTip(world)
  const rows = await world.database.owner`select extract(epoch from due_at - now())::float8 as delay from notices`
  const delays = rows.map((row) => Number(row['delay']))
  expect(Math.max(...delays)).toBeLessThanOrEqual(600)
  expect(new Set(delays.map((delay) => Math.round(delay))).size).toBeGreaterThan(3)
})

test('many tips make one mail over TLS, which says only that something is waiting', async () => {
  for (let sent = 0; sent < 3; sent++) await sentTip(world)
  await allDue()
  expect(await mailWith(urlOf(server))).toBe(1)
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({ to: 'duty@city.example', isSecure: true })
  const raw = mails[0]?.raw ?? ''
  expect(raw).toMatch(/Auto-Submitted: auto-generated/)
  expect(raw).not.toMatch(/Reply-To/i)
  const text = fromQuotedPrintable(raw)
  expect(text).toContain('有事项等待贵单位处理')
  for (const secret of [REPORT.what, 'dealing', '贩卖', 'unsure', '支队', 'received'])
    expect(text).not.toContain(secret)
  expect(await waiting()).toBe(0)
})

test('a mail server that is down delays mail and loses none', async () => {
  await sentTip(world)
  await allDue()
  const url = urlOf(server)
  await new Promise<void>((resolve) => server.close(resolve))
  expect(await mailWith(url)).toBe(0)
  expect(await waiting()).toBe(1)
  expect(await mailWith(url)).toBe(0) // not due again yet
  server = await listen()
  await allDue()
  expect(await mailWith(urlOf(server))).toBe(1)
  expect(mails).toHaveLength(1)
  expect(await waiting()).toBe(0)
})

test('a mail server with a certificate that nobody vouches for gets nothing', async () => {
  await sentTip(world)
  await allDue()
  expect(await mailWith(urlOf(server), '')).toBe(0)
  expect(mails).toEqual([])
  expect(await waiting()).toBe(1)
})

test('two processes that mail at once send one mail', async () => {
  await sentTip(world)
  await allDue()
  const [one, other] = await Promise.all([mailWith(urlOf(server)), mailWith(urlOf(server))])
  expect((one ?? 0) + (other ?? 0)).toBe(1)
  expect(mails).toHaveLength(1)
})

test('a desk without an address gets no mail and piles nothing up', async () => {
  await sentTip(world, { district: 'jiyang' })
  await allDue()
  expect(await mailWith(urlOf(server))).toBe(0)
  expect(await waiting()).toBe(0)
})
