import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'
import { signIn } from './office-acts.ts'
import { startSites, type Sites } from './world.ts'

/** The whole way of a tip, in two windows: the citizen's phone and the office. */

let sites: Sites
let browser: Browser
beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

const SEND = 'main form button.main'

async function report(page: Page, what: string): Promise<string> {
  await page.goto(`${sites.publicUrl}/report`, { waitUntil: 'networkidle' })
  await page.check('[name=category][value=venue]')
  await page.check('[name=district][value=jiyang]')
  await page.fill('[name=what]', what)
  await page.fill('[name=vehicles]', '琼B·00000')
  await page.setInputFiles('[name=files]', [
    { name: '门口.txt', mimeType: 'text/plain', buffer: Buffer.from('二楼靠里') },
  ])
  await page.click(SEND)
  return ((await page.getByTestId('tracking-code').textContent()) ?? '').replace(/\D/g, '')
}

async function status(page: Page, code: string): Promise<string> {
  await page.goto(`${sites.publicUrl}/status`, { waitUntil: 'networkidle' })
  await page.fill('[name=code]', code)
  await page.click(SEND)
  return (await page.getByTestId('tip-status').textContent()) ?? ''
}

async function officer(login: string): Promise<Page> {
  const page = await (await visit(browser, { viewport: DESKTOP })).context.newPage()
  await page.goto(sites.officeUrl)
  await signIn(page, login)
  return page
}

async function openTip(page: Page, what: string): Promise<void> {
  await page.getByTestId('tip-row').filter({ hasText: what }).first().click()
  await page.getByTestId('tip-report').getByText(what).waitFor()
}

test.for([
  { javaScriptEnabled: true, what: '夜总会二楼的包厢有人卖上头电子烟' },
  { javaScriptEnabled: false, what: '台球室后门每晚有人交易，没有脚本也能举报' },
])('report → code → desk → answer → status, with scripts: $javaScriptEnabled', async ({ javaScriptEnabled, what }) => {
  const phone = await (await visit(browser, { viewport: PHONE, javaScriptEnabled })).context.newPage()
  const code = await report(phone, what)
  expect(code).toMatch(/^\d{20}$/)
  expect(await status(phone, code)).toBe('已收到，等待受理')

  const office = await officer('huang.mingke')
  await openTip(office, what)
  await office.getByTestId('tip-report').getByText('琼B·00000').waitFor()
  await office.getByTestId('file-open').first().click()
  await office.getByTestId('file-text').getByText('二楼靠里').waitFor()
  await office.getByTestId('move-accept').click()
  await office.locator('[data-testid=tip-stage][data-stage=accepted]').waitFor()
  await office.getByTestId('answer-text').fill('请问一般是几点？')
  await office.getByTestId('answer-question').check()
  await office.getByTestId('answer-send').click()
  await office.getByTestId('message').filter({ hasText: '请问一般是几点？' }).waitFor()

  expect(await status(phone, code)).toMatch(/已受理/)
  await phone.getByText('请问一般是几点？').waitFor()
  await phone.fill('[name=text]', '晚上十一点以后')
  await phone.click(SEND)
  await phone.locator('.messages .own').waitFor()

  await office.getByTestId('message').filter({ hasText: '晚上十一点以后' }).waitFor({ timeout: 60_000 })
  await office.getByTestId('transfer-open').click()
  await office.getByTestId('transfer-desk').selectOption({ label: '天涯分局禁毒大队' })
  await office.getByTestId('reason').fill('实际地点在天涯区')
  await office.getByTestId('transfer-send').click()
  await office.waitForURL((url) => !url.pathname.includes('/tips/'))

  const other = await officer('wu.qingyan')
  await openTip(other, what)
  await other.getByTestId('message').filter({ hasText: '晚上十一点以后' }).waitFor()
  await other.getByTestId('move-verify').click()
  await other.locator('[data-testid=tip-stage][data-stage=verifying]').waitFor()
  expect(await status(phone, code)).toMatch(/核查/)
})
