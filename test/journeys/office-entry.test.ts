import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, openBrowser, visit } from './browser.ts'
import { DEMO_PASSWORD, expectAccessible, signIn } from './office-acts.ts'
import { startSites, type Sites } from './world.ts'

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

async function atTheDoor(): Promise<{ page: Page; foreign: string[] }> {
  const { context, foreign } = await visit(browser, { viewport: DESKTOP })
  const page = await context.newPage()
  await page.goto(sites.officeUrl)
  await page.getByTestId('login').waitFor()
  return { page, foreign }
}

test('wrong passwords keep what was typed, then a wait counts down, and a colleague is not kept out', async () => {
  const { page } = await atTheDoor()
  await page.getByTestId('login').fill('su.ting')
  const counting = page.getByTestId('sign-in-failure').filter({ hasText: '秒后再试' })
  for (let attempt = 0; attempt < 12 && (await counting.count()) === 0; attempt++) {
    await page.getByTestId('password').fill('wrong password')
    const answered = page.waitForResponse('**/api/session')
    await page.getByTestId('sign-in-submit').click()
    await answered
    await page.getByTestId('sign-in-failure').locator('p').waitFor()
    expect(await page.getByTestId('login').inputValue()).toBe('su.ting')
  }
  const before = await counting.textContent()
  await expect.poll(() => page.getByTestId('sign-in-failure').textContent(), { timeout: 5000 }).not.toBe(before)
  await expectAccessible(page)

  const colleague = await atTheDoor()
  await signIn(colleague.page, 'huang.mingke')
})

test('an unattended office warns, locks, and forgets the keys; the password brings back the page', async () => {
  const { page, foreign } = await atTheDoor()
  await page.clock.install()
  await signIn(page, 'lin.yue')
  await page.getByTestId('tip-row').first().click()
  await page.getByTestId('tip-report').locator('.what').waitFor()
  const address = page.url()
  const minutes = (await (await page.request.get(`${sites.officeUrl}/api/office`)).json()) as { idleMinutes: number }
  await page.clock.fastForward(minutes.idleMinutes * 60_000 - 30_000)
  await page.getByTestId('idle-stay').waitFor()
  await page.clock.fastForward(60_000)
  await page.getByTestId('unlock-password').waitFor()
  expect(await page.getByTestId('tip-report').count()).toBe(0)

  await page.getByTestId('unlock-password').fill('not this')
  await page.getByTestId('unlock-submit').click()
  await page.getByTestId('sign-in-failure').getByText('口令不正确').waitFor()
  await page.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await page.getByTestId('unlock-submit').click()
  await page.getByTestId('tip-report').locator('.what').waitFor()
  expect(page.url()).toBe(address)

  await page.getByTestId('account-menu').click()
  await page.getByTestId('sign-out').click()
  await page.getByTestId('login').waitFor()
  expect(foreign).toEqual([])
})

test('nothing that opens anything is ever stored', async () => {
  const { page } = await atTheDoor()
  await signIn(page, 'lin.yue')
  await page.getByTestId('first-line').first().waitFor()
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  expect(stored).not.toContain('AGE-SECRET')
  expect(stored).not.toContain(DEMO_PASSWORD)
  await page.reload()
  await page.getByTestId('unlock-password').waitFor()
})
