import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'
import { complaintsOf, expectAccessible, signIn } from './office-acts.ts'
import { startSites, type Sites } from './world.ts'

/** Triage as an officer does it: keys, many at once, two people on one tip, words among colleagues. */

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

type Locator = ReturnType<Page['getByTestId']>

async function enter(login: string, options: Parameters<typeof visit>[1] = { viewport: DESKTOP }): Promise<Page> {
  const page = await (await visit(browser, options)).context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(sites.officeUrl)
  await signIn(page, login)
  await page.getByTestId('first-line').first().waitFor()
  return page
}
async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}
const focusedTip = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-tip') ?? null)
const itemOf = (page: Page, tip: string): Locator => page.locator('li', { has: page.locator(`[data-tip="${tip}"]`) })
const stands = (page: Page, tip: string, stage: string): Promise<void> =>
  page.locator(`[data-tip="${tip}"][data-stage="${stage}"]`).waitFor()

/** Goes with j to the first row at a stage that says something; gives its tip. */
async function goTo(page: Page, stage: string, mark = ''): Promise<string> {
  const rows = await page.getByTestId('tip-row').count()
  for (let row = 0; row < rows; row++) {
    await page.keyboard.press('j')
    const [at, text] = await page.evaluate(() => [
      document.activeElement?.getAttribute('data-stage'),
      document.activeElement?.textContent ?? '',
    ])
    if (at === stage && text?.includes(mark)) return (await focusedTip(page)) ?? ''
  }
  throw new Error(`No row is ${stage}`)
}
async function openRow(page: Page, tip: string): Promise<void> {
  await page.locator(`[data-tip="${tip}"]`).click()
  await page.getByTestId('tip-report').locator('.what').waitFor()
}

test('one key an act: accept, spam, take back, assign, priority, follow-up; the focus goes on by itself', async () => {
  const page = await enter('lin.yue')
  const complaints = complaintsOf(page)
  const tip = await goTo(page, 'received', '未分派')
  await press(page, 'a')
  await stands(page, tip, 'accepted')
  expect(await focusedTip(page)).not.toBe(tip)
  await press(page, 'z')
  await stands(page, tip, 'received')

  await press(page, 'k', 's')
  await stands(page, tip, 'spam')
  await page.getByTestId('notice-undo').click()
  await stands(page, tip, 'received')

  await page.locator(`[data-tip="${tip}"]`).focus()
  await press(page, 'i')
  await itemOf(page, tip).getByTestId('row-assignee').getByText('林越').waitFor()
  await press(page, 'k', 'p')
  await page.getByTestId('priority-dialog').waitFor()
  await press(page, '1')
  await itemOf(page, tip).getByTestId('mark-danger').waitFor()
  await press(page, 'k', 'f')
  await page.getByTestId('follow-up-dialog').waitFor()
  await press(page, '3')
  await itemOf(page, tip).getByTestId('mark-follow-up').waitFor()
  await press(page, 'k', 'I')
  await page.getByTestId('assign-dialog').getByText('王立衡').click()
  await page.getByTestId('assign-send').click()
  await itemOf(page, tip).getByTestId('row-assignee').getByText('王立衡').waitFor()
  await press(page, 'z')
  await itemOf(page, tip).getByTestId('row-assignee').getByText('林越').waitFor()

  await page.getByTestId('filter-danger').click()
  await page.waitForURL('**priority=danger')
  await page.locator(`[data-tip="${tip}"]`).waitFor()
  await expect.poll(() => page.getByTestId('tip-row').filter({ hasNotText: '危及生命' }).count()).toBe(0)
  expect(complaints).toEqual([])
})

test('keys may be typed faster than the server answers', async () => {
  const page = await enter('huang.mingke')
  const first = await goTo(page, 'received', '未分派')
  await press(page, 'i', 'k', 'a', 'k')
  await stands(page, first, 'accepted')
  await itemOf(page, first).getByTestId('row-assignee').getByText('黄明珂').waitFor()
  await press(page, 'z', 'z')
  await stands(page, first, 'received')
  await itemOf(page, first).getByTestId('row-assignee').getByText('未分派').waitFor()
})

