import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { setDeskMail } from '#contract/staff.ts'
import { connect } from '#db/connect.ts'
import { dailyMail, type Daily } from '#server/log/auditor-words.ts'
import { openLogKey } from '#server/log/log-key.ts'
import { mailAuditors } from '#server/log/mail-auditor.ts'
import { publishLog } from '#server/log/publish.ts'
import type { SendMail } from '#server/notices/mail.ts'
import { smtpSender } from '#server/notices/smtp.ts'
import { dayOf, later, morning, ordersWorld, quietTips, type Orders } from './orders-world.ts'
import { REPORT } from './world.ts'

let it: Orders
let dir: string
let mails: { to: string; subject: string; text: string }[]
const taking: SendMail = async (mail) => void mails.push(mail)
const down: SendMail = async () => {
  throw Object.assign(new Error('smtp.secret.example refuses'), { code: 'ECONNECTION' })
}

beforeAll(async () => {
  it = await ordersWorld()
  dir = await mkdtemp(join(tmpdir(), 'lushao-mail-'))
  await it.founded.browser.done(setDeskMail, {
    params: { desk: it.founded.audit.id },
    body: { mail: 'audit@sanya.example' },
  })
  await it.founded.browser.done(setDeskMail, {
    params: { desk: it.founded.city.id },
    body: { mail: 'duty@sanya.example' },
  })
})
afterAll(async () => {
  await it.stop()
  await rm(dir, { recursive: true })
})
beforeEach(() => {
  mails = []
  it.world.logs.length = 0
})

const mailOn = (day: string, sendMail: SendMail | null = taking, db = it.db): Promise<number> =>
  mailAuditors({ db, sendMail, log: (line) => it.world.logs.push(line), now: () => morning(day) })

async function publishOn(day: string): Promise<string> {
  const key = await openLogKey(join(dir, 'key.pem'))
  await publishLog({ db: it.db, key, lastHeadFile: join(dir, 'last-head'), logName: null, now: () => morning(day) })
  const [row] = await it.owner`select note from log_heads order by size desc limit 1`
  return String(row?.['note'])
}

test('before the first head the mail says so', async () => {
  expect(await mailOn('2020-11-01')).toBe(1)
  expect(mails[0]?.text).toContain('尚未签发账首')
  expect(mails[0]?.text).toContain('尚未进行')
})

test('the audit desk gets the newest head in full and plain counts, and no other desk gets anything', async () => {
  const tips = await quietTips(it, 2)
  const late = later(await dayOf(it.owner, 'order_on'), 1)
  await it.escalateOn(late)
  await publishOn(later(late, -1))
  const note = await publishOn(late)
  await it.owner`insert into log_checks (started_at, finished_at, result, size, records, findings)
    values (${morning(late)}, ${morning(late)}, 'findings', 1, 1, ${it.owner.json([{ is: 'changed', source: 'tips', record: tips[0] ?? '', index: 0 }])})`
  expect(await mailOn(late)).toBe(1)
  expect(mails.map(({ to }) => to)).toEqual(['audit@sanya.example'])
  const { text = '', subject = '' } = mails[0] ?? {}
  expect(text).toContain(note)
  const [size, before] = (await it.owner`select size from log_heads order by size desc`).map((row) =>
    Number(row['size']),
  )
  expect(text).toContain(`共 ${size} 项（昨日末 ${before} 项）`)
  expect(text).toContain('发现 1 处问题')
  expect(text).toContain('超期未办事项 2 项')
  expect(text).toContain('待单位答复 2 份，其中逾期 0 份；待审核答复 0 份')
  expect(text.indexOf('鹿哨审计日报')).toBeLessThan(text.indexOf('Lushao, audit of'))
  for (const secret of [...tips, REPORT.what, 'chen.lead', 'fang.auditor', '支队', 'dealing', 'DB-'])
    expect(`${subject}${text}`).not.toContain(secret)
})

