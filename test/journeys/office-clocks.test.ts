import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'
import { complaintsOf, DEMO_PASSWORD, expectAccessible, signIn } from './office-acts.ts'
import { startSites, type Sites } from './world.ts'

const REASON = '已请举报人补充车牌号，待其答复'
const FIRST_ANSWER = '人员外出办案，延误办结'
const SENT_BACK = '未说明完成时间，请补充'
const SECOND_ANSWER = '因案情复杂延误；已于今日核查完毕，明日办结'
const NEXT_YEAR = new Date().getUTCFullYear() + 1

let sites: Sites
let browser: Browser
let lead: Page
let auditor: Page

beforeAll(async () => {
  sites = await startSites({ demo: true })
  await issueOrders()
  browser = await openBrowser()
  lead = await enter('chen.haiming')
  auditor = await enter('fang.yicheng')
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

/** What the hourly job does: takes every run that is overdue by enough through its levels. */
async function issueOrders(): Promise<void> {
  const { owner } = sites.database
  const runs =
    await owner`select id from clocks where ended_at is null and order_on <= sanya_day(now()) order by due_on`
  expect(runs.length).toBeGreaterThan(0)
  for (const { id } of runs)
    for (const level of ['reminder', 'lead', 'order']) await owner`select escalate_clock(${id}, ${level}, now())`
}
async function enter(login: string): Promise<Page> {
  // A machine in another zone must count Sanya's days all the same. Without motion, no colour is looked at half way.
  const here = { viewport: DESKTOP, timezoneId: 'America/New_York', reducedMotion: 'reduce' } as const
  const { context } = await visit(browser, here)
  const page = await context.newPage()
  await page.goto(sites.officeUrl)
  await signIn(page, login)
  return page
}
/** The page as it stands, wide and narrow, light and dark: nothing that axe finds, nothing wider than the window. */
async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page)
  await page.setViewportSize(PHONE)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await page.setViewportSize(DESKTOP)
  await page.emulateMedia({ colorScheme: 'light' })
}
async function lockAndUnlock(page: Page): Promise<void> {
  await page.getByTestId('lock').click()
  await unlock(page)
}
async function unlock(page: Page): Promise<void> {
  await page.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await page.getByTestId('unlock-submit').click()
  await page.getByTestId('account-menu').waitFor({ timeout: 30_000 })
}
async function toClocks(): Promise<void> {
  await lead.getByTestId('nav-clocks').click()
  await lead.getByTestId('desk-orders').waitFor()
}

