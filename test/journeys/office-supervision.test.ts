import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysLater } from '#contract/periods.ts'
import { dayInSanya } from '#server/tips/day.ts'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'
import { complaintsOf, expectAccessible, signIn } from './office-acts.ts'
import { startSites, type Sites } from './world.ts'

let sites: Sites
let browser: Browser
let fang: Page
const today = dayInSanya(new Date())
/** Long enough for everything that the demo holds. */
const SINCE = daysLater(today, -150)

beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
  fang = await enter('fang.yicheng')
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

async function enter(login: string, options: Parameters<typeof visit>[1] = {}): Promise<Page> {
  // A machine in another zone must show Sanya's days all the same.
  const { context } = await visit(browser, { viewport: DESKTOP, timezoneId: 'America/New_York', ...options })
  const page = await context.newPage()
  await page.goto(sites.officeUrl)
  await signIn(page, login)
  return page
}
async function showAll(page: Page): Promise<void> {
  await page.getByTestId('nav-supervision').click()
  // The page begins with the month; only then nothing comes after what is typed.
  await page.locator('[data-testid=span-month][aria-current]').waitFor()
  await page.getByTestId('span-free').click()
  await page.getByTestId('from').fill(SINCE)
  await page.getByTestId('to').fill(today)
  await page.getByTestId('show').click()
  await page.getByTestId('compared').getByText(`${SINCE} 至 ${today}`).waitFor()
}
const overdueRows = (page: Page) => page.getByTestId('overdue-row')

test('an auditor sees which desk is late, with every mark beside its number', async () => {
  const complaints = complaintsOf(fang)
  await showAll(fang)
  expect(Number(await fang.getByTestId('key-received').locator('.value').textContent())).toBeGreaterThan(30)
  expect(await fang.getByTestId('key-in-time').textContent()).toMatch(/\d+%.*\d+ \/ \d+ 项按时/)
  const overdue = Number(await fang.getByTestId('key-overdue').locator('.value').textContent())
  expect(overdue).toBeGreaterThan(0)
  const sums = await overdueRows(fang).locator('td.strong').allTextContents()
  expect(sums.map(Number)).toEqual(sums.map(Number).toSorted((one, other) => other - one))
  expect(sums.reduce((sum, text) => sum + Number(text), 0)).toBe(overdue)
  expect(await fang.getByTestId('flow').getByRole('img').getAttribute('aria-label')).toMatch(
    /共收到 \d+ 条，办结 \d+ 条/,
  )
  for (const figure of ['in-time', 'overdue', 'flow', 'medians', 'rest'])
    expect(await fang.getByTestId(figure).getByRole('heading').count(), figure).toBe(1)
  await expectAccessible(fang)
  expect(complaints).toEqual([])
})

test('behind a number stands its list, by keyboard; to the auditor a tip is a number and nothing to open', async () => {
  const count = overdueRows(fang).first().getByTestId('count').first()
  const expected = Number(await count.textContent())
  await count.focus()
  await fang.keyboard.press('Enter')
  await fang.getByTestId('behind-title').getByText('目前超期的环节').waitFor()
  expect(await fang.getByTestId('behind-row').count()).toBe(expected)
  expect(await fang.getByTestId('behind-row').first().textContent()).toMatch(/\d{4}-\d{4}.*已超期/s)
  expect(await fang.getByTestId('behind-tip').count()).toBe(0)
  await expectAccessible(fang)
  await fang.getByTestId('sup-back').click()
  await fang.getByTestId('compared').getByText(`${SINCE} 至 ${today}`).waitFor()
})

