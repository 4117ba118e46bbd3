import { readFile } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'
import Papa from 'papaparse'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'
import { complaintsOf, DEMO_PASSWORD, expectAccessible, signIn } from './office-acts.ts'
import { startSites, type Sites } from './world.ts'

const TITLE = '“11·24”专案'
let sites: Sites
let browser: Browser
let lin: Page
let wang: Page
/** The address of the case that the first test makes, without its host. */
let address: string

beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
  lin = await enter('lin.yue')
  wang = await enter('wang.liheng')
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

async function enter(login: string, options: Parameters<typeof visit>[1] = {}): Promise<Page> {
  // A machine in another zone must enter Sanya's times all the same.
  const { context } = await visit(browser, { viewport: DESKTOP, timezoneId: 'America/New_York', ...options })
  const page = await context.newPage()
  await page.goto(sites.officeUrl)
  await signIn(page, login)
  return page
}
/** Goes to the cases and opens one by its title. */
async function openCase(page: Page, title = TITLE): Promise<void> {
  await page.getByTestId('nav-cases').click()
  await page.getByTestId('case-row').filter({ hasText: title }).first().click()
  await page.getByTestId('case-heading').getByText(title).waitFor()
}
const stepOf = (page: Page, step: string) => page.locator(`[data-testid=step][data-step=${step}]`)

async function enterStep(page: Page, step: string, at: string): Promise<void> {
  await page.getByTestId(`step-enter-${step}`).click()
  await page.getByTestId('step-at').fill(at)
  await page.getByTestId('step-send').click()
}

test('a case is made from a tip by keyboard, and a warning stands by a title that tells too much', async () => {
  const complaints = complaintsOf(lin)
  await lin.getByTestId('first-line').first().waitFor()
  await lin.keyboard.press('j')
  await lin.keyboard.press('Enter')
  await lin.getByTestId('tip-report').locator('.what').waitFor()
  await lin.keyboard.press('c')
  await lin.getByTestId('link-dialog').waitFor()
  await lin.getByTestId('link-into-open').focus()
  await lin.keyboard.press('ArrowDown')
  await lin.getByTestId('case-title').fill('13800138000 案')
  await lin.getByTestId('title-telling').waitFor()
  await lin.getByTestId('case-title').fill('')
  await lin.keyboard.type(TITLE)
  await expect.poll(() => lin.getByTestId('title-telling').count()).toBe(0)
  await lin.getByTestId('case-opened-at').fill('2026-03-01T09:00')
  await lin.getByTestId('link-why').fill('本案由该线索而来')
  await lin.getByTestId('case-narrative').fill('第一版案情')
  await expectAccessible(lin)
  await lin.getByTestId('case-title').press('Enter')
  await lin.getByTestId('tip-case').getByText(TITLE).waitFor()
  await lin.getByTestId('tip-case').filter({ hasText: TITLE }).press('Enter')
  await lin.getByTestId('case-heading').waitFor()
  address = new URL(lin.url()).pathname
  await lin.getByTestId('link-reason').getByText('本案由该线索而来').waitFor()
  await lin.getByTestId('narrative-text').getByText('第一版案情').waitFor()
  expect(await stepOf(lin, 'opened').getByTestId('step-time').textContent()).toBe('2026-03-01 09:00')
  expect(complaints).toEqual([])
})

test('another tip is linked as corroboration with a reason; the same again is told', async () => {
  await lin.getByTestId('nav-cases').click()
  await lin.getByRole('navigation').getByText('线索', { exact: true }).click()
  await lin.getByTestId('first-line').nth(1).waitFor()
  await lin.keyboard.press('j')
  await lin.keyboard.press('j')
  await lin.keyboard.press('Enter')
  await lin.getByTestId('tip-report').locator('.what').waitFor()
  for (const [as, why] of [
    ['corroboration', '车辆与本案一致'],
    ['reference', '再关联一次'],
  ]) {
    await lin.getByTestId('link-open').click()
    await lin.getByTestId('case-search').fill('11·24')
    await lin.getByTestId('link-dialog').getByLabel(TITLE).check()
    await lin.getByTestId(`link-${as}`).check()
    await lin.getByTestId('link-why').fill(why ?? '')
    await lin.getByTestId('link-send').click()
    await lin.getByTestId('link-dialog').waitFor({ state: 'hidden' })
  }
  await lin.getByRole('status').getByText('此前已关联').waitFor()
  await openCase(lin)
  await expect.poll(() => lin.getByTestId('case-link').count()).toBe(2)
  const link = lin.locator('[data-testid=case-link][data-as=corroboration]')
  await link.getByText('车辆与本案一致').waitFor()
  await link.getByText(/尚未受理|先后无法比较/).waitFor()
})

