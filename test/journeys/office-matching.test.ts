import { randomBytes } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { District } from '#contract/places.ts'
import { impatient } from '../../web/reporting/again.ts'
import { sendTip } from '../../web/reporting/send-tip.ts'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'
import { complaintsOf, expectAccessible, signIn } from './office-acts.ts'
import { startSites, type Sites } from './world.ts'

const [SHOP, SHOP_AGAIN, PIER, ABROAD, ROOM] = [
  '港门村口小卖部后面，每天晚上八点左右有人拿小塑料袋换现金，领头的叫阿明。',
  '港门村口小卖部后面，每天晚上八点多有人拿小塑料袋换现金，领头的叫阿明，他开车来。',
  'A white van picks up small packages at the old pier every Friday. The plate is 琼b 7d352.',
  '文昌路上看到琼B7D352来送东西，司机不下车。',
  '出租屋里常有陌生人进出，味道刺鼻，阿明也来过。',
]
let sites: Sites
let browser: Browser

beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
  await tell('jiyang', SHOP, '琼B·7D352 白色面包车')
  await tell('jiyang', SHOP_AGAIN, '瓊Ｂ－７Ｄ３５２')
  await tell('jiyang', PIER)
  await tell('tianya', ABROAD)
  await tell('jiyang', ROOM)
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

/** Sends a tip as a citizen's browser would, with a code derived quickly. */
async function tell(district: District, what: string, vehicles = ''): Promise<void> {
  const deps = {
    send: (path: string, init: RequestInit) => fetch(sites.publicUrl + path, init),
    derive: () => Promise.resolve(new Uint8Array(randomBytes(32))),
    patience: impatient,
  }
  const empty = { who: '', when: '', place: '', phones: '', accounts: '', parcels: '', name: '', contact: '' }
  const said = { language: 'zh', sealedOnArrival: false, mayAsk: true, wantsReward: false } as const
  const sent = await sendTip(deps, {
    category: 'dealing',
    district,
    report: { ...empty, ...said, what, vehicles },
    files: [],
  })
  expect(sent.is).toBe('sent')
}
async function enter(login: string, options: Parameters<typeof visit>[1] = { viewport: DESKTOP }): Promise<Page> {
  const page = await (await visit(browser, options)).context.newPage()
  await page.goto(sites.officeUrl)
  await signIn(page, login)
  return page
}
async function unindexedAt(desk: string): Promise<number> {
  const [row] = await sites.database.owner`
    select count(*)::int as left from tip_states s join desks d on d.id = s.desk_id left join tip_indexes i using (tip_id)
    where d.name_zh like ${`${desk}%`} and i.tip_id is null`
  return Number(row?.['left'])
}
/** Signs in and stays until the browser has indexed the desk. */
async function enterIndexed(login: string, desk: string, options?: Parameters<typeof visit>[1]): Promise<Page> {
  const page = await enter(login, options)
  await expect.poll(() => unindexedAt(desk), { timeout: 60_000 }).toBe(0)
  return page
}
async function openTip(page: Page, words: string): Promise<void> {
  await page.getByTestId('nav-search').or(page.getByTestId('back')).first().waitFor()
  await page.getByRole('navigation').getByRole('link', { name: '线索', exact: true }).click()
  await page
    .getByTestId('tip-row')
    .filter({ hasText: words.slice(0, 24) })
    .click()
  await page.getByTestId('chip').or(page.getByText('没有识别出')).first().waitFor()
}
async function search(page: Page, text: string): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('/')
  await page.getByTestId('search-box').fill(text)
  const asked = page.waitForResponse('**/api/search')
  await page.keyboard.press('Enter')
  await asked
  await page.locator('[data-testid=search-state][data-busy=false]').waitFor()
}
const results = (page: Page): ReturnType<Page['getByTestId']> => page.getByTestId('search-result')
const numberOf = async (page: Page): Promise<string> => (await page.getByTestId('tip-number').textContent()) ?? ''
const leave = (page: Page): Promise<void> => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())

test('the browser indexes the desk in the background, says how far it is and where it fails, and then is quiet', async () => {
  const page = await enter('su.ting')
  const complaints = complaintsOf(page)
  const state = page.getByTestId('indexing')
  await page.evaluate(() => {
    crypto.getRandomValues = () => {
      throw new Error('no randomness')
    }
  })
  // Of the five tips that were asked for, each was tried.
  await state.getByText('5 条线索未能编入检索索引').waitFor()
  await state.getByText('正在建立检索索引').waitFor()
  await page.getByTestId('lock').click()
  await page.evaluate(() => Reflect.deleteProperty(crypto, 'getRandomValues'))
  await page.getByTestId('unlock-password').fill('lushao-demo-2026')
  await page.getByTestId('unlock-submit').click()
  await expect.poll(() => unindexedAt('吉阳'), { timeout: 60_000 }).toBe(0)
  await expect.poll(() => state.textContent()).toBe('')
  expect(complaints).toEqual([])
})

