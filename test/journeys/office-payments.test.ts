import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatVoucher, voucherOf } from '#seal/voucher.ts'
import { DESKTOP, openBrowser, PHONE } from './browser.ts'
import { claimTransfer, tipsterOf, toCollect, type Tipster } from './claim-acts.ts'
import { complaintsOf, DEMO_PASSWORD, expectAccessible } from './office-acts.ts'
import { go, officeOf, take, toRun } from './payment-acts.ts'
import { foundIn, searchDatabase, searchFolder } from './search.ts'
import { startSites, type Sites } from './world.ts'

const TO = { name: '陈阿椰', bank: '海南银行三亚分行', account: '6222020200112233445' }
const WORD = '落笔洞'

let sites: Sites
let browser: Browser
let xu: Page
let xing: Page
/** Who sent the tip that is claimed by transfer, and who comes to the desk. */
let tipster: Tipster
let visitor: Tipster
let payable: string
let runPath: string
let voucher: string

beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
  ;[xu, xing] = (await Promise.all(['xu.jing', 'xing.ruogu'].map((login) => officeOf(browser, sites, login)))) as [
    Page,
    Page,
  ]
  ;[tipster, visitor] = (await Promise.all(
    ['plants-on-the-hill', 'man-at-the-bus-stop'].map((key) => tipsterOf(sites, key)),
  )) as [Tipster, Tipster]
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page)
  await page.setViewportSize(PHONE)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await page.setViewportSize(DESKTOP)
  await page.emulateMedia({ colorScheme: 'light' })
}
const row = (page: Page, of: string) => page.locator(`[data-testid=payable-row][data-payable="${of}"]`)
const lineIs = (page: Page, state: string) => page.locator(`[data-testid=line-state][data-state=${state}]`).waitFor()
const countOf = async (table: string): Promise<number> =>
  (await sites.database.owner`select count(*)::int as n from ${sites.database.owner(table)}`)[0]?.['n'] as number

