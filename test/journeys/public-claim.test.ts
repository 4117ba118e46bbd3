import { readFileSync } from 'node:fs'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { argon2idBytes } from '#seal/argon2.ts'
import { codeKeys } from '#seal/code-keys.ts'
import { formatCode } from '#seal/codes.ts'
import { formatVoucher, voucherOf } from '#seal/voucher.ts'
import { openBrowser, PHONE, visit } from './browser.ts'
import { foundIn, searchDatabase, searchFolder } from './search.ts'
import { startSites, type Sites } from './world.ts'

/** One award of the demo, collected by somebody without scripts, then by the same with them: each step goes on from the one before. */
const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const [NAME, BANK, WORD, PROXY] = ['Qzx8Holder', 'Qzx8Bank', 'Qzx8Word', 'Qzx8Proxy']
const [DOUBTFUL, ACCOUNT, ID] = ['4111 1111 1111 1112', '6222 0212 3456 7890 128', '11010519491231002X']
const CASH_DESK = '解放路 8 号财务科一楼窗口，工作日 9:00 至 11:30'
const [AGENT, ADDRESS] = ['Qzx8Agent', '203.0.113.88']
const VISITOR: BrowserContextOptions = {
  viewport: PHONE,
  userAgent: `Mozilla/5.0 ${AGENT}`,
  extraHTTPHeaders: { 'x-forwarded-for': ADDRESS },
}

let sites: Sites
let browser: Browser
let code: string
let payable: string
let voucher: string