test('steps are entered in order; a wrong time is refused and stays in its field', async () => {
  expect(await lin.getByTestId('step-enter-prosecution').count()).toBe(0)
  await enterStep(lin, 'first-action', '2026-02-28T23:00')
  await lin.getByTestId('step-failure').getByText('不能早于前一环节').waitFor()
  expect(await lin.getByTestId('step-at').inputValue()).toBe('2026-02-28T23:00')
  await expectAccessible(lin)
  await lin.getByTestId('step-at').fill('2026-03-02T05:00')
  await lin.getByTestId('step-send').click()
  await stepOf(lin, 'first-action').getByText('2026-03-02 05:00').waitFor()
  await enterStep(lin, 'cracked', '2026-03-05T18:30')
  await stepOf(lin, 'cracked').getByText('2026-03-05 18:30').waitFor()
  await enterStep(lin, 'first-action', '2026-03-02T04:30')
  await stepOf(lin, 'first-action').getByText('2026-03-02 04:30').waitFor()
  await lin.locator('[data-testid=event] s').getByText('首次行动').waitFor()
  await lin.getByTestId('event').getByText('更正，原登记 2026-03-02 05:00').waitFor()
})

test('an outcome counts when another officer has typed the same from the record', async () => {
  await lin.getByTestId('outcome-new').click()
  await lin.getByTestId('substance-find').fill('冰毒')
  await lin.getByTestId('weight').fill('1.50')
  await lin.getByTestId('weight-again').fill('1.5')
  await lin.getByTestId('weight-unit').selectOption('kg')
  await lin.getByTestId('record-number').fill('称字〔2026〕7号')
  await lin.getByTestId('outcome-day').fill('2026-03-02')
  await lin.getByTestId('outcome-send').click()
  await lin.getByTestId('outcome-dialog').getByText('两次输入不一致').waitFor()
  await expectAccessible(lin)
  await lin.getByTestId('weight-again').fill('1.50')
  await lin.getByTestId('outcome-send').click()
  await lin.getByTestId('own-outcome').waitFor()
  expect(await lin.getByTestId('outcome-confirm').count()).toBe(0)
  expect(await lin.getByTestId('totals').count()).toBe(0)

  await openCase(wang)
  await wang.getByTestId('figure-hidden').waitFor()
  expect(await wang.locator('main').textContent()).not.toContain('1.50')
  await wang.getByTestId('outcome-confirm').click()
  await wang.getByTestId('confirm-figure').fill('1500')
  await wang.getByTestId('confirm-unit').selectOption('g')
  await wang.getByTestId('confirm-send').click()
  await wang.getByTestId('confirm-failure').getByText('两次录入的数字不一致').waitFor()
  expect(await wang.getByTestId('confirm-figure').inputValue()).toBe('1500')
  await expectAccessible(wang)
  await wang.getByTestId('confirm-figure').fill('1.50')
  await wang.getByTestId('confirm-unit').selectOption('kg')
  await wang.getByTestId('confirm-send').click()
  await wang.getByTestId('totals').getByText('1,500 g（1.5 kg）').waitFor()
})

test('nobody confirms their own outcome, whatever their page says', async () => {
  await lin.getByTestId('outcome-new').click()
  await lin.getByTestId('outcome-kind').selectOption('arrest')
  await lin.getByTestId('outcome-count').fill('3')
  const sent = lin.waitForRequest((request) => request.url().endsWith('/outcomes'))
  await lin.getByTestId('outcome-send').click()
  const { id } = (await sent).postDataJSON() as { id: string }
  await lin.getByTestId('own-outcome').waitFor()
  const answer = await lin.request.post(
    `${sites.officeUrl}/api/cases/${address.split('/').at(-1)}/outcomes/${id}/confirmation`,
    {
      data: { weight: null, unit: null, count: 3, moneyFen: null },
      headers: { origin: sites.officeUrl },
    },
  )
  expect(await answer.json()).toMatchObject({ refusal: 'ownOutcome' })
})