test('a plate written in three ways is found by a fourth; neither the address nor the server learns it', async () => {
  const page = await enterIndexed('su.ting', '吉阳')
  const sent: string[] = []
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
  await search(page, '琼B 7D352')
  await expect.poll(() => results(page).count()).toBe(3)
  await page.getByTestId('search-understood').getByText('车牌').waitFor()
  expect(await page.locator('mark').allTextContents()).toEqual(['琼b 7d352', '瓊Ｂ－７Ｄ３５２', '琼B·7D352'])
  expect(decodeURIComponent(page.url())).not.toContain('7D352')
  expect(sent.filter((text) => /7d352/i.test(decodeURIComponent(text)))).toEqual([])

  // By keyboard into the second and back: the results stand as they were.
  await leave(page)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByTestId('tip-report').getByText('他开车来').waitFor()
  await page.goBack()
  await expect.poll(() => results(page).count()).toBe(3)
  await leave(page)
  await page.keyboard.press('/')
  expect(await page.getByTestId('search-box').inputValue()).toBe('琼B 7D352')
  expect(await results(page).count()).toBe(3)
})

test('a search that nobody looks at any more opens no further tip, and goes on when somebody comes back', async () => {
  const page = await enterIndexed('su.ting', '吉阳')
  const opened: string[] = []
  const { promise: isLeft, resolve: left } = Promise.withResolvers<void>()
  await page.route('**/api/tips/*/sealed', async (route) => {
    opened.push(route.request().url())
    await isLeft
    await route.continue()
  })
  await page.keyboard.press('/')
  await page.getByTestId('search-box').fill('琼B 7D352')
  await page.keyboard.press('Enter')
  await expect.poll(() => opened.length).toBe(1)
  await page.getByRole('navigation').getByRole('link', { name: '线索', exact: true }).click()
  await page.getByTestId('tip-row').first().waitFor()
  const answered = page.waitForResponse('**/api/tips/*/sealed')
  left()
  await answered
  await page.waitForTimeout(500)
  expect(opened.length).toBe(1)
  await page.goBack()
  await expect.poll(() => results(page).count()).toBe(3)
  expect(new Set(opened).size).toBe(3)
})

test('words are found in Chinese and in English, and what only looks like it is not', async () => {
  const page = await enterIndexed('su.ting', '吉阳')
  await search(page, '小塑料袋 现金')
  await expect.poll(() => results(page).count()).toBe(2)
  await search(page, 'Packages PIER')
  await expect.poll(() => results(page).count()).toBe(1)
  expect(await results(page).locator('mark').allTextContents()).toEqual(['packages', 'pier'])
  await search(page, '塑料小袋')
  await page.getByTestId('search-empty').waitFor()
  await expectAccessible(page)
  // A lock forgets what was looked for.
  await page.getByTestId('lock').click()
  await page.getByTestId('unlock-password').fill('lushao-demo-2026')
  await page.getByTestId('unlock-submit').click()
  await page.getByTestId('search-box').waitFor({ timeout: 30_000 })
  expect(await page.getByTestId('search-box').inputValue()).toBe('')
})

test('a guessed name is confirmed, found by a click, and taken away again; two officers at once lose nothing', async () => {
  const page = await enterIndexed('su.ting', '吉阳')
  await openTip(page, SHOP)
  const colleague = await enter('huang.mingke')
  await openTip(colleague, SHOP)
  const guess = page.getByTestId('chip-guessed').filter({ hasText: '阿明' })
  await guess.getByTestId('chip-confirm').click()
  await page.getByTestId('chip').filter({ hasText: '阿明' }).waitFor()

  await colleague.getByTestId('chip-add').locator('summary').click()
  await colleague.getByTestId('chip-add-kind').selectOption('mobile')
  await colleague.getByTestId('chip-add-value').fill('1380013')
  await colleague.getByTestId('chip-add-send').click()
  await colleague.getByTestId('chip-add-wrong').getByText('手机').waitFor()
  expect(await colleague.getByTestId('chip-add-value').inputValue()).toBe('1380013')
  await expectAccessible(colleague)
  await colleague.getByTestId('chip-add-value').fill('139 0000 7788')
  await colleague.getByTestId('chip-add-send').click()
  await colleague.getByTestId('chip').filter({ hasText: '139 0000 7788' }).waitFor()
  await colleague.getByTestId('chip').filter({ hasText: '阿明' }).waitFor()

  await openTip(page, ROOM)
  await page.getByTestId('chip-guessed').filter({ hasText: '阿明' }).getByTestId('chip-confirm').click()
  await page.getByTestId('chip').filter({ hasText: '阿明' }).getByTestId('chip-search').click()
  // The two where it was confirmed, and the one that has it in its words.
  await expect.poll(() => results(page).count()).toBe(3)
  // No text has this number: only the officer who added it.
  await search(page, '+86 139-0000-7788')
  await expect.poll(() => results(page).allTextContents()).toEqual([expect.stringContaining('139 0000 7788')])
  await page.goBack()
  await page.goBack()
  const chip = page.getByTestId('chip').filter({ hasText: '阿明' })
  await chip.getByTestId('chip-reject').click()
  await chip.waitFor({ state: 'detached' })
  await page.getByTestId('chips-rejected').locator('summary').click()
  await page.getByTestId('chip-restore').click()
  await chip.waitFor()
})