test('a lead sees what is overdue in words, and by keyboard comes to the tip that says the same', async () => {
  const complaints = complaintsOf(lead)
  const overdue = Number(/\d+/.exec((await lead.getByTestId('nav-overdue').textContent()) ?? '')?.[0])
  expect(overdue).toBeGreaterThan(0)
  await toClocks()
  const rows = lead.getByTestId('group-overdue').getByTestId('clock-row')
  expect(await rows.count()).toBe(overdue)
  const words = (await rows.first().getByTestId('left').textContent()) ?? ''
  expect(words).toMatch(/^超期 \d+ 个工作日$/)
  await expectGood(lead)
  await lead.keyboard.press('j')
  await lead.keyboard.press('Enter')
  await lead.getByTestId('due-line').getByText(words).first().waitFor()
  await lead.getByTestId('tip-due').getByText(words).first().waitFor()
  await lead.getByTestId('clock-history').getByTestId('run-judged').first().waitFor()
  expect(await lead.getByTestId('pause-open').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('the list is narrowed by its address, and an empty list says what would fill it', async () => {
  await toClocks()
  await lead.getByTestId('filter-kind').selectOption('accept')
  await lead.waitForURL(/kind=accept/)
  await expect.poll(() => lead.locator('[data-testid=clock-row]:not([data-kind=accept])').count()).toBe(0)
  await lead.getByTestId('filter-mine').click()
  await lead.getByTestId('clocks-empty').getByText('没有符合筛选条件').waitFor()
})

test('a clock is paused while the tipster is asked; the reason survives a lock and opens in the record', async () => {
  await toClocks()
  await lead.locator('[data-testid=group-soon], [data-testid=group-rest]').locator('[data-kind=decide]').first().click()
  await lead.getByTestId('tip-due').waitFor()
  await lead.getByTestId('answer-text').fill('请问您还记得车牌号吗')
  await lead.getByTestId('answer-question').check()
  await lead.getByTestId('answer-send').click()
  await lead.getByTestId('pause-open').press('Enter')
  await lead.getByTestId('pause-send').click()
  await lead.getByTestId('pause-missing').waitFor()
  await lead.getByTestId('reason').fill(REASON)
  await expectGood(lead)
  // As the idle clock does it, with the dialog open.
  await lead.evaluate(() => document.querySelector<HTMLElement>('[data-testid=lock]')?.click())
  await unlock(lead)
  await lead.getByTestId('pause-open').click()
  await expect.poll(() => lead.getByTestId('reason').inputValue()).toBe(REASON)
  await lead.getByTestId('pause-send').click()
  await lead
    .getByTestId('due-left')
    .getByText(/已暂停，恢复后还有 \d+ 个工作日/)
    .waitFor()
  await lead.getByTestId('pause-reason').getByText(REASON).waitFor()
  await expectGood(lead)
})

test('the inbox and the list say that it is paused, and it goes on when somebody says so', async () => {
  const tip = new URL(lead.url()).pathname.split('/').at(-1) ?? ''
  await lead.getByTestId('back').click()
  await lead.locator(`li:has([data-tip="${tip}"]) [data-testid=mark-clock][data-mark=paused]`).waitFor()
  await lead.locator('[data-testid=mark-clock][data-mark=over]').first().getByText('超期').waitFor()
  await expectGood(lead)
  await toClocks()
  await lead.getByTestId('group-paused').locator(`[data-tip="${tip}"]`).click()
  await lead.getByTestId('resume').press('Enter')
  await lead
    .getByTestId('due-left')
    .getByText(/^还有 \d+ 个工作日/)
    .first()
    .waitFor()
  await lead.getByTestId('clock-history').getByText('恢复计时').first().waitFor()
})

test('an order is answered by the lead; what was typed survives a lock', async () => {
  await toClocks()
  await lead.locator('[data-testid=desk-orders] [data-testid=order-row][data-status=issued]').first().press('Enter')
  await lead
    .getByTestId('order-head')
    .getByText(/已超期 \d+ 个工作日/)
    .waitFor()
  await lead.getByTestId('entry-send').click()
  await lead.getByTestId('entry-form').getByText('请填写内容').waitFor()
  await lead.getByTestId('entry-input').fill(FIRST_ANSWER)
  await lockAndUnlock(lead)
  await expect.poll(() => lead.getByTestId('entry-input').inputValue(), { timeout: 10_000 }).toBe(FIRST_ANSWER)
  await expectGood(lead)
  await lead.getByTestId('entry-send').click()
  await lead.getByTestId('entry-text').getByText(FIRST_ANSWER).waitFor()
  await lead.getByTestId('order-waits').getByText('等待审计').waitFor()
  const number = (await lead.getByTestId('order-number').textContent()) ?? ''
  await lead.getByTestId('order-tip').click()
  await lead.getByTestId('tip-due').getByRole('link', { name: number }).press('Enter')
  await lead.getByTestId('order-head').waitFor()
})

test('the auditor opens the answer, and sends it back with a reason', async () => {
  const number = (await lead.getByTestId('order-number').textContent()) ?? ''
  await auditor.getByTestId('nav-orders').click()
  await auditor.getByTestId('turn-auditor').click()
  await expectGood(auditor)
  await auditor.getByTestId('order-row').filter({ hasText: number }).press('Enter')
  await auditor.getByTestId('entry-text').getByText(FIRST_ANSWER).waitFor()
  await auditor.getByTestId('order-return').click()
  await auditor.getByTestId('entry-input').fill(SENT_BACK)
  await expectGood(auditor)
  await auditor.getByTestId('entry-send').click()
  await auditor.locator('[data-testid=order-status][data-status=returned]').waitFor()
})

test('the lead reads why, answers again, and the second answer is accepted', async () => {
  await lead.reload()
  await unlock(lead)
  await lead.getByTestId('entry-text').getByText(SENT_BACK).waitFor()
  await lead.getByTestId('entry-input').fill(SECOND_ANSWER)
  await lead.getByTestId('entry-send').click()
  await lead.getByTestId('entry-text').getByText(SECOND_ANSWER).waitFor()
  await auditor.reload()
  await unlock(auditor)
  await auditor.getByTestId('entry-text').getByText(SECOND_ANSWER).waitFor()
  await auditor.getByTestId('order-accept').click()
  await expectGood(auditor)
  await auditor.getByTestId('confirm').press('Enter')
  await auditor.getByTestId('order-done').waitFor()
})

test('on paper the order is a sheet with its number, what was asked and everything that was written', async () => {
  await auditor.emulateMedia({ media: 'print' })
  const sheet = auditor.getByTestId('order-sheet')
  for (const words of ['责任单位', FIRST_ANSWER, SENT_BACK, SECOND_ANSWER, '审计认可', '责任单位负责人']) {
    expect(await sheet.textContent()).toContain(words)
  }
  expect(await sheet.isVisible()).toBe(true)
  expect(await auditor.getByTestId('order-print').isVisible()).toBe(false)
  await auditor.emulateMedia({ media: 'screen' })
})

test('an answer that a colleague was faster with is told, and stays in its field', async () => {
  await toClocks()
  await lead.locator('[data-testid=desk-orders] [data-testid=order-row][data-status=issued]').first().click()
  await lead.getByTestId('entry-input').fill('延误原因：等待检验结果')
  const other = await enter('chen.haiming')
  await other.goto(lead.url())
  await unlock(other)
  await other.getByTestId('entry-input').fill('已办结')
  await other.getByTestId('entry-send').click()
  await other.getByTestId('order-waits').waitFor()
  await other.context().close()
  await lead.getByTestId('entry-send').click()
  await lead.getByTestId('entry-failure').getByText('没有丢失').waitFor()
  await lead.getByTestId('entry-text').getByText('已办结').waitFor()
  expect(await lead.getByTestId('entry-input').inputValue()).toBe('延误原因：等待检验结果')
})

test('deadlines change when a second administrator approves what the first proposed', async () => {
  const first = await enter('pan.lei')
  await first.getByTestId('nav-clock-rules').click()
  await first.getByTestId('propose-open').press('Enter')
  await first.getByTestId('proposal-reason').fill('支队长办公会议纪要')
  await first.getByTestId('proposal-send').click()
  await first.getByTestId('proposal-same').waitFor()
  await first.getByTestId('figure-decide').fill('500')
  await first.getByTestId('proposal-send').click()
  await first.getByText('请填写 1 至 120 的整数').waitFor()
  expect(await first.getByTestId('proposal-reason').inputValue()).toBe('支队长办公会议纪要')
  await expectGood(first)
  await first.getByTestId('figure-decide').fill('20')
  await first.keyboard.press('Enter')
  await first.getByTestId('proposal').waitFor()
  expect(await first.getByTestId('proposal-approve').count()).toBe(0)
  await first.context().close()

  const second = await enter('luo.yiming')
  await second.getByTestId('nav-clock-rules').click()
  const changed = second.getByTestId('figures-compared').locator('[data-figure=decide]')
  expect(await changed.textContent()).toMatch(/15\s*20\s*已改/)
  await expectGood(second)
  await second.getByTestId('proposal-approve').click()
  await second.getByTestId('confirm').click()
  await second.getByTestId('proposal').waitFor({ state: 'detached' })
  expect(await second.getByTestId('figures').locator('[data-figure=decide]').textContent()).toContain('20')
  await second.getByTestId('deadline-history').locator('summary').click()
  await second.getByTestId('deadline-history').getByText('15 → 20').waitFor()
  await second.context().close()
})

test('a year is entered by two who do not see each other’s days; a wrong second entry keeps what was typed', async () => {
  const first = await enter('pan.lei')
  await enterYear(first)
  await first.getByTestId('source-doc').fill('国办发明电〔2026〕9号')
  await first.getByTestId('paste').fill(`一、元旦：1月1日至3日放假，共3天。\n二、国庆节：10月1日至7日放假调休，共7天。`)
  await first.getByTestId('paste-read').press('Enter')
  await first.getByTestId('paste-told').getByText('放假 10 天').waitFor()
  await expectGood(first)
  await first.getByTestId('entry-send').click()
  await first.getByTestId('draft-waits').waitFor()
  expect(await first.getByTestId('second-entry').count()).toBe(0)
  await first.context().close()

  const second = await enter('luo.yiming')
  await second.getByTestId('nav-clock-rules').click()
  await second.getByTestId(`year-${NEXT_YEAR}`).click()
  await second.getByTestId('second-entry').click()
  expect(await second.getByTestId('year-table').count()).toBe(0)
  await addRange(second, `${NEXT_YEAR}-01-01`, `${NEXT_YEAR}-01-03`)
  await addRange(second, `${NEXT_YEAR}-10-01`, `${NEXT_YEAR}-10-08`)
  await second.getByTestId('entry-send').click()
  await second
    .getByTestId('entry-failure')
    .getByText(/有 1 天不一致/)
    .waitFor()
  expect(await second.getByTestId('year-table').getByRole('row').count()).toBe(3)
  await second.getByTestId('line-remove').last().press('Enter')
  await addRange(second, `${NEXT_YEAR}-10-01`, `${NEXT_YEAR}-10-07`)
  await second.getByTestId('entry-send').click()
  await second.getByTestId('notice').getByText('两次录入一致').waitFor()
  await second.getByTestId(`year-${NEXT_YEAR}`).click()
  await second.getByTestId('published').getByText('潘磊 首次录入，罗一鸣 第二次录入').waitFor()
  await second.getByTestId('year-view').getByText('休').first().waitFor()
  await expectGood(second)
  await second.context().close()
})

async function enterYear(page: Page): Promise<void> {
  await page.getByTestId('nav-clock-rules').click()
  await page.getByTestId(`year-${NEXT_YEAR}`).click()
  await page.getByTestId('year-enter').click()
  await page.getByTestId('year-entry').waitFor()
}
/** By keyboard: the last field adds on Enter, and the focus is back at the first. */
async function addRange(page: Page, from: string, to: string): Promise<void> {
  await page.getByTestId('range-from').fill(from)
  await page.getByTestId('range-to').fill(to)
  await page.getByTestId('range-to').press('Enter')
  await expect.poll(() => page.getByTestId('range-from').inputValue()).toBe('')
}
