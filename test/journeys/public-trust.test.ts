import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Database } from '#db/connect.ts'
import { argon2idBytes } from '#seal/argon2.ts'
import { codeKeys } from '#seal/code-keys.ts'
import { formatCode } from '#seal/codes.ts'
import { openLogKey } from '#server/log/log-key.ts'
import { publishLog } from '#server/log/publish.ts'
import { secondCheckpoint, secondInclusion } from '../contract/tlog/second-verifier.ts'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'
import { foundIn, searchDatabase, searchFolder } from './search.ts'
import { startSites, type Sites } from './world.ts'

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const SEND = 'main form button.main'
const ENTRY = '[data-testid=own-entry]'

let sites: Sites
let browser: Browser
let office: Database
let hour = 0

beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
  office = connect(sites.database.officeUrl, 2)
  // The office's own job finds the head of its hour there, and leaves the next ones to this test.
  await nextHour()
})
afterAll(async () => {
  await office?.$client.end()
  await browser?.close()
  await sites?.stop()
})

/** As if the next full hour had come. */
async function nextHour(): Promise<void> {
  hour += 1
  const at = new Date(Date.now() + hour * 3_600_000)
  const key = await openLogKey(join(sites.dataDir, 'log-key.pem'))
  const lastHeadFile = join(sites.dataDir, 'last-head-of-the-test')
  expect(await publishLog({ db: office, key, lastHeadFile, logName: null, now: () => at })).not.toBeNull()
}

/** As if somebody with all rights had written it, past every guard. */
async function tampered<T>(statement: string, back: string, look: () => Promise<T>): Promise<T> {
  const { owner } = sites.database
  const run = (text: string) =>
    owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx.unsafe(text)
    })
  await run(statement)
  try {
    return await look()
  } finally {
    await run(back)
  }
}

async function sendReport(page: Page, prefix: string): Promise<string> {
  await page.goto(`${sites.publicUrl}${prefix}/report`, { waitUntil: 'networkidle' })
  await page.check('[name=category][value=venue]')
  await page.check('[name=district][value=jiyang]')
  await page.fill('[name=what]', '某酒吧二楼有人兜售电子烟')
  await page.setInputFiles('[name=files]', [
    { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('看到的经过') },
  ])
  await page.click(SEND)
  const code = (await page.textContent('[data-testid=tracking-code]'))?.replace(/\D/g, '') ?? ''
  expect(await page.textContent('main')).toMatch(/下一个整点登记存证|At the next full hour your report is entered/)
  return code
}

/** What the status page says of the entry. */
async function lookUp(page: Page, prefix: string, code: string): Promise<{ is: string | null; says: string }> {
  await page.goto(`${sites.publicUrl}${prefix}/status`, { waitUntil: 'networkidle' })
  await page.fill('[name=code]', code)
  await page.click(SEND)
  await page.waitForSelector(ENTRY)
  return { is: await page.getAttribute(ENTRY, 'data-entry'), says: (await page.textContent(ENTRY)) ?? '' }
}

async function tipOf(code: string): Promise<{ id: string; index: number; entry: Buffer }> {
  const [site] = await sites.database.owner`select site_id from site`
  const { lookupHashBytes } = await codeKeys(code, String(site?.['site_id']), argon2idBytes)
  const [row] = await sites.database.owner`
    select t.id, l.idx, l.entry from tips t join log_leaves l on l.source = 'tips' and l.record = t.id::text
    where t.lookup_hash = ${Buffer.from(lookupHashBytes)}`
  return { id: String(row?.['id']), index: Number(row?.['idx']), entry: row?.['entry'] as Buffer }
}