test('a correction is a new entry: the old one stays, struck through, until it is confirmed', async () => {
  await openCase(wang)
  const seizure = wang.locator('[data-testid=outcome][data-kind=seizure]')
  await seizure.getByTestId('outcome-correct').click()
  expect(await wang.getByTestId('record-number').inputValue()).toBe('称字〔2026〕7号')
  await wang.getByTestId('weight').fill('1.45')
  await wang.getByTestId('weight-again').fill('1.45')
  await wang.getByTestId('outcome-send').click()
  await wang.locator('[data-testid=outcome][data-standing=waiting][data-kind=seizure]').waitFor()
  await wang.getByTestId('totals').getByText('1,500 g').waitFor()

  await openCase(lin)
  const correction = lin.locator('[data-testid=outcome][data-standing=waiting][data-kind=seizure]')
  await correction.getByTestId('outcome-confirm').click()
  await lin.getByTestId('confirm-figure').fill('1.45')
  await lin.getByTestId('confirm-unit').selectOption('kg')
  await lin.getByTestId('confirm-send').click()
  await lin.getByTestId('totals').getByText('1,450 g（1.45 kg）').waitFor()
  await lin.locator('[data-standing=replaced] s').getByText('1.50 kg').waitFor()
})

test('who edits a case that a colleague changed meanwhile is told, and keeps what was typed', async () => {
  await openCase(lin)
  await openCase(wang)
  await lin.getByTestId('case-edit').click()
  await lin.getByTestId('case-filed-as').fill('三公立字〔2026〕1号')
  await wang.getByTestId('case-edit').click()
  await wang.getByTestId('case-level').selectOption('major')
  await wang.getByTestId('edit-send').click()
  await wang.getByTestId('edit-dialog').waitFor({ state: 'hidden' })
  await lin.getByTestId('edit-send').click()
  await lin.getByTestId('edit-behind').getByText('重特大案件').waitFor()
  expect(await lin.getByTestId('case-filed-as').inputValue()).toBe('三公立字〔2026〕1号')
  await lin.getByTestId('case-level').selectOption('major')
  await lin.getByTestId('edit-send').click()
  await lin.getByTestId('case-about').getByText('三公立字〔2026〕1号').waitFor()
})

test('a case made twice is merged into the first', async () => {
  await lin.getByTestId('nav-cases').click()
  await lin.getByTestId('case-new').click()
  await lin.getByTestId('case-title').fill('“11·24”专案（重复）')
  await lin.getByTestId('case-make').click()
  await lin.getByTestId('merge-open').click()
  await lin.getByTestId('case-search').fill('11·24')
  await lin.getByTestId('merge-dialog').getByLabel(TITLE).check()
  await expectAccessible(lin)
  await lin.getByTestId('merge-send').click()
  await lin.waitForURL(`**${address}`)
  await lin.getByTestId('event').getByText('并入本案').waitFor()
})

test('the list narrows by its address and walks by keyboard', async () => {
  await lin.getByTestId('nav-cases').click()
  await lin.getByTestId('filter-words').fill('11·24')
  await lin.getByTestId('filter-words').press('Enter')
  await expect.poll(() => lin.getByTestId('case-row').count()).toBe(1)
  await lin.getByTestId('filter-confirmation').click()
  await lin.waitForURL('**waiting=confirmation**')
  await lin.getByTestId('row-waiting').waitFor()
  await lin.getByTestId('case-rows').waitFor()
  await lin.getByTestId('filter-confirmation').focus()
  await lin.keyboard.press('j')
  await lin.keyboard.press('Enter')
  await lin.getByTestId('case-heading').waitFor()
  await lin.keyboard.press('u')
  await lin.waitForURL('**waiting=confirmation**')
  await lin.getByTestId('filter-words').fill('没有这个词')
  await lin.getByTestId('filter-words').press('Enter')
  await lin.getByTestId('cases-empty').waitFor()
  await expectAccessible(lin)
})