beforeAll(async () => {
  sites = await startSites({ demo: true, env: { OFFICE_NETWORKS: '203.0.113.0/24', CASH_DESK } })
  browser = await openBrowser()
  code = await sites.codeOf('plants-on-the-hill')
  const [site] = await sites.database.owner`select site_id from site`
  const keys = await codeKeys(code, String(site?.['site_id']), argon2idBytes)
  const [row] = await sites.database.owner`
    select p.id from payables p join awards a on a.id = p.award_id join tips t on t.id = a.tip_id
    where t.lookup_hash = ${Buffer.from(keys.lookupHashBytes)}`
  payable = String(row?.['id'])
  voucher = voucherOf(keys.claimSecretBytes, payable)
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

/** The page of the code, with what came of the visit closed at its end. */
async function visiting(options: BrowserContextOptions, work: (page: Page) => Promise<void>): Promise<void> {
  const { context, foreign } = await visit(browser, { ...VISITOR, ...options })
  const page = await context.newPage()
  await page.goto(`${sites.publicUrl}/status`, { waitUntil: 'networkidle' })
  await page.fill('[name=code]', code)
  await page.click('main form button.main')
  await page.getByTestId('collect').waitFor({ timeout: 30_000 })
  await work(page)
  expect(foreign).toEqual([])
  await context.close()
}

const form = (page: Page): Locator => page.locator('form.claim')
const standing = (page: Page): Promise<string | null> => page.getByTestId('collect-state').getAttribute('data-standing')
async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await form(page).locator(`[name=${name}]`).fill(value)
}
async function choose(page: Page, method: string): Promise<void> {
  const again = page.locator('details:has(form.claim):not([open]) > summary')
  if ((await again.count()) > 0) await again.click()
  await form(page).locator(`[value=${method}]`).check()
}
async function sign(page: Page, answer: 'claim-done' | 'claim-wrong'): Promise<void> {
  await form(page).locator('button.main').click()
  await page.getByTestId(answer).waitFor({ timeout: 30_000 })
}
const newest = async (): Promise<Record<string, unknown>> => {
  const [row = {}] = await sites.database.owner`
    select seq, method, has_word, from_office, sealed is not null as has_details from claims where payable_id = ${payable} order by seq desc limit 1`
  return row
}

const fits = async (page: Page): Promise<void> =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
/** Axe waits by timers, so it needs a page whose scripts run. */
async function looksRight(page: Page): Promise<void> {
  await fits(page)
  await page.evaluate(AXE)
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await axe.run()).violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`)
  })
  expect(found).toEqual([])
}

test('with scripts: nothing can be criticised of the form, empty or wrong, and nothing is sent before it is right', async () => {
  await visiting({}, async (page) => {
    await looksRight(page)
    await choose(page, 'transfer')
    await fill(page, { name: NAME, account: DOUBTFUL })
    await sign(page, 'claim-wrong')
    expect(await form(page).locator('[name=name]').inputValue()).toBe(NAME)
    await looksRight(page)
  })
  expect(await newest()).toEqual({})
})

test('without scripts: the days that are left, a transfer whose errors keep what was typed, and a voucher instead', async () => {
  await visiting({ javaScriptEnabled: false }, async (page) => {
    expect(await standing(page)).toBe('open')
    expect(await page.getByTestId('collect-deadline').innerText()).toMatch(/还有 \d+ 天/)
    expect(await form(page).innerText()).toContain('在内存里密封')
    await fits(page)
    await choose(page, 'transfer')
    await fill(page, { name: NAME, account: DOUBTFUL })
    await sign(page, 'claim-wrong')
    expect(await form(page).locator('[name=name]').inputValue()).toBe(NAME)
    expect(await page.getByTestId('claim-wrong').innerText()).toMatch(/请填写开户行[^]*可能有一位写错了/)
    await fits(page)
    await fill(page, { bank: BANK })
    await form(page).locator('[name=accountSure]').check()
    await sign(page, 'claim-done')
    expect(await newest()).toMatchObject({ seq: 1, method: 'transfer', has_details: true, from_office: true })

    await choose(page, 'voucher')
    expect(await form(page).locator('[name=name]').isVisible()).toBe(false)
    await fill(page, { word: WORD })
    await sign(page, 'claim-done')
    expect(await page.getByTestId('voucher-number').innerText()).toBe(formatVoucher(voucher))
    expect(await page.getByTestId('voucher').innerText()).toContain(CASH_DESK)
    expect(await newest()).toMatchObject({ seq: 2, method: 'voucher', has_word: true, has_details: false })
    await fits(page)
  })
})

test('with scripts: the voucher shows again, and the claim is corrected to a transfer and to a proxy with a mandate', async () => {
  await visiting({}, async (page) => {
    expect(await page.getByTestId('voucher-number').innerText()).toBe(formatVoucher(voucher))
    await choose(page, 'transfer')
    await fill(page, { name: NAME, bank: BANK, account: ACCOUNT })
    await looksRight(page)
    await sign(page, 'claim-done')
    expect(await newest()).toMatchObject({ seq: 3, method: 'transfer' })
    expect(await page.getByTestId('voucher').count()).toBe(0)
    // What was typed does not stay on a screen that others may see.
    expect(await form(page).locator('[name=account]').inputValue()).toBe('')

    await choose(page, 'proxy')
    await fill(page, { proxyName: PROXY, proxyId: ID })
    await sign(page, 'claim-done')
    expect(await page.getByTestId('mandate').innerText()).toContain(PROXY)
    await looksRight(page)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('main').innerText()).toMatch(/^领取凭证[^]*委托书/)
    expect(await page.locator('main').innerText()).not.toMatch(/查询码|举报|线索|毒/)
  })
})

test('by keyboard alone, in English and dark: giving up wants a second tick', async () => {
  const { context } = await visit(browser, VISITOR)
  const page = await context.newPage()
  await page.goto(`${sites.publicUrl}/en/status?theme=dark&view=large`, { waitUntil: 'networkidle' })
  await page.focus('[name=code]')
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await page.getByTestId('collect').waitFor({ timeout: 30_000 })
  await page.locator('details:has(form.claim) > summary').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  for (let way = 0; way < 3; way++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByTestId('claim-wrong').waitFor()
  expect(await page.getByTestId('claim-wrong').innerText()).toContain('To give it up, please tick the box')
  await form(page).locator('[name=declineSure]').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByTestId('claim-done').waitFor({ timeout: 30_000 })
  expect(await standing(page)).toBe('declining')
  await looksRight(page)
  await context.close()
})

test('this was not me: asked once more, then the payment is held up, and stays so at the next visit', async () => {
  await visiting({ javaScriptEnabled: false }, async (page) => {
    await page.locator('[data-testid=dispute] > summary').click()
    await page.locator('[data-testid=dispute] button').click()
    await page.getByText('请先勾选确认').waitFor()
    expect(await standing(page)).toBe('declining')
    await page.locator('[name=disputeSure]').check()
    await page.locator('[data-testid=dispute] button').click()
    await page.getByTestId('claim-done').waitFor()
    expect(await standing(page)).toBe('held')
    await fits(page)
  })
  await visiting({}, async (page) => {
    expect(await standing(page)).toBe('held')
    expect(await page.getByTestId('dispute-done').count()).toBe(1)
    expect(await form(page).count()).toBe(0)
    await looksRight(page)
  })
})

test('nothing of it all is in the database, in the files or in the output', async () => {
  const digits = [DOUBTFUL, ACCOUNT].flatMap((account) => [account, account.replaceAll(' ', '')])
  const numbers = [ID, voucher, formatVoucher(voucher), code, formatCode(code)]
  const secrets = [NAME, BANK, WORD, PROXY, AGENT, ADDRESS, ...digits, ...numbers]
  const { hits, rows } = await searchDatabase(sites.database.owner, secrets)
  expect(rows).toBeGreaterThan(200)
  expect(hits).toEqual([])
  expect(await searchFolder(sites.dataDir, secrets)).toEqual([])
  expect(foundIn(Buffer.from(sites.output.join('\n')), 'the output', secrets)).toEqual([])
})