test('periods are stepped through, and a period that ends before it begins is told beside its fields', async () => {
  await fang.getByTestId('from').fill(today)
  await fang.getByTestId('to').fill(SINCE)
  await fang.getByTestId('show').click()
  await fang.getByRole('alert').getByText('截止日期不能早于起始日期').waitFor()
  expect(await fang.getByTestId('from').inputValue()).toBe(today)
  await expectAccessible(fang)
  await fang.getByTestId('span-year').click()
  await fang.locator('[data-testid=span-year][aria-current]').waitFor()
  await fang.getByTestId('earlier').press('Enter')
  await fang
    .getByTestId('compared')
    .getByText(`本期 ${Number(today.slice(0, 4)) - 1}-01-01`)
    .waitFor()
  await fang.getByTestId('sup-empty').or(fang.getByTestId('in-time')).waitFor()
  await expectAccessible(fang)
  await fang.getByTestId('later').click()
  await fang.getByTestId('by-district').click()
  await fang.getByTestId('in-time-row').filter({ hasText: '天涯区' }).waitFor()
  await fang.getByTestId('by-desk').click()
})

test('on a phone and in the dark the page stays whole and legible', async () => {
  const page = await enter('he.simin', { viewport: PHONE, colorScheme: 'dark' })
  await showAll(page)
  await expectAccessible(page)
  await page.getByTestId('overdue').getByTestId('count').first().click()
  await page.getByTestId('behind-row').first().waitFor()
  await expectAccessible(page)
  await page.context().close()
})

test('on paper there is no menu, and no figure is longer than a page', async () => {
  await showAll(fang)
  await fang.emulateMedia({ media: 'print' })
  // A4 within its margins, at 96 dots an inch.
  await fang.setViewportSize({ width: 703, height: 1017 })
  expect(await fang.getByRole('navigation').filter({ visible: true }).count()).toBe(0)
  const heights = await fang
    .locator('figure')
    .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height))
  expect(heights).toHaveLength(5)
  expect(Math.max(...heights)).toBeLessThan(1017)
  const overflow = await fang.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBe(0)
  await fang.emulateMedia({ media: 'screen' })
  await fang.setViewportSize(DESKTOP)
})

test('a lead goes from a number to the tip of their own desk, and sees other desks as numbers', async () => {
  const fu = await enter('fu.zhiyuan')
  await showAll(fu)
  await fu.getByTestId('rest-row').filter({ hasText: '海棠' }).getByTestId('count').first().click()
  await fu.getByTestId('behind-tip').first().click()
  await fu.getByTestId('tip-report').waitFor()
  await showAll(fu)
  await fu.getByTestId('rest-row').filter({ hasText: '天涯' }).getByTestId('count').first().click()
  await fu.getByTestId('behind-row').first().waitFor()
  expect(await fu.getByTestId('behind-tip').count()).toBe(0)
  await fu.context().close()
})

test('an export says that it is recorded, and holds one line a desk and one for all', async () => {
  await fang.getByTestId('sup-export').click()
  await fang.getByTestId('export-csv').check()
  await expectAccessible(fang)
  const waiting = fang.waitForEvent('download')
  await fang.getByTestId('export-send').click()
  const download = await waiting
  expect(download.suggestedFilename()).toMatch(/^export-\d{8}-\d{4}\.csv$/)
  const csv = (await readFile(await download.path(), 'utf8')).replace('\uFEFF', '')
  const { data } = Papa.parse<string[]>(csv, { skipEmptyLines: true })
  expect(data[0]?.slice(0, 2)).toEqual(['单位', '收到'])
  expect(data.at(-1)?.[0]).toBe('合计')
  expect(data.length).toBe((await overdueRows(fang).count()) + 2)
  const [row] = await sites.database.owner`select count(*)::int as count from records where did = 'export-supervision'`
  expect(row?.['count']).toBe(1)
})

test('an investigator has no such page, and is told so at its address', async () => {
  const lin = await enter('lin.yue')
  expect(await lin.getByTestId('nav-supervision').count()).toBe(0)
  await lin.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: '/supervision', textContent: 'x' })
    document.querySelector('main')?.append(link)
    link.click()
  })
  await lin.getByTestId('failed').waitFor()
  await lin.context().close()
})