test('what is taken away stays to be seen: a link, an outcome; a newer account is not overwritten', async () => {
  await openCase(lin)
  await openCase(wang)
  await lin.locator('[data-testid=case-link][data-as=corroboration]').getByTestId('unlink-open').click()
  await lin.getByTestId('confirm').click()
  await lin.getByTestId('case-tips').getByText('已移除的关联（1 条）').waitFor()
  await lin
    .getByTestId('event')
    .getByText(/^移除线索/)
    .waitFor()

  await lin.locator('[data-testid=outcome][data-kind=arrest]').getByTestId('outcome-void').click()
  await lin.getByTestId('confirm').click()
  await lin.getByText('作废待复核').waitFor()
  await lin.getByTestId('narrative-write').click()
  await lin.getByTestId('narrative-input').fill('林越的第二版')
  await lin.getByTestId('narrative-send').click()
  await lin.getByTestId('narrative-text').getByText('林越的第二版').waitFor()

  // This page was read before all that.
  await wang.getByTestId('narrative-write').click()
  await wang.getByTestId('narrative-input').fill('王立衡的第二版')
  await wang.getByTestId('narrative-send').click()
  await wang.getByTestId('narrative').getByText('同事已保存新的一版').waitFor()
  await wang.getByTestId('narrative-text').getByText('林越的第二版').waitFor()
  expect(await wang.getByTestId('narrative-input').inputValue()).toBe('王立衡的第二版')
  await wang.getByTestId('narrative-send').click()
  await wang.getByTestId('narrative-text').getByText('王立衡的第二版').waitFor()
  await wang.getByTestId('outcome-confirm').click()
  await wang.getByTestId('confirm-send').click()
  await wang.locator('[data-testid=outcome][data-standing=void]').waitFor()
})

test('earlier versions of the account are read by version, each marked as not the one that holds', async () => {
  await openCase(wang)
  await wang.getByTestId('narrative-earlier').getByText('以前的版本（2 版）').click()
  expect(await wang.getByTestId('narrative-earlier-shown').count()).toBe(0)
  for (const [version, text, by] of [
    ['2', '林越的第二版', '林越'],
    ['1', '第一版案情', '林越'],
  ] as const) {
    await wang.getByTestId('narrative-earlier-version').selectOption(version)
    await wang.getByTestId('narrative-earlier-text').getByText(text, { exact: true }).waitFor()
    const told = await wang.getByTestId('narrative-earlier-shown').textContent()
    expect(told).toContain(`第 ${version} 版，${by}`)
    expect(told).toContain('不是现在的案情')
  }
  expect(await wang.getByTestId('narrative-text').textContent()).toBe('王立衡的第二版')
  await expectAccessible(wang)
})

test('the picture of a case is one key away, leads to its tips, and back', async () => {
  await openCase(lin)
  await lin.keyboard.press('g')
  await lin.waitForURL(`**${address}/links`)
  await lin.getByTestId('picture-node').first().waitFor()
  const row = lin.locator('[data-testid=picture-row][data-kind=case]').filter({ hasText: TITLE })
  expect(await row.getAttribute('aria-current')).toBe('true')
  expect(await row.getByRole('listitem').count()).toBe(1)
  await expectAccessible(lin)
  await lin.getByTestId('picture-walk').first().click()
  await lin.getByTestId('picture-recentre').click()
  await lin.waitForURL('**/tips/*/links')
  await lin.getByTestId('picture-node').first().waitFor()
  await lin.goBack()
  await lin.locator('[data-testid=picture-row][data-kind=case][aria-current=true]').waitFor()
  await lin.getByTestId('picture-back').click()
  await lin.getByTestId('case-heading').getByText(TITLE).waitFor()
})

test('a lock keeps what stood in a dialog and in a new case', async () => {
  await openCase(lin)
  await lin.getByTestId('outcome-new').click()
  await lin.getByTestId('outcome-kind').selectOption('money')
  await lin.getByTestId('outcome-money').fill('12500.00')
  await lockAndUnlock(lin)
  await lin.getByTestId('outcome-new').click()
  await expect.poll(() => lin.getByTestId('outcome-kind').inputValue()).toBe('money')
  expect(await lin.getByTestId('outcome-money').inputValue()).toBe('12500.00')
  await lin.keyboard.press('Escape')
  await lin.getByTestId('step-enter-prosecution').click()
  await lin.getByTestId('step-at').fill('2026-03-09T10:15')
  await lockAndUnlock(lin)
  await lin.getByTestId('step-enter-prosecution').click()
  await expect.poll(() => lin.getByTestId('step-at').inputValue()).toBe('2026-03-09T10:15')
  await lin.keyboard.press('Escape')

  await lin.getByTestId('nav-cases').click()
  await lin.getByTestId('case-new').click()
  await lin.getByTestId('case-title').fill('“12·1”专案')
  await lin.getByTestId('case-filed-as').fill('三公立字〔2026〕2号')
  await lockAndUnlock(lin)
  await expect.poll(() => lin.getByTestId('case-title').inputValue()).toBe('“12·1”专案')
  expect(await lin.getByTestId('case-filed-as').inputValue()).toBe('三公立字〔2026〕2号')
  await lin.getByTestId('back').click()
})