test('many at once are asked about, done with their progress, and taken back together', async () => {
  const page = await enter('chen.haiming')
  const rows = await page.getByTestId('tip-row').count()
  expect(rows).toBeGreaterThan(10)
  const before = await page.getByTestId('mark-follow-up').count()
  await press(page, '*')
  await page.getByTestId('bulk-count').getByText(String(rows)).waitFor()
  await press(page, 'f')
  await page.getByTestId('follow-up-2').click()
  await page.getByTestId('guard-dialog').waitFor()
  await expectAccessible(page)
  await press(page, 'Enter')
  await expect.poll(() => page.getByTestId('mark-follow-up').count()).toBe(rows)
  await page.getByTestId('notice').getByText('条线索').waitFor()
  await press(page, 'z')
  await expect.poll(() => page.getByTestId('mark-follow-up').count()).toBe(before)
})

test('very many want their number typed, and what failed is listed with why', async () => {
  const page = await enter('chen.haiming')
  // The demo desk has a dozen tips: the list is made to name thirty more, which the server does not know.
  const unknown = Array.from({ length: 30 }, () => crypto.randomUUID())
  await page.route('**/api/desks/*/tips**', async (route) => {
    const response = await route.fetch()
    const list = await response.json()
    const copies = unknown.map((tip, index) => ({
      ...list.rows[0],
      tip,
      number: `2026-9${String(index).padStart(3, '0')}`,
    }))
    await route.fulfill({ response, json: { ...list, rows: [...list.rows, ...copies] } })
  })
  await page.getByTestId('stage-received').click()
  await expect.poll(() => page.getByTestId('tip-row').count()).toBeGreaterThan(30)
  const count = await page.getByTestId('tip-row').count()
  await press(page, '*', 'p')
  await page.getByTestId('priority-urgent').click()
  await page.getByTestId('guard-count').fill('12')
  await press(page, 'Enter')
  await page.getByTestId('guard-dialog').getByText('数字不符').waitFor()
  await page.getByTestId('guard-count').fill(String(count))
  await press(page, 'Enter')
  await page.getByTestId('refused').getByText('2026-9029').waitFor()
  await page.getByTestId('bulk-count').getByText('30').waitFor()
  await expectAccessible(page)
  await press(page, 'z')
  await page.getByTestId('notice').getByText('已撤回').waitFor()
})

test('two officers in the list: the second is told, sees what is, and nothing is overwritten', async () => {
  const [first, second] = [await enter('chen.haiming'), await enter('lin.yue')]
  const tip = await goTo(first, 'verifying', '未分派')
  await press(first, 'i')
  await itemOf(first, tip).getByTestId('row-assignee').getByText('陈海明').waitFor()
  await second.locator(`[data-tip="${tip}"]`).focus()
  await press(second, 'i')
  await itemOf(second, tip).getByTestId('row-refused').getByText('同事刚刚改动过').waitFor()
  await itemOf(second, tip).getByTestId('row-assignee').getByText('陈海明').waitFor()
  await press(first, 'z')
  await itemOf(first, tip).getByTestId('row-assignee').getByText('未分派').waitFor()
})

test('two officers on one tip: the second is told who did what, and what was wished stays', async () => {
  const [first, second] = [await enter('chen.haiming'), await enter('lin.yue')]
  const tip = await goTo(first, 'verifying', '未分派')
  await openRow(first, tip)
  await openRow(second, tip)
  await press(second, 'I')
  await second.getByTestId('assign-dialog').getByText('王立衡').click()
  await second.getByTestId('assign-note').fill('请先看附件里的时间')
  await press(first, 'p', '2')
  await first.getByTestId('tip-priority').getByText('紧急').waitFor()
  await press(first, 'i')
  await first.getByTestId('tip-assignee').getByText('陈海明').waitFor()

  await second.getByTestId('assign-send').click()
  await second.getByTestId('assign-failure').waitFor()
  await second.getByTestId('assign-dialog').getByText('现由陈海明承办').waitFor()
  expect(await second.getByTestId('assign-note').inputValue()).toBe('请先看附件里的时间')
  await second.getByTestId('assign-send').click()
  await second.getByTestId('tip-assignee').getByText('王立衡').waitFor()
  await second.getByTestId('note').filter({ hasText: '请先看附件里的时间' }).getByText('@王立衡').waitFor()
  await second.getByTestId('news').getByText('陈海明刚刚将线索分派给陈海明').waitFor()
  await second.getByTestId('news').getByText('紧急').waitFor()
  await first.getByTestId('news').getByText('林越刚刚将线索分派给王立衡').waitFor({ timeout: 40_000 })
})

