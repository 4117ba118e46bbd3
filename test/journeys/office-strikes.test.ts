import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'
import { complaintsOf, DEMO_PASSWORD, expectAccessible, signIn } from './office-acts.ts'
import { startSites, type Sites } from './world.ts'

const CASE = '网络贩卖毒品案'
const PART = '巡查中发现出租屋人员异常并持续观察'
const PHONE_NUMBER = '13800138001'
let sites: Sites
let browser: Browser
let lin: Page
/** Everything that left the browser of the one who proposes. */
const sent: string[] = []

beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
  lin = await enter('lin.yue')
  lin.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

async function enter(login: string, viewport = DESKTOP): Promise<Page> {
  const { context } = await visit(browser, { viewport })
  const page = await context.newPage()
  await page.goto(sites.officeUrl)
  await signIn(page, login)
  return page
}
const part = (index: number): Locator => lin.getByTestId('part').nth(index)

async function type(index: number, fields: Record<string, string>): Promise<void> {
  for (const [field, value] of Object.entries(fields)) await part(index).getByTestId(`part-${field}`).fill(value)
}
/** The names in the list, in their order. */
const names = (): Promise<string[]> =>
  lin.getByTestId('part-name').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))

test('from a cracked case the form says that there is no tariff, and what is missing', async () => {
  const complaints = complaintsOf(lin)
  await lin.getByTestId('nav-cases').click()
  await lin.getByTestId('case-row').filter({ hasText: CASE }).first().click()
  await lin.getByTestId('strike-offer').click()
  await lin.getByTestId('strike-no-tariff').waitFor()
  await lin.getByTestId('strike-send').click()
  await lin.getByTestId('strike-empty').waitFor()
  await lin.getByTestId('part-add-unit').press('Enter')
  await type(0, { name: '海棠分局林旺派出所', yuan: '20,000', part: '现场抓捕' })
  await lin.getByTestId('part-add-officer').press('Enter')
  await part(1).getByTestId('part-colleague').selectOption({ label: '王立衡' })
  await type(1, { phone: '138 0013 8000', yuan: '3000', part: '主办' })
  await lin.getByTestId('part-add-grid-worker').press('Enter')
  await type(2, { name: '符阿妹', unit: '林旺社区网格站', phone: '1380013800', yuan: '800.50', part: PART })
  await lin.getByTestId('strike-send').click()
  await expect.poll(() => part(2).getByTestId('part-phone').getAttribute('aria-invalid')).toBe('true')
  expect(await lin.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('part-phone')
  await expectAccessible(lin)
  await type(2, { phone: PHONE_NUMBER })
  await expect.poll(() => part(2).getByTestId('part-phone').getAttribute('aria-invalid')).toBe(null)
  expect(complaints).toEqual([])
})

test('the order changes by keyboard, what was taken out comes back, and a lock loses nothing', async () => {
  await part(2).getByTestId('part-name').press('Alt+ArrowUp')
  await expect.poll(names).toEqual(['海棠分局林旺派出所', '符阿妹', '王立衡'])
  await part(0).getByTestId('part-remove').press('Enter')
  await expect.poll(names).toEqual(['符阿妹', '王立衡'])
  await lin.getByTestId('part-put-back').press('Enter')
  await expect.poll(names).toEqual(['海棠分局林旺派出所', '符阿妹', '王立衡'])
  await lin.getByTestId('lock').click()
  await lin.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await lin.getByTestId('unlock-submit').click()
  await lin.getByTestId('strike-form').waitFor()
  await expect.poll(names).toEqual(['海棠分局林旺派出所', '符阿妹', '王立衡'])
  await expect.poll(() => part(1).getByTestId('part-part').inputValue()).toBe(PART)
  await expect.poll(() => lin.getByTestId('strike-total').textContent()).toBe('23,800.50 元')
})

test('proposed, it shows who gets what; phones and parts left the browser only sealed', async () => {
  await lin.getByTestId('strike-send').click()
  await lin.getByTestId('participants').waitFor()
  expect(await lin.getByTestId('award-number').textContent()).toMatch(/^DJ-20\d\d-\d{4}$/)
  await lin.getByTestId('participant-part').filter({ hasText: PART }).waitFor()
  await lin
    .getByTestId('participant-known')
    .filter({ hasText: PHONE_NUMBER.slice(-4) })
    .waitFor()
  expect(await lin.getByTestId('participants-total').textContent()).toBe('23,800.50 元')
  await expectAccessible(lin)
  const said = sent.join('\n')
  expect(said).toContain('林旺社区网格站')
  for (const secret of [PHONE_NUMBER, '13800138000', PART]) expect(said).not.toContain(secret)
})

test('the reviewer reads the parts on a phone, and finance reads sums without them', async () => {
  const path = new URL(lin.url()).pathname
  const zheng = await enter('zheng.qiwen', PHONE)
  await zheng.goto(`${sites.officeUrl}${path}`)
  await zheng.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await zheng.getByTestId('unlock-submit').click()
  await zheng.getByTestId('participant-part').filter({ hasText: PART }).waitFor()
  await expectAccessible(zheng)
  const xu = await enter('xu.jing')
  await xu.goto(`${sites.officeUrl}${path}`)
  await xu.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await xu.getByTestId('unlock-submit').click()
  await xu.getByTestId('participant-sum').first().waitFor()
  expect(await xu.getByTestId('participants').textContent()).not.toContain(PART)
})