/** An unattended office locks with a dialog open too, which no pointer reaches past; so the button is told. */
async function lockAndUnlock(page: Page): Promise<void> {
  await page.getByTestId('lock').dispatchEvent('click')
  await page.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await page.getByTestId('unlock-submit').click()
}

test('the sheet has what counts and no word of a tip; printing it is recorded first', async () => {
  await openCase(lin)
  await lin.getByTestId('sheet-open').click()
  await lin.getByTestId('sheet-outcomes').getByText('1.45 kg').waitFor()
  const sheet = (await lin.getByTestId('sheet').textContent()) ?? ''
  for (const kept of ['本案由该线索而来', '第一版案情', '1.50 kg']) expect(sheet).not.toContain(kept)
  expect(sheet).toContain('按工作秘密保存')
  await expectAccessible(lin)
  await lin.evaluate(() => Object.assign(window, { print: () => document.body.setAttribute('data-printed', 'yes') }))
  const traced = lin.waitForResponse('**/prints')
  await lin.getByTestId('sheet-print').click()
  expect((await traced).ok()).toBe(true)
  await lin.locator('body[data-printed]').waitFor()
  await lin.emulateMedia({ media: 'print' })
  expect(await lin.getByTestId('sheet-print').isVisible()).toBe(false)
  await lin.emulateMedia({ media: null })
})

test('the list leaves as CSV and as a workbook, after a word that this is recorded', async () => {
  const csv = await exported('csv')
  expect(csv.name).toMatch(/^export-\d{8}-\d{4}\.csv$/)
  const text = csv.bytes.toString('utf8')
  expect(text.startsWith('\uFEFF')).toBe(true)
  const { data } = Papa.parse<Record<string, string>>(text.slice(1), { header: true })
  const line = data.find((one) => one['案件名称'] === TITLE)
  expect(line).toMatchObject({ 立案: '2026-03-01 09:00', 首次行动: '2026-03-02 04:30', 案件级别: '重特大案件' })
  expect(line?.['战果']).toBe('缴获毒品 甲基苯丙胺（冰毒） 1.45 kg')

  const { bytes } = await exported('xlsx')
  const [cases = '', outcomes = ''] = [1, 2].map((sheet) => fileInZip(bytes, `xl/worksheets/sheet${sheet}.xml`))
  const strings = fileInZip(bytes, 'xl/sharedStrings.xml')
  expect(strings).toContain(TITLE)
  // The weight is a text to its last digit, the time of opening a date: days since 1900.
  expect(strings).toContain('>1.45<')
  expect(cases).toContain('<v>46082.375</v>')
  expect(outcomes).toContain('<row')
})

async function exported(format: 'csv' | 'xlsx'): Promise<{ name: string; bytes: Buffer }> {
  await lin.getByTestId('nav-cases').click()
  await lin.getByTestId('export-open').click()
  await lin.getByTestId('export-warning').getByText('留下记录').waitFor()
  await lin.getByTestId('export-year').selectOption('2026')
  await lin.getByTestId(`export-${format}`).check()
  await expectAccessible(lin)
  const coming = lin.waitForEvent('download')
  await lin.getByTestId('export-send').click()
  const download = await coming
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** One file of a zip, by the directory at its end. */
function fileInZip(zip: Buffer, wanted: string): string {
  let at = zip.readUInt32LE(zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1')) + 16)
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [nameLength, extraLength, noteLength] = [
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ]
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20))
    if (name === wanted) return (zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8')
    at += 46 + nameLength + extraLength + noteLength
  }
  throw new Error(`${wanted} is not in the file`)
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
    test(`the pages of cases are accessible and fit, ${colorScheme}, on a ${name}`, async () => {
      const page = await enter('lin.yue', { viewport, colorScheme })
      await page.getByTestId('nav-cases').click()
      await page.getByTestId('case-row').first().waitFor()
      await expectAccessible(page)
      await openCase(page)
      await page.getByTestId('link-reason').first().waitFor()
      await expectAccessible(page)
      await page.getByTestId('outcome-new').click()
      await page.getByTestId('outcome-dialog').waitFor()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page.getByTestId('sheet-open').click()
      await page.getByTestId('sheet').waitFor()
      await expectAccessible(page)
      await page.getByTestId('nav-cases').click()
      await page.getByTestId('case-new').click()
      await page.getByTestId('case-officer').first().waitFor()
      await expectAccessible(page)
      await page.context().close()
    })
  }
}
