import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'
import { complaintsOf, DEMO_PASSWORD, expectAccessible, signIn } from './office-acts.ts'
import { searchDatabase } from './search.ts'
import { startSites, type Sites } from './world.ts'

let sites: Sites
let browser: Browser
let opened: Page[] = []

beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
})
beforeEach(async () => {
  for (const page of opened) await page.context().close()
  opened = []
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

async function enter(login: string, options: Parameters<typeof visit>[1] = { viewport: DESKTOP }): Promise<Page> {
  const page = await (await visit(browser, options)).context.newPage()
  opened.push(page)
  await page.goto(sites.officeUrl)
  await signIn(page, login)
  return page
}

async function lockAndUnlock(page: Page): Promise<void> {
  await page.getByTestId('lock').click()
  await page.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await page.getByTestId('unlock-submit').click()
}

/** The operator's page with an empty form. */
async function atForm(options?: Parameters<typeof visit>[1]): Promise<Page> {
  const page = await enter('zhou.xiaolan', options)
  await page.getByTestId('take').click()
  await page.getByTestId('take-form').waitFor()
  return page
}

async function fill(page: Page, what: string, channel = 'phone'): Promise<void> {
  await page.getByTestId(`take-channel-${channel}`).check()
  await page.getByTestId('take-category-use').check()
  await page.getByTestId('take-district-jiyang').check()
  await page.getByTestId('take-what').fill(what)
}

async function send(page: Page): Promise<string> {
  await page.getByTestId('take-send').click()
  return codeOn(page)
}
async function codeOn(page: Page): Promise<string> {
  await page.getByTestId('taken').waitFor()
  const digits = await page.getByTestId('taken-code').locator('.digits').allTextContents()
  return digits.join('')
}

/** The tabs that lead to a control, as somebody without a mouse goes. */
async function tabTo(page: Page, testid: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))
    if (at === testid) return
  }
  throw new Error(`No way to ${testid} by keyboard`)
}

test('a call is taken by keyboard, the code read aloud and repeated; the caller follows it, the desk opens it', async () => {
  const page = await enter('zhou.xiaolan')
  const complaints = complaintsOf(page)
  await page.getByTestId('taken-list').waitFor()
  await tabTo(page, 'take')
  await page.keyboard.press('Enter')
  await page.getByTestId('take-form').waitFor()

  await tabTo(page, 'take-channel-phone')
  await page.keyboard.press('Space')
  await tabTo(page, 'take-category-dealing')
  await page.keyboard.press('Space')
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('ArrowDown')
  expect(await page.getByTestId('take-category-use').isChecked()).toBe(true)
  await tabTo(page, 'take-district-haitang')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await tabTo(page, 'take-what')
  await page.keyboard.type('  迎宾路旁三楼，每晚有人聚集，来电人听见争吵。 ')
  await tabTo(page, 'take-vehicles')
  await page.keyboard.type('琼B·0C302')
  await page.keyboard.press('Control+Enter')

  const code = await codeOn(page)
  expect(code).toMatch(/^\d{20}$/)
  const said = await page.getByTestId('taken-code').locator('.said').allTextContents()
  const spoken = Array.from(code, (digit) => '零一二三四五六七八九'[Number(digit)]).join('')
  expect(said.join(' ').replaceAll(' ', '')).toBe(spoken)
  expect(await page.content()).not.toContain('迎宾路')

  // Going on before the caller has repeated the last group asks for it.
  await page.getByTestId('code-told').click()
  expect(await page.getByTestId('repeated-said').textContent()).toContain('请先请对方复述')
  await page.keyboard.type(code.slice(-4, -1) + String((Number(code.at(-1)) + 1) % 10))
  await page.keyboard.press('Enter')
  expect(await page.getByTestId('repeated-said').textContent()).toContain('不一致')
  await page.keyboard.type(code.slice(-4))
  await page.keyboard.press('Enter')
  expect(await page.getByTestId('repeated-said').textContent()).toContain('正确')
  await page.getByTestId('code-told').click()
  const row = page.getByTestId('taken-row').first()
  await row.waitFor()
  for (const word of ['来电', '吸毒', '吉阳分局禁毒大队']) expect(await row.textContent()).toContain(word)
  expect(await page.content()).not.toContain(code.slice(0, 4) + code.slice(4, 8))
  expect(await page.getByTestId('taken-code').count()).toBe(0)
  await page.goBack()
  await page.getByTestId('take-form').waitFor()
  expect([await page.getByTestId('take-what').inputValue(), await page.getByTestId('taken-code').count()]).toEqual([
    '',
    0,
  ])
  expect(complaints).toEqual([])

  const citizen = await (await visit(browser, { viewport: PHONE })).context.newPage()
  opened.push(citizen)
  await citizen.goto(`${sites.publicUrl}/status`, { waitUntil: 'networkidle' })
  await citizen.fill('[name=code]', said.join(''))
  await citizen.click('main form button.main')
  await citizen.waitForSelector('[data-testid=tip-status]')
  expect(await citizen.textContent('[data-testid=tip-status]')).toBe('已收到，等待受理')

  const officer = await enter('su.ting')
  await officer.getByTestId('tip-row').filter({ hasText: '迎宾路旁三楼' }).click()
  await officer.getByTestId('tip-report').locator('.what').waitFor()
  expect(await officer.getByTestId('tip-report').locator('.what').textContent()).toBe(
    '迎宾路旁三楼，每晚有人聚集，来电人听见争吵。',
  )
  expect(await officer.getByTestId('tip-taken').textContent()).toMatch(/来电.*周晓岚/)
  const { hits } = await searchDatabase(sites.database.owner, ['迎宾路旁', '琼B·0C302', code])
  expect(hits).toEqual([])
  expect(sites.output.join('')).not.toMatch(new RegExp(`迎宾路|${code}`))
})