test('what belongs together is shown with its reasons, compared, and marked duplicate or unrelated by one key', async () => {
  const page = await enterIndexed('su.ting', '吉阳')
  await openTip(page, SHOP_AGAIN)
  const second = await numberOf(page)
  await page.getByTestId('move-accept').click()
  await page.locator('[data-testid=tip-stage][data-stage=accepted]').waitFor()
  await openTip(page, SHOP)
  const related = page.getByTestId('related-tip')
  await related.filter({ hasText: second }).waitFor()
  const same = related.filter({ hasText: second })
  await same.getByTestId('related-near').waitFor()
  expect(await same.getByTestId('related-shared').textContent()).toContain('琼B·7D352')
  await same.getByTestId('related-compare').click()
  await page.getByTestId('compare-other').locator('mark', { hasText: '，他开车来' }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await leave(page)
  await page.keyboard.press('d')
  await page.getByTestId('related-said').getByText('标为重复').waitFor()
  // The other was accepted first, though it came later: it stays first.
  await page.getByTestId('is-duplicate').getByRole('link', { name: second }).waitFor()
  await page.keyboard.press('w')
  await page.getByTestId('related-said').getByText('标为无关').waitFor()
  await page.getByTestId('unrelated').waitFor()
  await page.getByTestId('related-undo').click()
  await page.getByTestId('unrelated').waitFor({ state: 'detached' })
  await page.getByTestId('is-duplicate').getByRole('link').click()
  await page.getByTestId('tip-report').getByText('他开车来').waitFor()
  await page.getByTestId('related-tip').getByText('以本线索为准').waitFor()
  await expectAccessible(page)
})

test('another desk learns only that there is something, and whom to ask', async () => {
  const theirs = await enterIndexed('wu.qingyan', '天涯')
  await search(theirs, '琼B7D352')
  await expect.poll(() => results(theirs).count()).toBe(1)
  await results(theirs).click()
  const told = theirs.getByTestId('related-elsewhere').filter({ hasText: '吉阳' })
  await told.getByText('有 3 条线索提到相同的标识').waitFor()
  expect(await told.textContent()).toContain('黄明珂')
  expect(await theirs.getByTestId('related-tip').count()).toBe(0)

  const ours = await enterIndexed('su.ting', '吉阳')
  await openTip(ours, PIER)
  await ours.getByTestId('related-elsewhere').getByText('吴清岩').waitFor()
})

test('the picture of links is walked by keyboard, and its table says the same', async () => {
  const page = await enterIndexed('su.ting', '吉阳')
  const complaints = complaintsOf(page)
  await openTip(page, PIER)
  await page.keyboard.press('g')
  await page.getByTestId('picture-node').first().waitFor()
  const kinds = await page.getByTestId('picture-row').evaluateAll((rows) => rows.map((row) => row.dataset['kind']))
  expect(kinds.length).toBe(await page.getByTestId('picture-node').count())
  const row = page.getByTestId('picture-row').filter({ has: page.getByRole('rowheader', { name: '琼B7D352' }) })
  expect(await row.getByRole('listitem').count()).toBe(3)
  await expectAccessible(page)

  await page.getByTestId('picture').focus()
  const title = page.getByTestId('picture-side').locator('h2')
  const before = await title.textContent()
  for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']) {
    if ((await title.textContent()) === before) await page.keyboard.press(key)
  }
  await expect.poll(() => title.textContent()).toBe('琼B7D352')
  await page.keyboard.press('+')
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('0')
  await page.getByTestId('picture-walk').first().click()
  await page.getByTestId('picture').focus()
  await page.keyboard.press('Enter')
  await page.getByTestId('tip-report').locator('.what').waitFor()
  expect(complaints).toEqual([])
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`search, matches and the picture on a phone, ${colorScheme}, in both languages`, async () => {
    const page = await enterIndexed('su.ting', '吉阳', { viewport: PHONE, colorScheme })
    await search(page, '琼B7D352')
    await expect.poll(() => results(page).count()).toBe(3)
    await expectAccessible(page)
    await results(page).first().click()
    await page.getByTestId('related-tip').first().waitFor()
    await expectAccessible(page)
    await page.getByTestId('account-menu').click()
    await page.getByTestId('language').click()
    await page.keyboard.press('Escape')
    await page.getByTestId('to-picture').click()
    await page.getByTestId('picture-node').first().waitFor()
    await expectAccessible(page)
    await page.setViewportSize(DESKTOP)
    await expectAccessible(page)
  })
}
