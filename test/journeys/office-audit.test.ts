import { readFile } from 'node:fs/promises'
import Papa from 'papaparse'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'
import { complaintsOf, DEMO_PASSWORD, expectAccessible, signIn } from './office-acts.ts'
import { startSites, type Sites } from './world.ts'

let sites: Sites
let browser: Browser
let fang: Page
let complaints: string[]
/** The tip that Lin opened at night, by the number that people say. */
let number: string

beforeAll(async () => {
  sites = await startSites({ demo: true })
  await openAtNight()
  browser = await openBrowser()
  fang = await enter('fang.yicheng')
  complaints = complaintsOf(fang)
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

async function enter(login: string, options: Parameters<typeof visit>[1] = {}): Promise<Page> {
  // A machine in another zone shows Sanya's times all the same.
  const { context } = await visit(browser, { viewport: DESKTOP, timezoneId: 'America/New_York', ...options })
  const page = await context.newPage()
  await page.goto(sites.officeUrl)
  await signIn(page, login)
  return page
}

/** What Lin would have left behind last night at half past two, at the desk where the tip is. */
async function openAtNight(): Promise<void> {
  const { owner } = sites.database
  const [row] = await owner`insert into records (at, did, staff_id, desk_id, tip_id)
    select date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' - interval '21 hours 30 minutes', 'open-tip', s.id, t.desk_id, t.id
    from staff s, tips t join tip_states w on w.tip_id = t.id join desks d on d.id = t.desk_id
    where s.login = 'lin.yue' and d.position = 1 and w.desk_id = t.desk_id order by t.serial limit 1 returning tip_id`
  const [tip] =
    await owner`select serial, to_char(received_at at time zone 'Asia/Shanghai', 'YYYY') as year from tips where id = ${String(row?.['tip_id'])}`
  number = `${tip?.['year']}-${String(tip?.['serial']).padStart(4, '0')}`
}

test('the auditor lands in the audit room, which says what to look at first', async () => {
  await fang.getByTestId('audit-overview').waitFor()
  expect(new URL(fang.url()).pathname).toBe('/audit')
  for (const part of ['check', 'openings', 'orders', 'overdue', 'head', 'calendar'])
    expect(await fang.getByTestId(`overview-${part}`).count(), part).toBe(1)
  expect(await fang.getByTestId('nav-audit').getAttribute('aria-current')).toBe('page')
  await expectAccessible(fang)
})

test('who opened a tip at night is found, and the marks say why it is asked about', async () => {
  await fang.getByTestId('overview-openings').click()
  await fang.getByTestId('tab-night').click()
  const row = fang.locator('[data-testid=opening-row][data-by="lin.yue"]').filter({ hasText: number })
  await row.first().waitFor()
  await row.first().getByText('02:30:00').waitFor()
  await row.locator('[data-flag=night]').first().waitFor()
  expect(await fang.locator('[data-testid=opening-row]').count()).toBe(
    await fang.locator('[data-testid=opening-row] [data-flag=night]').count(),
  )
  await expectAccessible(fang)
})

test('from there one follows the person, narrows to looking, and comes to the tip', async () => {
  await fang.locator('[data-testid=opening-row][data-by="lin.yue"]').first().getByTestId('opening-person').click()
  await fang.getByTestId('trail').waitFor()
  expect(await fang.getByTestId('filter-person').inputValue()).toBe('lin.yue')
  await fang.getByTestId('filter-group').selectOption('look')
  await fang.getByTestId('trail-find').click()
  await fang.waitForURL(/group=look/)
  await expect
    .poll(() =>
      fang
        .locator(
          '[data-testid=trail-row]:not([data-did=open-tip],[data-did=read-file],[data-did=search-tip],[data-did=open-case],[data-did=index-tip])',
        )
        .count(),
    )
    .toBe(0)
  await fang.getByTestId('trail-row').filter({ hasText: number }).first().getByText(number).click()
  await fang.getByTestId('course').waitFor()
  expect(await fang.getByTestId('course').locator('h2').textContent()).toContain(number)
  expect(await fang.locator('[data-testid=course-event][data-is=stage]').count()).toBeGreaterThan(0)
  await expectAccessible(fang)
})

test('a number that nobody has is said, and what was typed stays', async () => {
  await fang.getByTestId('filter-tip').fill('2026-9876')
  await fang.getByTestId('filter-tip').press('Enter')
  await fang.getByTestId('trail-failure').waitFor()
  expect(await fang.getByTestId('filter-tip').inputValue()).toBe('2026-9876')
  await expectAccessible(fang)
  await fang.getByTestId('trail-clear').click()
  await fang.getByTestId('trail').waitFor()
})

test('the trail of a tip is exported as a file that has the rows of the list, and the export is in the trail', async () => {
  await fang.getByTestId('filter-tip').fill(number)
  await fang.getByTestId('trail-find').click()
  await fang.getByTestId('course').waitFor()
  await fang.getByTestId('trail-export-open').click()
  await fang.getByTestId('export-csv').check()
  await expectAccessible(fang)
  const [download] = await Promise.all([fang.waitForEvent('download'), fang.getByTestId('export-send').click()])
  const { data } = Papa.parse<string[]>((await readFile(await download.path(), 'utf8')).replace('\uFEFF', '').trim())
  expect(data[0]?.slice(0, 4)).toEqual(['时间', '人员', '账号', '事项'])
  expect(data.slice(1).some((row) => row[2] === 'lin.yue' && row[0]?.endsWith('02:30:00'))).toBe(true)
  expect(data.slice(1).every((row) => row[5] === number)).toBe(true)
  await fang.getByTestId('trail-find').click()
  await fang.reload()
  await fang.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await fang.getByTestId('unlock-submit').click()
  await fang.locator('[data-testid=trail-row][data-did=export-trail]').first().waitFor()
})

test('a row that was changed past the system is found by a check that the auditor asks for, and named', async () => {
  const { owner } = sites.database
  const [moved] =
    await owner`select m.tip_id, m.seq, t.serial from tip_moves m join tips t on t.id = m.tip_id where m.seq = 1 order by t.serial limit 1`
  await owner`alter table tip_moves disable trigger final`
  await owner`update tip_moves set at = at - interval '3 days' where tip_id = ${String(moved?.['tip_id'])} and seq = 1`
  await owner`alter table tip_moves enable trigger final`
  await fang.getByTestId('audit-nav-log').click()
  await fang.getByTestId('head-row').first().waitFor()
  await fang.getByTestId('verify').click()
  await fang.getByTestId('see-findings').waitFor({ timeout: 60_000 })
  expect(await fang.getByTestId('log-state').getByTestId('check-result').getAttribute('data-result')).toBe('findings')
  await expectAccessible(fang)
  await fang.getByTestId('see-findings').click()
  const finding = fang.locator('[data-testid=finding][data-is=changed]')
  await finding.waitFor()
  await finding.getByText('线索流转').waitFor()
  await finding.getByText(`${String(moved?.['tip_id'])}/1`).waitFor()
  await expectAccessible(fang)
  await finding.getByText(/^线索 20\d\d-\d{4}$/).click()
  await fang.getByTestId('course').waitFor()
  expect(await fang.getByTestId('course').locator('h2').textContent()).toContain(
    `-${String(moved?.['serial']).padStart(4, '0')}`,
  )
})

test('a signed head is saved as the file that the command compares', async () => {
  await fang.getByTestId('audit-nav-log').click()
  const [download] = await Promise.all([fang.waitForEvent('download'), fang.getByTestId('save-head').first().click()])
  const [head] = await sites.database.owner`select size, note from log_heads order by size desc limit 1`
  expect(await readFile(await download.path(), 'utf8')).toBe(head?.['note'])
  expect(download.suggestedFilename()).toBe(`head-${String(head?.['size'])}.txt`)
  expect(complaints).toEqual([])
})

test('on a phone in the dark every page of the room fits and can be used', async () => {
  const page = await enter('fang.yicheng', { viewport: PHONE, colorScheme: 'dark' })
  await page.getByTestId('audit-overview').waitFor()
  await expectAccessible(page)
  for (const [place, shown] of [
    ['openings', 'openings'],
    ['trail', 'trail'],
    ['log', 'checks'],
  ] as const) {
    await page.getByTestId(`audit-nav-${place}`).click()
    await page.getByTestId(shown).waitFor()
    await expectAccessible(page)
  }
  await page.context().close()
})

test('who leads the audit desk, an investigator and an administrator find the room closed', async () => {
  for (const login of ['tan.mingzhu', 'lin.yue', 'pan.lei']) {
    const page = await enter(login)
    expect(await page.getByTestId('nav-audit').count(), login).toBe(0)
    await page.goto(`${sites.officeUrl}/audit/trail`)
    await page.getByTestId('unlock-password').fill(DEMO_PASSWORD)
    await page.getByTestId('unlock-submit').click()
    await page.getByTestId('audit-not-yours').waitFor()
    await page.context().close()
  }
})
