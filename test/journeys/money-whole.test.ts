import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, PHONE, visit } from './browser.ts'
import { tipsterOf } from './claim-acts.ts'
import { go, officeOf, take, toRun } from './payment-acts.ts'
import { startSites, type Sites } from './world.ts'

/**
 * From the award to the receipt, as the people themselves press it: one tipster with scripts is paid by the bank, one without at the
 * cash desk. `office-awards` presses the way from the tip to the award.
 */
const TO = { name: '符阿沙', bank: '海南银行三亚分行', account: '6222021234567890128' }
const WORD = '鹿回头'

let sites: Sites
let browser: Browser
let xu: Page
let xing: Page
beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
  ;[xu, xing] = (await Promise.all(['xu.jing', 'xing.ruogu'].map((login) => officeOf(browser, sites, login)))) as [
    Page,
    Page,
  ]
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

/** The status page of a demo tip, in a browser of its own. */
async function statusOf(key: string, javaScriptEnabled: boolean): Promise<Page> {
  const page = await (await visit(browser, { viewport: PHONE, javaScriptEnabled })).context.newPage()
  await page.goto(`${sites.publicUrl}/status`, { waitUntil: 'networkidle' })
  await page.fill('[name=code]', await sites.codeOf(key))
  await page.click('main form button.main')
  await page.getByTestId('collect').waitFor({ timeout: 30_000 })
  return page
}
async function claim(page: Page, method: string, values: Record<string, string>): Promise<void> {
  const form = page.locator('form.claim')
  await form.locator(`[value=${method}]`).check()
  for (const [name, value] of Object.entries(values)) await form.locator(`[name=${name}]`).fill(value)
  await form.locator('button.main').click()
  await page.getByTestId('claim-done').waitFor({ timeout: 30_000 })
}
/** What the tipster reads about their money, with scripts or without. */
async function readStanding(key: string, javaScriptEnabled: boolean): Promise<string> {
  const page = await statusOf(key, javaScriptEnabled)
  const words = await page.getByTestId('collect').innerText()
  await page.context().close()
  return words
}
async function lookupHashOf(key: string): Promise<Buffer> {
  const { keys } = await tipsterOf(sites, key)
  return Buffer.from(keys.lookupHashBytes)
}
/** What is owed for a demo tip, and for which award. */
async function owedFor(key: string): Promise<{ payable: string; number: string }> {
  const hash = await lookupHashOf(key)
  const [row] = await sites.database.owner`
    select p.id as payable, a.number from payables p join awards a on a.id = p.award_id and a.version = p.version
    join tips t on t.id = a.tip_id where t.lookup_hash = ${hash}`
  return row as { payable: string; number: string }
}

test('claimed by transfer with scripts, paid through the bank, and the receipt shows with scripts and without', async () => {
  const page = await statusOf('plants-on-the-hill', true)
  await claim(page, 'transfer', TO)
  await page.context().close()
  const { payable } = await owedFor('plants-on-the-hill')

  await go(xu, '/payments?ready=bank')
  const row = xu.locator(`[data-testid=payable-row][data-payable="${payable}"]`)
  await row.locator('[data-mark=good]').waitFor()
  await row.getByTestId('choose').check()
  await xu.getByTestId('make-run').click()
  await xu.getByTestId('open-accounts').click()
  await xu.getByTestId('details-account').getByText('6222 0212 3456 7890 128').waitFor()
  await xu.getByTestId('send-run').click()
  await xu.locator('[data-testid=run-state][data-state=made]').waitFor()
  const path = new URL(xu.url()).pathname

  await toRun(xing, path)
  await xing.getByTestId('open-lines').click()
  await xing.getByTestId('line-good').waitFor()
  await take(xing, 'check')

  await toRun(xu, path)
  await take(xu, 'hand')
  expect(await readStanding('plants-on-the-hill', true)).toContain('付款')
  const reference = (await xu.getByTestId('run-line').locator('small.mono').textContent())?.trim() ?? ''
  const [owed] = await sites.database.owner`select fen from payables where id = ${payable}`
  const yuan = (Number(owed?.['fen']) / 100).toFixed(2)
  const csv = `业务编号,金额,处理结果,失败原因,流水号\r\n${reference},${yuan},成功,,2026112600077\r\n`
  await xu
    .getByTestId('answers-file')
    .setInputFiles({ name: '回盘.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${csv}`) })
  await xu.getByTestId('answers-confirm').click()
  await xu.locator('[data-testid=line-state][data-state=paid]').waitFor()
  for (const scripts of [true, false])
    expect(await readStanding('plants-on-the-hill', scripts)).toMatch(/付-20\d\d-\d\d-\d{4}/)
})

test('funds are confirmed, a voucher is claimed without scripts, cash is handed out by two people, and the receipt shows', async () => {
  const { award } = await awardOf('villa')
  await go(xing, `/rewards/${award}`)
  await xing.getByTestId('step-fund').click()
  await xing.getByTestId('take-sign').click()
  await xing.getByTestId('take-step').waitFor({ state: 'hidden' })

  const page = await statusOf('villa', false)
  await claim(page, 'voucher', { word: WORD })
  const voucher = await page.getByTestId('voucher-number').innerText()
  await page.context().close()

  await go(xu, '/payments/cash')
  await xu.getByTestId('cash-number').fill((await owedFor('villa')).number)
  await xu.getByTestId('cash-number').press('Enter')
  await xu.getByTestId('voucher').fill(voucher)
  await xu.getByTestId('word').fill(WORD)
  await xu.getByTestId('voucher-check').click()
  await xu.getByTestId('voucher-right').waitFor({ timeout: 30_000 })
  await xu.getByTestId('cash-make').click()
  await xu.locator('[data-testid=run-state][data-state=made]').waitFor()
  await go(xing, '/payments/cash')
  await xing.locator('[data-testid=cash-run][data-state=made]').click()
  await xing.getByTestId('open-lines').click()
  await xing.getByTestId('line-good').waitFor()
  await take(xing, 'check')
  await go(xu, '/payments/cash')
  await xu.locator('[data-testid=cash-run][data-state=checked]').click()
  await take(xu, 'hand')
  for (const scripts of [false, true]) expect(await readStanding('villa', scripts)).toMatch(/付-20\d\d-\d\d-\d{4}/)
})

/** The award of a demo tip, before anything is owed for it. */
async function awardOf(key: string): Promise<{ award: string }> {
  const hash = await lookupHashOf(key)
  const [row] = await sites.database.owner`
    select a.id as award from awards a join tips t on t.id = a.tip_id where t.lookup_hash = ${hash}`
  return row as { award: string }
}