test('a form with gaps says what is missing and keeps everything', async () => {
  const page = await atForm({ viewport: PHONE })
  await page.getByTestId('take-place').fill('某村口的小卖部')
  await page.getByTestId('take-wantsReward').check()
  await page.getByTestId('take-what').fill('x'.repeat(12_001))
  await page.setInputFiles('[data-testid=take-files]', [
    { name: '空.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  ])
  await page.getByTestId('take-send').click()
  const summary = page.getByTestId('take-wrong')
  await summary.waitFor()
  expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true)
  expect(await summary.locator('li').allTextContents()).toEqual([
    '请选择来源',
    '请选择类别',
    '请选择所在区，说不清就选“不确定”',
    '看到或听到的情况多了 1 个字，请缩短一些',
    '文件“空.txt”是空的，请移除或重新选择',
  ])
  expect(await page.getByTestId('take-place').inputValue()).toBe('某村口的小卖部')
  expect(await page.getByTestId('take-wantsReward').isChecked()).toBe(true)
  expect(await page.getByTestId('take-files-chosen').textContent()).toContain('空.txt')
  await summary.getByRole('link', { name: '请选择类别' }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('take-category')
})

test('a connection that is lost after the server stored the tip loses nothing: sent again, it is one tip', async () => {
  const page = await atForm()
  await fill(page, '断线前录入的话', 'letter')
  const sent: string[] = []
  await page.route('**/api/taken', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    sent.push(route.request().postData() ?? '')
    await route.fetch()
    await route.abort('connectionreset')
  })
  await page.getByTestId('take-send').click()
  await page.getByTestId('take-resend').waitFor()
  await page.getByTestId('take-back').click()
  expect(await page.getByTestId('take-what').inputValue()).toBe('断线前录入的话')

  sent.length = 0
  await page.getByTestId('take-send').click()
  await page.getByTestId('take-resend').waitFor()
  await page.unroute('**/api/taken')
  page.on('request', (request) => {
    if (request.url().endsWith('/api/taken') && request.method() === 'POST') sent.push(request.postData() ?? '')
  })
  await page.getByTestId('take-resend').click()
  expect(await codeOn(page)).toMatch(/^\d{20}$/)
  expect(new Set(sent).size).toBe(1)
  const { tip } = JSON.parse(sent[0] ?? '{}') as { tip: { id: string } }
  const [found] = await sites.database.owner`select count(*)::int as times from tips where id = ${tip.id}`
  expect(found?.['times']).toBe(1)
  // Nobody is there to repeat anything after a letter.
  expect(await page.getByTestId('repeat').count()).toBe(0)
  await page.getByTestId('code-untold').click()
  await page.getByTestId('taken-row').first().waitFor()
})

test('what was typed, and a code that was not yet told, come back after a lock', async () => {
  const page = await atForm()
  await fill(page, `锁定前录入的话${'，很长'.repeat(3900)}`, 'visit')
  await page.setInputFiles('[data-testid=take-files]', [
    { name: '来访材料.txt', mimeType: 'text/plain', buffer: Buffer.from('x') },
  ])
  await lockAndUnlock(page)
  await page.getByTestId('take-restored').waitFor()
  expect(await page.getByTestId('take-what').inputValue()).toMatch(/^锁定前录入的话/)
  expect(await page.getByTestId('take-channel-visit').isChecked()).toBe(true)
  expect(await page.getByTestId('take-form').textContent()).toContain('请重新选择：来访材料.txt')
  const code = await send(page)
  await lockAndUnlock(page)
  expect(await codeOn(page)).toBe(code)
})

test('a report on its way goes on behind a lock, and its code waits for whoever sent it', async () => {
  const page = await atForm()
  await fill(page, '锁定时还在送达的话')
  let answer = (): void => {}
  const held = new Promise<void>((resolve) => (answer = resolve))
  const arrived = page.waitForRequest((request) => request.url().endsWith('/api/taken') && request.method() === 'POST')
  await page.route('**/api/taken', async (route) => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })
  await page.getByTestId('take-send').click()
  await arrived
  await page.getByTestId('lock').click()
  await page.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  const stored = page.waitForResponse((response) => response.url().endsWith('/api/taken'))
  answer()
  await stored
  expect(await page.content()).not.toContain('锁定时还在送达的话')
  await page.getByTestId('unlock-submit').click()
  expect(await codeOn(page)).toMatch(/^\d{20}$/)
})

test('a session that ended meanwhile costs nothing that was typed', async () => {
  const page = await atForm()
  await fill(page, '登录失效前录入的话')
  await sites.database.owner`delete from sessions where staff_id = (select id from staff where login = 'zhou.xiaolan')`
  await page.getByTestId('take-send').click()
  await page.getByTestId('sign-in').waitFor()
  await signIn(page, 'zhou.xiaolan')
  await page.getByTestId('take-restored').waitFor()
  expect(await page.getByTestId('take-what').inputValue()).toBe('登录失效前录入的话')
  expect(await send(page)).toMatch(/^\d{20}$/)
})

test('a code clears itself after a warning, unless more time is asked for', async () => {
  const page = await atForm()
  await page.clock.install()
  await fill(page, '说完就挂断的来电')
  await send(page)
  await page.clock.fastForward(9.5 * 60_000)
  await page.keyboard.press('Shift')
  await page.getByTestId('code-warning').waitFor()
  await page.getByTestId('code-more').click()
  await page.getByTestId('code-warning').waitFor({ state: 'detached' })
  await page.clock.fastForward(3 * 60_000)
  expect(await page.getByTestId('taken-code').count()).toBe(1)
  await page.clock.fastForward(3 * 60_000)
  await page.getByTestId('taken-row').first().waitFor()
  await page.getByTestId('notice').getByText('自动清除').waitFor()
})

test('a visitor’s slip says the code and what it is for, and nothing that gives them away', async () => {
  const page = await atForm()
  await fill(page, '来访人反映的情况', 'visit')
  const code = await send(page)
  await page.evaluate(() => Object.assign(globalThis, { print: () => Object.assign(globalThis, { printed: true }) }))
  await page.getByTestId('print-slip').click()
  expect(await page.evaluate(() => (globalThis as unknown as { printed?: boolean }).printed)).toBe(true)
  await page.emulateMedia({ media: 'print' })
  const slip = page.getByTestId('slip')
  const text = (await slip.innerText()).replace(/\s+/g, ' ')
  expect(text.replace(/\D/g, '')).toContain(code)
  expect(text).toMatch(/^查询凭条/)
  expect(text).toContain('妥善保管，遗失不补')
  expect(`${text} ${await page.title()}`).not.toMatch(/毒|警|公安|鹿哨|举报|来访人反映/)
  expect(await page.locator('body').innerText()).not.toMatch(/毒|警|公安|鹿哨|举报/)
  for (const paper of [{ width: '80mm', height: '160mm' }, { format: 'A6' }]) {
    const pdf = (await page.pdf(paper)).toString('latin1')
    expect(pdf.match(/\/MediaBox/g), JSON.stringify(paper)).toHaveLength(1)
  }
})

test('an investigator reaches the same form from the inbox', async () => {
  const page = await enter('su.ting')
  await page.getByTestId('inbox-take').click()
  await fill(page, '当面向办案民警反映的情况', 'visit')
  await send(page)
  await page.getByTestId('code-untold').click()
  await page.getByTestId('tip-row').filter({ hasText: '当面向办案民警' }).waitFor()
})

test('whoever may not take reports is told so', async () => {
  const page = await enter('xu.jing')
  await page.getByTestId('desk-home').waitFor()
  await page.goto(`${page.url()}/take`)
  await page.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await page.getByTestId('unlock-submit').click()
  await page.locator('main .box.warn').waitFor()
  expect(await page.getByTestId('take-form').count()).toBe(0)
})

test.each([
  [DESKTOP, 'light'],
  [DESKTOP, 'dark'],
  [PHONE, 'light'],
  [PHONE, 'dark'],
] as const)(
  'axe finds nothing at %o in %s: home, form, gaps, code, in both languages',
  async (viewport, colorScheme) => {
    const page = await enter('zhou.xiaolan', { viewport, colorScheme, bypassCSP: true })
    await page.getByTestId('taken-list').waitFor()
    await expectAccessible(page)
    await page.getByTestId('take').click()
    await page.getByTestId('take-form').waitFor()
    await expectAccessible(page)
    await page.getByTestId('take-send').click()
    await page.getByTestId('take-wrong').waitFor()
    await expectAccessible(page)
    await fill(page, '一段话', 'visit')
    await send(page)
    await page.getByTestId('code-told').click()
    await expectAccessible(page)
    await page.getByTestId('account-menu').click()
    await page.getByTestId('language').click()
    await page.keyboard.press('Escape')
    await expectAccessible(page)
  },
)
