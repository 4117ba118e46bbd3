import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'
import { complaintsOf, DEMO_PASSWORD, expectAccessible, signIn } from './office-acts.ts'
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

async function enter(login: string, options: Parameters<typeof visit>[1] = { viewport: DESKTOP }): Promise<Page> {
  const page = await (await visit(browser, options)).context.newPage()
  await page.goto(sites.officeUrl)
  await signIn(page, login)
  return page
}
const tipOf = (page: Page, words: string): ReturnType<Page['getByTestId']> =>
  page.getByTestId('tip-row').filter({ hasText: words })

test('an officer walks the inbox by keyboard, filters it, and comes back to where they were', async () => {
  const page = await enter('lin.yue')
  const complaints = complaintsOf(page)
  await page.getByTestId('first-line').first().waitFor()
  const all = await page.getByTestId('tip-row').count()
  expect(all).toBeGreaterThan(5)
  await page.getByTestId('stage-closed').click()
  await page.waitForURL('**stage=closed')
  await page.getByTestId('filter-category').selectOption('transport')
  await page.waitForURL('**category=transport**')
  const narrowed = new URL(page.url()).search
  expect(await page.getByTestId('tip-row').count()).toBeLessThan(all)

  await page.keyboard.press('Escape')
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByTestId('tip-report').locator('.what').waitFor()
  await page.keyboard.press('u')
  await page.getByTestId('tip-row').first().waitFor()
  expect(new URL(page.url()).search).toBe(narrowed)
  await page.goBack()
  await page.getByTestId('tip-report').waitFor()
  expect(complaints).toEqual([])
})

test('a tip is accepted, answered with a question, verified, and concluded with a reason', async () => {
  const page = await enter('chen.haiming')
  await page.getByTestId('stage-received').click()
  await page.waitForURL('**stage=received')
  await page.getByTestId('tip-row').first().click()
  await page.getByTestId('tip-report').locator('.what').waitFor()
  await page.getByTestId('move-accept').click()
  await page.locator('[data-testid=tip-stage][data-stage=accepted]').waitFor()

  await page.keyboard.press('r')
  await page.getByTestId('answer-text').fill('请问是几号楼？')
  await page.getByTestId('answer-question').check()
  await page.getByTestId('answer-send').click()
  await page.getByTestId('message').filter({ hasText: '请问是几号楼？' }).waitFor()
  expect(await page.getByTestId('answer-text').inputValue()).toBe('')

  await page.getByTestId('move-verify').click()
  await page.getByTestId('move-find-unfounded').click()
  await page.getByTestId('reason').fill('现场核查三次，未发现所反映的情况。')
  await page.getByTestId('reason-send').click()
  await page.locator('[data-testid=tip-stage][data-stage=unfounded]').waitFor()
  await page.getByTestId('trail').getByText('未发现所反映的情况').waitFor()
})

test('two officers on one tip: what was typed survives, and the second one is told', async () => {
  const [first, second] = [await enter('chen.haiming'), await enter('lin.yue')]
  await first.goto(`${first.url()}?stage=received`)
  await first.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await first.getByTestId('unlock-submit').click()
  await first.getByTestId('tip-row').first().click()
  await first.getByTestId('tip-report').locator('.what').waitFor()
  const address = new URL(first.url()).pathname
  await second.locator(`a[href="${address}"]`).click()
  await second.getByTestId('tip-report').locator('.what').waitFor()

  await first.getByTestId('answer-text').fill('第一位的答复')
  await first.getByTestId('answer-send').click()
  await first.getByTestId('message').filter({ hasText: '第一位的答复' }).waitFor()
  await second.getByTestId('answer-text').fill('第二位的答复')
  await second.getByTestId('answer-send').click()
  await second.getByTestId('message').filter({ hasText: '第二位的答复' }).waitFor()
  await second.getByTestId('message').filter({ hasText: '第一位的答复' }).waitFor()

  await first.getByTestId('move-accept').click()
  await first.locator('[data-testid=tip-stage][data-stage=accepted]').waitFor()
  await second.getByTestId('move-accept').click()
  await second.getByTestId('move-failure').waitFor()
  await second.locator('[data-testid=tip-stage][data-stage=accepted]').waitFor()
  await second.getByTestId('answer-text').fill('写到一半')
  await second.getByTestId('lock').click()
  await second.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await second.getByTestId('unlock-submit').click()
  await expect.poll(() => second.getByTestId('answer-text').inputValue(), { timeout: 30_000 }).toBe('写到一半')
})

