import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'
import { complaintsOf, DEMO_PASSWORD, expectAccessible, signIn } from './office-acts.ts'
import { startSites, type Sites } from './world.ts'

const JOINER_PASSWORD = 'seven quiet boats at noon'
const NARROW = { width: 320, height: 640 }
const TABLET = { width: 700, height: 900 }
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

async function open(address: string, options: BrowserContextOptions = { viewport: DESKTOP }): Promise<Page> {
  const page = await (await visit(browser, options)).context.newPage()
  await page.goto(address)
  return page
}
async function enter(login: string, options?: BrowserContextOptions): Promise<Page> {
  const page = await open(sites.officeUrl, options)
  await signIn(page, login)
  return page
}
async function atMembers(login: string, options?: BrowserContextOptions): Promise<Page> {
  const page = await enter(login, options)
  await page.getByTestId('nav-members').click()
  await page.getByTestId('members').waitFor()
  return page
}
async function toMembersOf(page: Page, desk: string): Promise<void> {
  await page.getByTestId('desk-switcher').click()
  await page.getByRole('link', { name: desk }).click()
  await page.getByTestId('desk-switcher').filter({ hasText: desk }).waitFor()
  await page.getByTestId('nav-members').click()
}
async function invite(page: Page, name: string): Promise<string> {
  await page.getByTestId('invite-name').fill(name)
  await page.getByTestId('invite-send').click()
  await page.getByTestId('qr-code').waitFor()
  await expectAccessible(page)
  const link = await page.getByTestId('invite-link').inputValue()
  await page.keyboard.press('Escape')
  return link
}
async function joinBy(link: string, login: string): Promise<Page> {
  const page = await open(link, { viewport: PHONE, colorScheme: 'dark' })
  await page.getByTestId('join-login').fill(login)
  await page.getByTestId('new-password').fill(JOINER_PASSWORD)
  await page.getByTestId('new-password-again').fill(JOINER_PASSWORD)
  await expectAccessible(page)
  await page.setViewportSize(NARROW)
  await expectAccessible(page)
  await page.getByTestId('join-send').click()
  await page.getByTestId('joined').waitFor({ timeout: 30_000 })
  await expectAccessible(page)
  return page
}
const rowOf = (page: Page, login: string): ReturnType<Page['locator']> =>
  page.locator(`[data-testid=member-row][data-login="${login}"]`)

test('an invitation that was withdrawn opens nothing, and says whom to ask', async () => {
  const lead = await atMembers('fu.zhiyuan')
  const complaints = complaintsOf(lead)
  const link = await invite(lead, '符小海')
  const row = lead.getByTestId('invitation-row').filter({ hasText: '符小海' })
  await row.getByTestId('invitation-withdraw').click()
  await expectAccessible(lead)
  await lead.getByTestId('confirm').click()
  await row.waitFor({ state: 'detached' })
  await lead.getByText('邀请已撤回').waitFor()

  const invited = await open(link, { viewport: PHONE, colorScheme: 'dark' })
  await invited.getByTestId('join-refused').getByText('已撤回').waitFor()
  expect(await invited.getByTestId('join-form').count()).toBe(0)
  await expectAccessible(invited)
  expect(complaints).toEqual([])
})

test('a broken link is told from a used one, and the door fits the narrowest phone', async () => {
  const page = await open(`${sites.officeUrl}/join#abc`, { viewport: NARROW })
  await page.getByTestId('join-broken').waitFor()
  await expectAccessible(page)
  await page.goto(sites.officeUrl)
  await page.getByTestId('login').waitFor()
  await expectAccessible(page)
})

test('a removed member loses the desk at once', async () => {
  const member = await enter('su.ting')
  await member.getByTestId('tip-row').first().waitFor()
  const lead = await atMembers('huang.mingke')
  await rowOf(lead, 'su.ting').getByTestId('remove-open').click()
  await expectAccessible(lead)
  await lead.getByTestId('confirm').click()
  await rowOf(lead, 'su.ting').waitFor({ state: 'detached' })

  await member.getByTestId('tip-row').first().click()
  await member.getByTestId('tip-gone').waitFor()
  await member.reload()
  await member.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await member.getByTestId('unlock-submit').click()
  await member.getByText('不属于您的单位').waitFor({ timeout: 30_000 })
  expect(await member.getByTestId('tip-row').count()).toBe(0)
})