async function axeFinds(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await axe.run()).violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`)
  })
}
const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

describe.each([
  { scripts: true, prefix: '', size: PHONE },
  { scripts: false, prefix: '', size: PHONE },
  { scripts: true, prefix: '/en', size: DESKTOP },
  { scripts: false, prefix: '/en', size: DESKTOP },
])('with scripts: $scripts, at "$prefix/", $size.width px', ({ scripts, prefix, size }) => {
  test('a report waits for the hour, is entered, is checked; and what was changed afterwards is noticed', async () => {
    const { context, foreign } = await visit(browser, { javaScriptEnabled: scripts, viewport: size })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (line) => line.type() === 'error' && errors.push(line.text()))
    const code = await sendReport(page, prefix)
    const look = () => lookUp(page, prefix, code)

    const waiting = await look()
    expect(waiting.is).toBe('waiting')
    expect(waiting.says).toMatch(/将于下一个整点后登记存证|after the next full hour/)

    await nextHour()
    const { id, index, entry } = await tipOf(code)
    const number = index.toLocaleString('en')
    const same = await look()
    expect(same.is).toBe('same')
    expect(same.says).toContain(
      prefix === '' ? `第 ${number} 号登记，内容未被改动` : `entry ${number}, and it is unchanged`,
    )
    expect(same.says).toMatch(
      scripts ? /浏览器自己核对|browser checked this itself/ : /网站代您核对|the site did it for you/,
    )
    expect(page.url()).not.toContain(code)

    // The proof on the page is enough for a verifier that knows nothing of us.
    const proof = await page.inputValue(`${ENTRY} textarea`)
    const [head = '', note = ''] = proof.split(/\n\n([^]*)/)
    const key = (await page.textContent(`${ENTRY} details p.mono`)) ?? ''
    const checkpoint = secondCheckpoint(note, key)
    const path = head
      .split('\n')
      .filter((line) => line.length === 44)
      .map((line) => Buffer.from(line, 'base64'))
    expect(secondInclusion(entry, index, checkpoint?.size ?? 0, path, checkpoint?.root ?? Buffer.alloc(0))).toBe(true)
    expect(decodeURIComponent((await page.getAttribute(`${ENTRY} a[download]`, 'href')) ?? '')).toContain(
      proof.trimEnd(),
    )

    const changes = [
      { column: 'report', to: `report || '\\x00'::bytea` },
      { column: 'claim_public', to: 'sha256(claim_public)' },
    ]
    for (const { column, to } of changes) {
      const [kept] = await sites.database.owner.unsafe(
        `select encode(${column}, 'hex') as hex from tips where id = '${id}'`,
      )
      const back = `update tips set ${column} = '\\x${kept?.['hex']}' where id = '${id}'`
      const differs = await tampered(`update tips set ${column} = ${to} where id = '${id}'`, back, look)
      expect(differs.is).toBe('differs')
      expect(differs.says).toMatch(/核对不一致|The check failed/)
      expect(differs.says).toContain('12389')
    }
    expect((await look()).is).toBe('same')
    expect(foreign).toEqual([])
    expect(errors).toEqual([])

    const secrets = [code, formatCode(code)]
    expect((await searchDatabase(sites.database.owner, secrets)).hits).toEqual([])
    expect(await searchFolder(sites.dataDir, secrets)).toEqual([])
    expect(foundIn(Buffer.from(sites.output.join('\n')), 'the logs', secrets)).toEqual([])
    await context.close()
  })
})

test.each(['', '?view=large&theme=dark'])('axe finds nothing on any state of the entry%s', async (query) => {
  const { context } = await visit(browser, { viewport: { width: 320, height: 700 }, bypassCSP: true })
  const page = await context.newPage()
  const code = await sendReport(page, '')
  const check = async (expected: string): Promise<void> => {
    await page.goto(`${sites.publicUrl}/status${query}`, { waitUntil: 'networkidle' })
    await page.fill('[name=code]', code)
    await page.click(SEND)
    await page.waitForSelector(`${ENTRY}[data-entry=${expected}]`)
    for (const summary of await page.locator(`${ENTRY} summary`).all()) await summary.click()
    expect(await axeFinds(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
  }
  await check('waiting')
  await nextHour()
  await check('same')
  const { id } = await tipOf(code)
  const rest = `where id = '${id}'`
  await tampered(`update tips set category = 'use' ${rest}`, `update tips set category = 'venue' ${rest}`, () =>
    check('differs'),
  )
  await tampered(
    `update tip_moves set at = at - interval '9 hours' where tip_id = '${id}'; update log_leaves set idx = null where record = '${id}'`,
    'select 1',
    () => check('late'),
  )
  await context.close()
})

describe.each([{ width: 320, height: 700 }, DESKTOP])('the public log at $width px', (size) => {
  test.each(['', '/en'])('is on %s/trust with head, key, limits and history, without scripts', async (prefix) => {
    await nextHour()
    const { context, foreign } = await visit(browser, { viewport: size, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${sites.publicUrl}${prefix}/trust`)
    const note = await page.inputValue('textarea')
    expect(note).toBe(await (await fetch(`${sites.publicUrl}/log/checkpoint`)).text())
    const key = await page.textContent('dl dd >> nth=1')
    expect(secondCheckpoint(note, key ?? '')).not.toBeNull()
    expect(await page.inputValue('textarea >> nth=1')).toContain(key)

    await page.click(`a[href="${prefix}/trust/history"]`)
    const [newest] = await sites.database.owner`select max(size) as size from log_heads`
    expect(await page.textContent('main ul li')).toContain(Number(newest?.['size']).toLocaleString('en'))
    await page.click('main ul li a')
    expect(await page.textContent('body')).toBe(note)
    expect(foreign).toEqual([])
    await context.close()
  })

  test('axe finds nothing on its pages, light, dark and large, in both languages', async () => {
    const { context } = await visit(browser, { viewport: size, bypassCSP: true })
    const page = await context.newPage()
    for (const path of ['/trust', '/en/trust', '/trust/history', '/en/trust/history'])
      for (const query of ['', '?view=large&theme=dark']) {
        await page.goto(sites.publicUrl + path + query)
        for (const summary of await page.locator('summary').all()) await summary.click()
        expect(await axeFinds(page), path + query).toEqual([])
        expect(await overflow(page), path + query).toBeLessThanOrEqual(0)
      }
    await context.close()
  })
})

test('before the first head the pages say when it comes', async () => {
  const { context } = await visit(browser, { viewport: PHONE })
  const page = await context.newPage()
  const empty = `create table kept_heads as select * from log_heads; delete from log_heads`
  await tampered(empty, `insert into log_heads select * from kept_heads; drop table kept_heads`, async () => {
    for (const path of ['/trust', '/trust/history']) {
      await page.goto(sites.publicUrl + path)
      expect(await page.textContent('main')).toContain('第一个整点后公布')
    }
  })
  await context.close()
})