test('on a tip: accept and spam are one key, and the last step can be taken back', async () => {
  const page = await enter('chen.haiming')
  await openRow(page, await goTo(page, 'received'))
  const at = (stage: string): Promise<void> => page.locator(`[data-testid=tip-stage][data-stage=${stage}]`).waitFor()
  await press(page, 'a')
  await at('accepted')
  await press(page, 'z')
  await at('received')
  await press(page, 's')
  await at('spam')
  await page.getByTestId('undo-move').click()
  await at('received')
  await page.getByTestId('trail').getByText('撤回上一步').first().waitFor()
  // A month later nobody remembers; a colleague may take a spam mark back as well.
  await press(page, 's')
  await at('spam')
  const other = await enter('lin.yue')
  await other.getByTestId('stage-spam').click()
  await other.waitForURL('**stage=spam')
  await other.getByTestId('tip-row').first().waitFor()
  await press(other, 'j', 's')
  await stands(other, page.url().split('/').at(-1) ?? '', 'received')
})

test('a note to a colleague is found by who is mentioned, and never looks like an answer', async () => {
  const page = await enter('chen.haiming')
  const tip = await goTo(page, 'verifying')
  await openRow(page, tip)
  const messages = await page.getByTestId('message').count()
  await press(page, 'n')
  await page.getByTestId('notes').getByText('举报人看不到').first().waitFor()
  await page.keyboard.type('车主查过了，明早一起去一趟。')
  await page.getByTestId('notes').locator('fieldset').getByText('@林越').click()
  await expectAccessible(page)
  await page.getByTestId('note-send').click()
  await page.getByTestId('note').getByText('明早一起去一趟').waitFor()
  expect(await page.getByTestId('message').count()).toBe(messages)

  const colleague = await enter('lin.yue')
  await itemOf(colleague, tip).getByTestId('mark-mention').waitFor()
  await colleague.getByTestId('filter-mentioned').click()
  await colleague.waitForURL('**mentioned=me')
  await expect.poll(() => colleague.getByTestId('tip-row').count()).toBe(1)
  await press(colleague, 'j', 'o')
  await colleague.getByTestId('note').getByText('明早一起去一趟').waitFor()
  await press(colleague, 'u')
  await colleague.getByTestId('inbox-empty').getByText('没有提到您的备注').waitFor()
})

test('coming back from a tip one goes on at its row', async () => {
  const page = await enter('lin.yue')
  await press(page, 'j', 'j', 'j')
  const tip = await focusedTip(page)
  await press(page, 'Enter')
  await page.getByTestId('tip-report').locator('.what').waitFor()
  await press(page, 'u')
  await expect.poll(() => focusedTip(page)).toBe(tip)
})

test('a view is kept for its owner alone, and is there after signing out', async () => {
  const page = await enter('lin.yue')
  await page.getByTestId('views-menu').click()
  await page.getByText('还没有保存的视图').waitFor()
  await page.getByTestId('stage-verifying').click()
  await page.waitForURL('**stage=verifying')
  await page.getByTestId('filter-unassigned').click()
  await page.waitForURL('**assignee=nobody')
  await page.getByTestId('views-menu').click()
  await page.getByTestId('view-name').fill('核查中没人办的')
  await press(page, 'Enter')
  await page.getByTestId('saved-view').getByText('核查中没人办的').waitFor()
  await expectAccessible(page)
  await page.getByTestId('account-menu').click()
  await page.getByTestId('sign-out').click()

  await page.goto(sites.officeUrl)
  await signIn(page, 'lin.yue')
  await page.getByTestId('views-menu').click()
  await page.getByTestId('saved-view').click()
  await page.waitForURL((url) => url.search === '?stage=verifying&assignee=nobody')
  const other = await enter('chen.haiming')
  await other.getByTestId('views-menu').click()
  await other.getByText('还没有保存的视图').waitFor()
  await page.getByTestId('views-menu').click()
  await page.getByTestId('view-drop').click()
  await page.getByText('还没有保存的视图').waitFor()
})