test('it goes once a day, though two processes send it at once, and again on the next day', async () => {
  const other = connect(it.world.database.officeUrl, 2)
  const slow: SendMail = (mail) => new Promise((resolve) => setTimeout(() => resolve(taking(mail)), 100))
  const sent = await Promise.all([mailOn('2020-11-05', slow), mailOn('2020-11-05', slow, other)])
  await other.$client.end()
  expect(new Set(sent)).toEqual(new Set([0, 1]))
  expect(await mailOn('2020-11-05')).toBe(0)
  expect(mails).toHaveLength(1)
  expect(await mailOn('2020-11-06')).toBe(1)
})

test('while the mail server is down the job fails without a word of why, and a later try sends it', async () => {
  await expect(mailOn('2020-11-07', down)).rejects.toMatchObject({ code: 'MAILS_LEFT' })
  expect(it.world.logs).toMatchObject([{ did: 'mail-auditor', code: 'ECONNECTION' }])
  expect(JSON.stringify(it.world.logs)).not.toContain('smtp.secret')
  expect(await mailOn('2020-11-07')).toBe(1)
})

test('without a mail server nothing is sent and nothing counts as sent', async () => {
  expect(await mailOn('2020-11-08', null)).toBe(0)
  expect(await it.owner`select from auditor_mails where day = '2020-11-08'`).toHaveLength(0)
})

test('one desk that has its mail does not get it twice because another has not', async () => {
  await it.owner`insert into desks (id, name_zh, name_en, kind, districts, categories, recipient, recovery_key, mail)
    values (gen_random_uuid(), '派驻纪检', 'Discipline', 'audit', '{}', '{}', 'age1other', 'x', 'other@sanya.example')`
  const half: SendMail = (mail) => (mail.to.startsWith('other') ? down(mail) : taking(mail))
  await expect(mailOn('2020-11-09', half)).rejects.toThrow()
  expect(await mailOn('2020-11-09')).toBe(1)
  expect(mails.map(({ to }) => to)).toEqual(['audit@sanya.example', 'other@sanya.example'])
})

test('through a real mail server the head arrives letter by letter', async () => {
  let raw = ''
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      stream.on('data', (chunk) => (raw += String(chunk)))
      stream.on('end', () => done())
    },
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.server.address() as { port: number }).port))
  })
  const sendMail = smtpSender(`smtp://127.0.0.1:${port}`, 'lushao@sanya.example')
  const note = await publishOn('2027-06-01')
  await mailOn('2027-06-01', sendMail)
  sendMail.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  expect(bodyOf(raw)).toContain(note)
})

/** The text of a mail as a reader sees it. */
function bodyOf(raw: string): string {
  const [head = '', ...body] = raw.split('\r\n\r\n')
  const text = body.join('\r\n\r\n')
  const bytes = /base64/i.test(head)
    ? Buffer.from(text, 'base64')
    : Buffer.from(
        text
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      )
  return bytes.toString('utf8').replaceAll('\r\n', '\n')
}

const DAILY: Daily = {
  day: '2026-11-25',
  head: {
    size: 128,
    note: 'lushao.invalid/x\n128\nroot\n\n— lushao.invalid/x sig\n',
    signedAt: new Date('2026-11-25T00:00:00Z'),
  },
  yesterday: null,
  check: { finishedAt: new Date('2026-11-24T19:10:00Z'), found: 0 },
  late: { overdue: 0, owed: 0, late: 0, answered: 0 },
  calendarMissing: null,
}

test('times are those of Sanya, and a missing calendar is an alarm', () => {
  const { text } = dailyMail(DAILY)
  expect(text).toContain('账首签发于 2026-11-25 08:00')
  expect(text).toContain('最近一次核验（2026-11-25 03:10）：未发现问题')
  expect(text).toContain('工作日历：已录入')
  expect(dailyMail({ ...DAILY, calendarMissing: 2027 }).text).toContain('2027 年的官方日历尚未录入')
})

test('the alarm begins in November and ends when the year is entered', async () => {
  await mailOn('2026-10-31')
  await mailOn('2026-11-10')
  await mailOn('2031-03-01')
  const missing = mails
    .filter(({ to }) => to.startsWith('audit'))
    .map(({ text }) => /(\d{4}) 年的官方日历尚未录入/.exec(text)?.[1])
  expect(missing).toEqual([undefined, '2027', '2031'])
})
