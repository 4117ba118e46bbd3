import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysLater } from '#contract/periods.ts'
import { dayInSanya } from '#server/tips/day.ts'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'
import { complaintsOf, DEMO_PASSWORD, expectAccessible, signIn } from './office-acts.ts'
import { startSites, type Sites } from './world.ts'

let sites: Sites
let browser: Browser
let he: Page
/** When the new rules begin: after everything that holds. */
const BEGINS = daysLater(dayInSanya(new Date()), 60)

beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
  he = await enter('he.simin')
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

async function enter(login: string, options: Parameters<typeof visit>[1] = {}): Promise<Page> {
  const { context } = await visit(browser, { viewport: DESKTOP, ...options })
  const page = await context.newPage()
  await page.goto(sites.officeUrl)
  await signIn(page, login)
  await page.getByTestId('nav-rules').click()
  await page.getByTestId('rule-sets').waitFor()
  return page
}
const typed = async (page: Page, testid: string, place: number, text: string): Promise<void> => {
  await page.getByTestId(testid).nth(place).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
  await page.keyboard.press('Tab')
}
const isSaved = (page: Page) => page.locator('[data-testid=save-state][data-state=saved]').waitFor()

test('a draft is made from what holds and edited by keyboard; an overlap is named beside its bracket and keeps it from being proposed', async () => {
  const complaints = complaintsOf(he)
  await he.getByTestId('rules-new').press('Enter')
  await he.getByTestId('start-set').first().press('Enter')
  await he.locator('[data-testid=rule-parts] a[href="#row-0"]').press('Enter')
  await typed(he, 'from', 1, '8')
  const [first] = await he.getByTestId('bracket').nth(1).getByTestId('faults').allTextContents()
  expect(first).toContain('必须修改')
  expect(first).toContain('10 克与 8 克至 50 克重叠')
  expect(await he.getByTestId('must-mend').textContent()).toContain('重叠')
  expect(await he.getByTestId('propose-open').getAttribute('aria-disabled')).toBe('true')
  await typed(he, 'amount', 1, '600元')
  expect(await he.getByTestId('bracket').nth(1).getByTestId('faults').textContent()).toContain('应写成元')
  await isSaved(he)
  await expectAccessible(he)
  expect(complaints).toEqual([])
})

test('what was typed is there after a reload, mended, and tried out at once', async () => {
  await he.reload()
  await he.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await he.keyboard.press('Enter')
  await he.getByTestId('bracket').first().waitFor({ timeout: 30_000 })
  expect(await he.getByTestId('amount').nth(1).inputValue()).toBe('600元')
  await typed(he, 'amount', 1, '600')
  await typed(he, 'from', 1, '10')
  await typed(he, 'try-amount', 0, '12')
  await he.getByTestId('assessment-total').getByText('600 元').waitFor()
  expect(await he.getByTestId('must-mend').count()).toBe(0)
  await isSaved(he)
})

test('two windows with one draft: the second is told, keeps what was typed, and saves it as a draft of its own', async () => {
  const other = await he.context().newPage()
  await other.goto(he.url())
  await other.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await other.keyboard.press('Enter')
  await other.getByTestId('bracket').first().waitFor({ timeout: 30_000 })
  await typed(he, 'amount', 0, '350')
  await isSaved(he)
  await typed(other, 'amount', 0, '400')
  await other.getByTestId('draft-conflict').waitFor()
  expect(await other.getByTestId('amount').nth(0).inputValue()).toBe('400')
  await other.getByTestId('conflict-new').click()
  await isSaved(other)
  await expect.poll(() => other.url()).not.toBe(he.url())
  expect(await other.getByTestId('amount').nth(0).inputValue()).toBe('400')
  await other.close()
})

test('it is proposed with a day and a reason; who proposed it cannot approve it, another approver can', async () => {
  await he.getByTestId('propose-open').press('Enter')
  await he.getByTestId('propose-send').press('Enter')
  await he.getByTestId('propose-dialog').getByText('请选择生效日期').waitFor()
  await he.getByTestId('effective-from').fill(BEGINS)
  await he.getByTestId('propose-reason').fill('市禁毒办下发新标准')
  await expectAccessible(he)
  await he.getByTestId('propose-send').press('Enter')
  await he.getByTestId('settle').getByText('须由另一名审批人批准').waitFor()
  expect(await he.getByTestId('rules-approve').count()).toBe(0)
  expect((await he.getByTestId('change').allTextContents()).join(' ')).toMatch(/300 元.*350 元.*500 元.*600 元/s)
  await expectAccessible(he)

  const qiu = await enter('qiu.wanning', { colorScheme: 'dark' })
  await qiu.getByTestId('waiting-compare').click()
  await qiu.getByTestId('changes').waitFor()
  await expectAccessible(qiu)
  await qiu.getByTestId('back').click()
  await qiu.getByTestId('rules-approve').click()
  await qiu.getByTestId('confirm').click()
  await qiu.locator('[data-testid=rule-set][data-standing=future]').waitFor()
  expect(await qiu.getByTestId('settle').count()).toBe(0)
  await expectAccessible(qiu)
  await qiu.context().close()
})

test('a file that is no rule set is told where; what is exported can be imported again', async () => {
  await he.getByTestId('nav-rules').click()
  await he.locator('[data-testid=rule-set][data-standing=future] a').click()
  const waiting = he.waitForEvent('download')
  await he.getByTestId('rules-export').click()
  const text = await readFile(await (await waiting).path(), 'utf8')
  await he.getByTestId('back').click()
  await he.getByTestId('rules-new').click()
  await he.getByTestId('import-text').fill(text.replace('"from": "10"', '"from": "zehn"'))
  await he.getByTestId('import-send').click()
  await he.getByTestId('import-wrong').getByText('奖励标准 第 1 项 / 档 第 2 项 / 下限：写法不对').waitFor()
  await he.getByTestId('import-text').fill(text)
  await he.getByTestId('import-send').click()
  await he.getByTestId('no-faults').or(he.getByTestId('please-look')).first().waitFor()
})

test('on a phone every page keeps to the window; who only reads awards as an auditor reads the rules and changes none', async () => {
  const fang = await enter('fang.yicheng', { viewport: PHONE })
  await expectAccessible(fang)
  expect(await fang.getByTestId('rule-drafts').count()).toBe(0)
  await fang.locator('[data-testid=rule-set][data-standing=in-force] a').click()
  await fang.getByTestId('rules-default').waitFor()
  await fang.getByTestId('find-drugs').fill('冰毒')
  expect(await fang.getByTestId('factors-drugs').locator('tbody tr').count()).toBe(1)
  await expectAccessible(fang)
  expect(await fang.getByTestId('rules-as-draft').count()).toBe(0)
  await he.setViewportSize(PHONE)
  await expectAccessible(he)
  await fang.context().close()
})
