import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { demoCode } from '#db/seed/demo-code.ts'
import { DESKTOP, openBrowser, PHONE } from './journeys/browser.ts'
import { signIn } from './journeys/office-acts.ts'

/**
 * Takes the pictures of the README from a running demo: `node test/pictures.ts http://127.0.0.1:8080 http://127.0.0.1:8081`.
 */
const [publicUrl = 'http://127.0.0.1:8080', officeUrl = 'http://127.0.0.1:8081'] = process.argv.slice(2)
const to = (name: string): string => fileURLToPath(new URL(`../web/pictures/${name}.png`, import.meta.url))
const SEND = 'main form button.main'

const browser = await openBrowser()
await takePhone(await newPage(PHONE))
await takeOffice(await newPage(DESKTOP))
await takeClocks(await newPage(DESKTOP))
await takeAudit(await newPage(DESKTOP))
await takeAwards(await newPage(DESKTOP))
await takeRules(await newPage(DESKTOP))
await takePayments(await newPage(DESKTOP))
await browser.close()

async function newPage(viewport: { width: number; height: number }): Promise<Page> {
  return (await browser.newContext({ viewport, locale: 'zh-CN', colorScheme: 'light' })).newPage()
}

async function takePhone(page: Page): Promise<void> {
  await page.goto(`${publicUrl}/report`, { waitUntil: 'networkidle' })
  await page.screenshot({ path: to('report-phone') })
  await page.check('[name=category][value=venue]')
  await page.check('[name=district][value=jiyang]')
  await page.fill('[name=what]', '某酒吧二楼的包厢，每周五晚上有人卖电子烟')
  await page.click(SEND)
  await page.getByTestId('tracking-code').waitFor()
  await page.screenshot({ path: to('code-phone') })
  await page.goto(`${publicUrl}/status`, { waitUntil: 'networkidle' })
  await page.fill('[name=code]', await codeOf('smell-from-shed'))
  await page.click(SEND)
  await page.getByTestId('tip-status').waitFor()
  await page.getByTestId('tip-status').evaluate((element) => element.scrollIntoView({ block: 'center' }))
  await page.screenshot({ path: to('status-phone') })
  await page.goto(`${publicUrl}/rewards?substance=ketamine&grams=600#estimate`, { waitUntil: 'networkidle' })
  await page.screenshot({ path: to('rewards-phone') })
  await page.goto(`${publicUrl}/status`, { waitUntil: 'networkidle' })
  await page.fill('[name=code]', await codeOf('man-at-the-bus-stop'))
  await page.click(SEND)
  await page.getByTestId('voucher').waitFor()
  await page.getByTestId('voucher').evaluate((element) => element.scrollIntoView({ block: 'start' }))
  await page.screenshot({ path: to('voucher-phone') })
}

/** The code of a demo tip. */
async function codeOf(key: string): Promise<string> {
  const site = (await (await fetch(`${publicUrl}/api/site`)).json()) as { siteId: string }
  return demoCode(site.siteId, key)
}

async function takeOffice(page: Page): Promise<void> {
  await page.goto(officeUrl)
  await signIn(page, 'lin.yue', 'lushao-demo-2026')
  await page.getByTestId('first-line').last().waitFor()
  // What belongs together shows once the browser has indexed the desk.
  await page
    .getByTestId('indexing')
    .getByText(/\d/)
    .waitFor({ state: 'visible', timeout: 5000 })
    .catch(() => null)
  await page.getByTestId('indexing').getByText(/\d/).waitFor({ state: 'hidden' })
  await page.screenshot({ path: to('inbox') })
  await page.getByTestId('tip-row').filter({ hasText: '虾苗场' }).or(page.getByTestId('tip-row').last()).first().click()
  await page.getByTestId('message').first().waitFor()
  await page.getByTestId('related-tip').first().waitFor()
  await page.screenshot({ path: to('tip') })
  await page.keyboard.press('g')
  await page.getByTestId('picture-node').nth(3).waitFor()
  await page.screenshot({ path: to('links') })
  await page.getByTestId('nav-cases').click()
  await page.getByTestId('case-row').filter({ hasText: '网络贩卖毒品案' }).click()
  await page.getByTestId('narrative-text').waitFor()
  await page.screenshot({ path: to('case') })
}

async function takeClocks(page: Page): Promise<void> {
  await page.goto(officeUrl)
  await signIn(page, 'chen.haiming', 'lushao-demo-2026')
  await page.getByTestId('nav-clocks').click()
  await page.getByTestId('desk-orders').waitFor()
  await page.getByTestId('indexing').getByText(/\d/).waitFor({ state: 'hidden' })
  await page.screenshot({ path: to('clocks') })
}

/** Which desk is late, and whether it gets better. */
async function takeAudit(page: Page): Promise<void> {
  await page.goto(officeUrl)
  await signIn(page, 'fang.yicheng', 'lushao-demo-2026')
  await page.getByTestId('nav-supervision').click()
  await page.getByTestId('span-quarter').click()
  await page.getByRole('figure').first().waitFor()
  await page.screenshot({ path: to('supervision') })
}

/** What waits for whom, and one award with its lines and its reasons. */
async function takeAwards(page: Page): Promise<void> {
  await page.goto(officeUrl)
  await signIn(page, 'he.simin', 'lushao-demo-2026')
  await page.getByTestId('nav-awards').click()
  await page.getByTestId('tab-all').click()
  await page.getByTestId('award-row').filter({ hasText: '海棠' }).first().waitFor()
  await page.screenshot({ path: to('awards') })
  await page.getByTestId('award-row').filter({ hasText: '8,300' }).click()
  await page.getByTestId('condition-why').first().waitFor()
  await page.screenshot({ path: to('award') })
}

/** A draft of a rule set, and what its amounts would be. */
async function takeRules(page: Page): Promise<void> {
  await page.goto(officeUrl)
  await signIn(page, 'qiu.wanning', 'lushao-demo-2026')
  await page.getByTestId('nav-rules').click()
  await page.getByTestId('rules-new').click()
  await page.getByTestId('start-set').first().click()
  await page.getByTestId('rule-parts').waitFor()
  await page.screenshot({ path: to('rule-editor') })
}

/** What is owed, and which claims were verified here. */
async function takePayments(page: Page): Promise<void> {
  await page.goto(officeUrl)
  await signIn(page, 'xu.jing', 'lushao-demo-2026')
  await page.getByTestId('nav-payments').click()
  await page.getByTestId('tab-all').click()
  await page.locator('[data-testid=payable-row] [data-mark=good]').nth(2).waitFor()
  await page.screenshot({ path: to('payments') })
}