test('the desk writes an answer of its own in both languages, and it is chosen in the language of the report', async () => {
  const page = await enter('chen.haiming')
  await page.getByTestId('nav-members').click()
  await page.getByTestId('answers-link').click()
  await page.getByTestId('canned-new').click()
  await page.getByTestId('canned-name-zh').fill('请补充门牌')
  await page.getByTestId('canned-text-zh').fill('请补充楼栋和门牌号，不必前往查看。')
  await page.getByTestId('canned-name-en').fill('Ask for the door')
  await page.getByTestId('canned-text-en').fill('Which building and door is it? Please do not go there.')
  await page.getByTestId('canned-question').check()
  await expectAccessible(page)
  await page.getByTestId('canned-keep').click()
  const own = page.getByTestId('canned').filter({ hasText: '请补充门牌' })
  await own.waitFor()
  await own.getByTestId('canned-edit').click()
  await page.getByTestId('canned-text-zh').fill('请补充楼栋、楼层和门牌号，不必前往查看。')
  await page.getByTestId('canned-keep').click()
  await own.getByText('楼层').waitFor()
  await expectAccessible(page)

  const colleague = await enter('lin.yue')
  await colleague.getByTestId('tip-row').filter({ hasText: 'I am a foreigner' }).click()
  await colleague.getByTestId('tip-report').locator('.what').waitFor()
  await expect.poll(() => colleague.getByTestId('answer-language').inputValue()).toBe('en')
  await colleague.getByTestId('answer-template').selectOption({ label: '请补充门牌' })
  expect(await colleague.getByTestId('answer-text').inputValue()).toBe(
    'Which building and door is it? Please do not go there.',
  )
  expect(await colleague.getByTestId('answer-question').isChecked()).toBe(true)
  await colleague.getByTestId('answer-text').fill('')
  await colleague.getByTestId('answer-language').selectOption('zh')
  await colleague.getByTestId('answer-template').selectOption({ label: '请补充门牌' })
  expect(await colleague.getByTestId('answer-text').inputValue()).toContain('楼层')

  await own.getByTestId('canned-drop').click()
  await page.getByTestId('confirm').click()
  await own.waitFor({ state: 'detached' })
})

test('a picture is blurred until somebody asks, by keyboard too, and for good when they say so', async () => {
  const page = await enter('lin.yue')
  const rows = page.getByTestId('tip-row').filter({ hasText: '附件' })
  const tips = await Promise.all((await rows.all()).map((row) => row.getAttribute('data-tip')))
  for (const tip of tips) {
    await openRow(page, tip ?? '')
    for (const button of await page.getByTestId('file-open').all()) await button.click()
    await page.locator('[data-testid=file-image], [data-testid=file-text], [data-testid=file-pdf]').first().waitFor()
    if ((await page.getByTestId('file-image').count()) > 0) break
    await press(page, 'u')
    await page.getByTestId('tip-row').first().waitFor()
  }
  const filter = (): Promise<string> =>
    page
      .getByTestId('file-image')
      .first()
      .evaluate((picture) => getComputedStyle(picture).filter)
  expect(await filter()).toContain('blur')
  await expectAccessible(page)
  await page.getByTestId('unblur').first().focus()
  await press(page, 'Enter')
  expect(await filter()).toBe('none')
  await press(page, 'Enter')
  expect(await filter()).toContain('blur')
  await page.getByTestId('unblur-all').first().focus()
  await press(page, 'Space')
  expect(await filter()).toBe('none')
  await page.reload()
  await page.getByTestId('unlock-password').fill('lushao-demo-2026')
  await page.getByTestId('unlock-submit').click()
  await page.getByTestId('file-open').first().click()
  await page.getByTestId('unblur').first().waitFor()
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
    test(`triage is accessible, ${colorScheme}, on a ${name}`, async () => {
      const page = await enter('su.ting', { viewport, colorScheme })
      await expectAccessible(page)
      await page.getByTestId('filter-unassigned').click()
      await page.waitForURL('**assignee=nobody')
      await page.getByTestId('first-line').nth(1).waitFor()
      await page.getByTestId('pick').nth(0).check()
      await page.getByTestId('pick').nth(1).check()
      await page.getByTestId('bulk-bar').waitFor()
      await expectAccessible(page)
      for (const dialog of ['assign', 'priority', 'follow-up'] as const) {
        await page.getByTestId(`bulk-${dialog}`).click()
        await page.getByTestId(`${dialog}-dialog`).waitFor()
        await expectAccessible(page)
        await press(page, 'Escape')
      }
      await page.getByTestId('bulk-assign-me').click()
      await page.getByTestId('notice').waitFor()
      await expectAccessible(page)
      await press(page, '?')
      await page.getByRole('dialog').getByText('同事备注').waitFor()
      await expectAccessible(page)
      await press(page, 'Escape', 'z')
      await page.getByTestId('notice').getByText('已撤回').waitFor()
      await page.getByTestId('views-menu').click()
      await expectAccessible(page)
      await page.goto(`${page.url()}&mentioned=me&unread=yes&stage=closed`)
      await page.getByTestId('unlock-password').fill('lushao-demo-2026')
      await page.getByTestId('unlock-submit').click()
      await page.getByTestId('inbox-empty').waitFor()
      await expectAccessible(page)
    })
  }
}