test('the last lead cannot leave a desk; one of two can', async () => {
  const lead = await enter('chen.haiming')
  await toMembersOf(lead, '崖州分局')
  await rowOf(lead, 'mai.haisheng').waitFor()
  await rowOf(lead, 'chen.haiming').getByTestId('remove-open').click()
  await lead.getByTestId('confirm').click()
  await lead.getByTestId('remove-dialog').getByText('至少要保留一名').waitFor()
  await lead.keyboard.press('Escape')
  expect(await rowOf(lead, 'chen.haiming').count()).toBe(1)

  await toMembersOf(lead, '海棠分局')
  await rowOf(lead, 'fu.zhiyuan').waitFor()
  await rowOf(lead, 'chen.haiming').getByTestId('remove-open').click()
  await lead.getByTestId('confirm').click()
  await lead.getByText('您已退出海棠').waitFor()
  await lead.getByTestId('desk-switcher').click()
  expect(await lead.getByRole('link', { name: '海棠分局' }).count()).toBe(0)
})

test('a wrong address for the mails stays as it was typed; a right one is kept', async () => {
  const lead = await atMembers('wu.qingyan')
  await lead.getByTestId('desk-mail').fill('jindu@')
  await lead.getByTestId('desk-mail-save').click()
  await lead.getByText('邮箱地址不正确').waitFor()
  expect(await lead.getByTestId('desk-mail').inputValue()).toBe('jindu@')
  await expectAccessible(lead)
  await lead.getByTestId('desk-mail').fill('jindu@tianya.example')
  await lead.getByTestId('desk-mail-save').click()
  await lead.getByText('提醒邮箱已保存').waitFor()
  await lead.reload()
  await lead.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await lead.getByTestId('unlock-submit').click()
  await expect
    .poll(() => lead.getByTestId('desk-mail').inputValue({ timeout: 30_000 }), { timeout: 30_000 })
    .toBe('jindu@tianya.example')
})

test('a key that was swapped in the database is not handed the desk', async () => {
  const lead = await atMembers('fu.zhiyuan')
  const link = await invite(lead, '林小满')
  const joiner = await joinBy(link, 'lin.xiaoman')
  await joiner.close()
  const { owner } = sites.database
  await owner`update staff set member_recipient = (select member_recipient from staff where login = 'pan.lei')
    where login = 'lin.xiaoman'`
  await lead.reload()
  await lead.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await lead.getByTestId('unlock-submit').click()
  await rowOf(lead, 'lin.xiaoman').getByTestId('hand-over-open').click({ timeout: 30_000 })
  await lead.getByTestId('hand-over-forged').getByText('请勿交付密钥').waitFor()
  expect(await lead.getByTestId('hand-over-send').count()).toBe(0)
  await expectAccessible(lead)

  await lead.keyboard.press('Escape')
  const again = await open(link)
  await again.getByTestId('join-refused').getByText('已使用').waitFor()
})

test('signing out forgets the session here and at the server', async () => {
  const page = await enter('wang.liheng')
  await page.getByTestId('first-line').first().waitFor()
  await page.getByTestId('account-menu').click()
  await page.getByTestId('sign-out').click()
  await page.getByTestId('login').waitFor()
  expect(await page.getByTestId('tip-row').count()).toBe(0)
  await page.reload()
  await page.getByTestId('login').waitFor()
  await page.goBack()
  expect((await page.request.get(`${sites.officeUrl}/api/session`)).ok()).toBe(false)
})

for (const viewport of [PHONE, NARROW, TABLET]) {
  test(`in English, dark, ${viewport.width} wide: inbox, tip, transfer, members, account`, async () => {
    const page = await enter('chen.haiming', { viewport, colorScheme: 'dark', locale: 'en-GB' })
    await page.getByTestId('account-menu').click()
    await page.getByTestId('language').click()
    await page.keyboard.press('Escape')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.getByTestId('first-line').first().waitFor()
    await expectAccessible(page)
    await page.getByTestId('desk-switcher').click()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.getByTestId('tip-row').first().click()
    await page.getByTestId('tip-report').locator('.what').waitFor()
    await page.getByTestId('views').locator('summary').click()
    await expectAccessible(page)
    await page.getByTestId('transfer-open').click()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.getByTestId('nav-members').click()
    await page.getByTestId('members').waitFor()
    await expectAccessible(page)
    await page.getByTestId('account-menu').click()
    await page.getByTestId('nav-account').click()
    await page.getByTestId('change-password').waitFor()
    await expectAccessible(page)
  })
  test(`every account on a page ${viewport.width} wide, each with its button in view`, async () => {
    const page = await enter('luo.yiming', { viewport })
    await page.getByTestId('desk-home').waitFor()
    await expectAccessible(page)
    await page.getByTestId('nav-staff').click()
    await page.getByTestId('staff').waitFor()
    await expectAccessible(page)
    const stop = await page
      .locator('[data-testid=staff-row][data-login="xu.jing"]')
      .getByTestId('staff-stop')
      .boundingBox()
    expect((stop?.x ?? 999) + (stop?.width ?? 999)).toBeLessThanOrEqual(viewport.width)
  })
}