test('what a tipster claims with their code is verified in the browser of the cashier, who finds it by keyboard', async () => {
  const complaints = complaintsOf(xu)
  payable = (await claimTransfer(tipster, TO)).payable
  await xu.getByTestId('nav-payments').press('Enter')
  await row(xu, payable).locator('[data-mark=good]').waitFor()
  await expectGood(xu)
  await xu.keyboard.press('j')
  await expect.poll(() => xu.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('payable-link')
  await row(xu, payable).getByTestId('payable-link').press('Enter')
  await xu.locator('[data-testid=check][data-check=log][data-is=good]').waitFor()
  expect(await xu.getByTestId('check').count()).toBe(8)
  expect(await xu.locator('[data-testid=check]:not([data-is=good])').count()).toBe(0)
  const text = (await xu.locator('main').textContent()) ?? ''
  for (const secret of [TO.name, TO.account, TO.bank]) expect(text).not.toContain(secret)
  await expectGood(xu)
  await xu.keyboard.press('u')
  await row(xu, payable).waitFor()
  expect(complaints).toEqual([])
})

test('a batch is put together by keyboard alone; a lost answer and a page loaded again make no second one', async () => {
  const runs = await countOf('runs')
  await row(xu, payable).locator('[data-mark=good]').waitFor()
  await row(xu, payable).getByTestId('choose').press('Space')
  await xu.getByTestId('make-run').press('Enter')
  await xu.getByTestId('open-accounts').waitFor()
  await expectGood(xu)
  await xu.reload()
  await xu.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await xu.getByTestId('unlock-password').press('Enter')
  await xu.getByTestId('open-accounts').press('Enter', { timeout: 30_000 })
  await xu.getByTestId('details-account').getByText('6222 0202 0011 2233 445').waitFor()
  await expectGood(xu)
  const made = '**/api/runs/*'
  await xu.route(made, async (route) => {
    await route.fetch()
    await route.abort()
  })
  await xu.getByTestId('send-run').press('Enter')
  await xu.getByTestId('make-failure').getByText('不会重复付款').waitFor()
  await xu.unroute(made)
  await xu.getByTestId('send-run').press('Enter')
  await xu.locator('[data-testid=run-state][data-state=made]').waitFor()
  runPath = new URL(xu.url()).pathname
  expect(await countOf('runs')).toBe(runs + 1)
  expect(await xu.getByTestId('run-check').count()).toBe(0)
  await expectGood(xu)
})

test('the checker opens the same account, compares, and only then can sign', async () => {
  const complaints = complaintsOf(xing)
  await go(xing, '/payments/runs?turn=mine')
  await xing.getByTestId('run-row').first().press('Enter')
  await xing.getByTestId('run-do').waitFor()
  expect(new URL(xing.url()).pathname).toBe(runPath)
  expect(await xing.getByTestId('run-check').isDisabled()).toBe(true)
  await xing.getByTestId('open-lines').click()
  await xing.getByTestId('details-account').getByText('6222 0202 0011 2233 445').waitFor()
  await xing.getByTestId('line-good').waitFor()
  await expectGood(xing)
  await take(xing, 'check')
  await xing.locator('[data-testid=run-step][data-step=check] [data-check=signed]').waitFor()
  expect(complaints).toEqual([])
})

test('the file for the bank names account and sum and nothing of why; it is handed over, and the answer entered line by line', async () => {
  await toRun(xu, runPath)
  await xu.getByTestId('open-lines').click()
  await xu.getByTestId('bank-file-make').waitFor()
  const [download] = await Promise.all([xu.waitForEvent('download'), xu.getByTestId('bank-file-make').click()])
  const bytes = await readFile(await download.path())
  const [sheet] = await readXlsxFile(bytes)
  const cells = (sheet?.data ?? []).flat().map(String)
  for (const said of [TO.account, TO.name, TO.bank]) expect(cells).toContain(said)
  const reference = (await xu.getByTestId('run-line').locator('small.mono').textContent())?.trim() ?? ''
  expect(reference).toMatch(/^JL\d{14}$/)
  expect(cells.join()).toContain(reference)
  expect(cells.join()).not.toMatch(/举报|毒|线索/)
  await expectGood(xu)
  await take(xu, 'hand')
  await lineIs(xu, 'instructed')
  const { collect } = await toCollect(tipster)
  const yuan = `${collect.fen.slice(0, -2)}.${collect.fen.slice(-2)}`
  const lines = [`${reference},${yuan},成功,,2026112600001`, 'JL00000000000001,12.00,成功,,2026112600002']
  const answer = ['业务编号,金额,处理结果,失败原因,流水号', ...lines].join('\r\n')
  const file = { name: '回盘.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${answer}\r\n`) }
  await xu.getByTestId('answers-file').setInputFiles(file)
  await xu.getByTestId('answers-problems').waitFor()
  await expectGood(xu)
  await xu.getByTestId('answers-confirm').click()
  await lineIs(xu, 'paid')
  const after = await toCollect(tipster)
  expect(after.collect.state).toBe('paid')
  expect(after.collect.paid?.receipt).toMatch(/^付-/)
})

test('at the cash desk a wrong voucher is told plainly, the right one with its word goes to the second person, and a receipt follows', async () => {
  const { collect } = await toCollect(visitor)
  voucher = voucherOf(visitor.keys.claimSecretBytes, collect.payable)
  const wrong = voucherOf(tipster.keys.claimSecretBytes, collect.payable)
  const [tip] = await sites.database.owner`
    select a.number from awards a join payables p on p.award_id = a.id where p.id = ${collect.payable}`
  await go(xu, '/payments/cash')
  await xu.getByTestId('cash-number').fill(String(tip?.['number']))
  await xu.getByTestId('cash-number').press('Enter')
  await xu.getByTestId('voucher').pressSequentially(wrong)
  expect(await xu.getByTestId('voucher').inputValue()).toBe(formatVoucher(wrong))
  await xu.getByTestId('word').fill(WORD)
  await xu.getByTestId('word').press('Enter')
  await xu.getByTestId('voucher-wrong').getByText('还可以试 4 次').waitFor({ timeout: 20_000 })
  await expectGood(xu)
  await xu.getByTestId('voucher').fill(voucher.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)))
  await xu.getByTestId('voucher-check').click()
  await xu.getByText('这次不计入输错次数').waitFor()
  await xu.getByTestId('voucher').fill(voucher)
  await xu.getByTestId('voucher-check').click()
  await xu.getByTestId('voucher-right').waitFor({ timeout: 20_000 })
  await expectGood(xu)
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
  await xu.getByTestId('run-receipts').getByText('领款单').waitFor()
  await expectGood(xu)
  expect((await toCollect(visitor)).collect.paid?.method).toBe('voucher')
})

test('a claim that was changed in the database is named, cannot be chosen, and is held up once it is reported', async () => {
  const [claimed] = await sites.database.owner`
    select c.payable_id from claims c join payables p on p.id = c.payable_id and p.claim_seq = c.seq
    where p.state = 'claimed' and p.fund = 'tips' and c.method = 'transfer'`
  const id = String(claimed?.['payable_id'])
  await sites.database.owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`update claims set signature = decode(repeat('ab', 64), 'hex') where payable_id = ${id}`
  })
  await go(xu, '/payments?ready=bank')
  await row(xu, id).locator('[data-mark=bad]').getByText('不是由持有查询码的人签名').waitFor()
  expect(await row(xu, id).getByTestId('choose').isDisabled()).toBe(true)
  await row(xu, id).getByTestId('payable-link').click()
  await xu.locator('[data-testid=check][data-check=signature][data-is=bad]').waitFor()
  await expectGood(xu)
  await xu.getByTestId('report-fault').click()
  await xu.getByTestId('confirm').click()
  await xu.getByTestId('freeze-notice').getByText('签名或存证不符').waitFor()
  await expectGood(xu)
})

test('no account, name or voucher stands in a table, a file or the output', async () => {
  const secrets = [TO.account, TO.name, voucher, formatVoucher(voucher)]
  const { hits, rows } = await searchDatabase(sites.database.owner, secrets)
  expect(rows).toBeGreaterThan(1000)
  expect(hits).toEqual([])
  expect(await searchFolder(sites.dataDir, secrets)).toEqual([])
  expect(foundIn(Buffer.from(sites.output.join('\n')), 'the output', secrets)).toEqual([])
})