test('files are shown without leaving the page, and saved only after a warning', async () => {
  const page = await enter('lin.yue')
  const complaints = complaintsOf(page)
  await tipOf(page, '快递').first().or(page.getByTestId('tip-row').last()).last().click()
  await page.getByTestId('tip-report').locator('.what').waitFor()
  await page.goBack()
  await page.getByTestId('first-line').first().waitFor()
  const rows = await page.getByTestId('tip-row').filter({ hasText: '附件' }).all()
  const addresses = await Promise.all(rows.map((row) => row.getAttribute('href')))
  expect(addresses.length).toBeGreaterThan(1)
  const seen = new Set<string>()
  for (const address of addresses) {
    await page.locator(`a[href="${address}"]`).click()
    await page.getByTestId('tip-report').locator('.what').waitFor()
    for (const button of await page.getByTestId('file-open').all()) await button.click()
    const drawn = page.locator(
      '[data-testid=file-image], [data-testid=file-text], [data-testid=file-pdf], [data-testid=file-audio]',
    )
    await drawn.first().waitFor()
    for (const one of await drawn.all()) seen.add((await one.getAttribute('data-testid')) ?? '')
    await page.keyboard.press('u')
    await page.getByTestId('tip-row').first().waitFor()
  }
  expect(seen).toContain('file-image')
  expect(seen).toContain('file-text')

  await page.locator(`a[href="${addresses[0]}"]`).click()
  await page.getByTestId('file-save').first().click()
  const download = page.waitForEvent('download')
  await page.getByTestId('file-save-confirm').click()
  expect((await download).suggestedFilename()).not.toBe('')
  expect(complaints).toEqual([])
})

test('a transferred tip leaves the old desk and opens at the new one', async () => {
  const page = await enter('fu.zhiyuan')
  await page.getByTestId('tip-row').first().click()
  await page.getByTestId('tip-report').locator('.what').waitFor()
  const address = page.url()
  const what = (await page.getByTestId('tip-report').locator('.what').textContent()) ?? ''
  await page.getByTestId('transfer-open').click()
  await page.getByTestId('transfer-desk').locator('option', { hasText: '吉阳' }).waitFor({ state: 'attached' })
  await page.getByTestId('transfer-desk').selectOption({ label: '吉阳分局禁毒大队' })
  await page.getByTestId('reason').fill('地点在吉阳区')
  await expectAccessible(page)
  await page.getByTestId('transfer-send').click()
  await page.waitForURL((url) => !url.pathname.includes('/tips/'))
  await page.goto(address)
  await page.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await page.getByTestId('unlock-submit').click()
  await page.getByTestId('tip-gone').waitFor({ timeout: 30_000 })

  const other = await enter('huang.mingke')
  await other.locator(`[data-tip="${address.split('/').at(-1)}"]`).click()
  await other.getByTestId('tip-report').getByText(what.slice(0, 30)).waitFor()
  await other.getByTestId('trail').getByText('地点在吉阳区').waitFor()
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
    test(`every page is accessible, ${colorScheme}, on a ${name}`, async () => {
      const page = await (await visit(browser, { viewport, colorScheme })).context.newPage()
      await page.goto(sites.officeUrl)
      await page.getByTestId('login').waitFor()
      await expectAccessible(page)
      await signIn(page, 'chen.haiming')
      await page.getByTestId('first-line').first().waitFor()
      await expectAccessible(page)
      await page.getByTestId('tip-row').filter({ hasText: '附件' }).first().click()
      await page.getByTestId('tip-report').locator('.what').waitFor()
      for (const button of await page.getByTestId('file-open').all()) await button.click()
      await page.locator('[data-testid=file-image], [data-testid=file-text]').first().waitFor()
      await page.getByTestId('views').locator('summary').click()
      await expectAccessible(page)
      await page.getByTestId('nav-members').click()
      await page.getByTestId('members').waitFor()
      await expectAccessible(page)
      await page.getByTestId('account-menu').click()
      await expectAccessible(page)
      await page.getByTestId('language').click()
      await page.getByTestId('nav-account').click()
      await page.getByTestId('change-password').waitFor()
      await expectAccessible(page)
      await page.getByTestId('lock').click()
      await page.getByTestId('unlock-password').waitFor()
      await expectAccessible(page)
    })
  }
}

test('a security administrator stops an account and lets it in again; others have their page', async () => {
  const page = await enter('luo.yiming')
  await page.getByTestId('desk-home').waitFor()
  await expectAccessible(page)
  await page.getByTestId('nav-staff').click()
  await page.getByTestId('staff').waitFor()
  await expectAccessible(page)
  const row = page.locator('[data-testid=staff-row][data-login="su.ting"]')
  await row.getByTestId('staff-stop').click()
  await page.getByTestId('confirm').click()
  await row.getByText('已停用').waitFor()
  await row.getByTestId('staff-stop').click()
  await page.getByTestId('confirm').click()
  await row.getByText('正常').waitFor()
})

test('older tips stand on a page of their own, and the way back leads to the newest', async () => {
  const page = await enter('lin.yue')
  // The demo has less than fifty tips: the first answer is made to say that there are more.
  await page.route('**/api/desks/*/tips', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), older: 5 } })
  })
  await page.getByTestId('stage-received').click()
  await page.waitForURL('**stage=received')
  await page.goBack()
  await page.getByTestId('older').click()
  await page.waitForURL('**before=5')
  await page.getByTestId('newest').waitFor()
  expect(await page.getByTestId('older').count()).toBe(0)
  await page.goBack()
  await page.getByTestId('older').waitFor()
  expect(new URL(page.url()).search).toBe('')
})

test('a refresh that fails keeps the list and says so', async () => {
  const page = await enter('lin.yue')
  await page.getByTestId('first-line').first().waitFor()
  await page.route('**/api/desks/**', (route) => route.abort())
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.getByRole('alert').getByText('未能刷新').waitFor()
  expect(await page.getByTestId('tip-row').count()).toBeGreaterThan(5)
})
