import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DRUG_CODES } from '#contract/substances.ts'
import { reporterNumber } from '#contract/rewards/reporter.ts'
import { argon2idBytes } from '#seal/argon2.ts'
import { codeKeys } from '#seal/code-keys.ts'
import { putAward, seizures, type ShownAward } from '../server/shown-award.ts'
import { openBrowser, PHONE, visit } from './browser.ts'
import { startSites, type Sites } from './world.ts'

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const TOTAL = '[data-testid=estimate-total]'
const MANY = '?substance=ketamine&grams=600&substance=etomidate&grams=20&users=8&gathering=5&sites=2#estimate'
const WRONG = '?substance=ketamine&grams=6oo&substance=&grams=30&gathering=2#estimate'

let sites: Sites
let browser: Browser
let code: string
let tip: string
let reporter: string

beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
  code = await sites.codeOf('parcels-of-tea')
  const [site] = await sites.database.owner`select site_id from site`
  const keys = await codeKeys(code, String(site?.['site_id']), argon2idBytes)
  reporter = reporterNumber(keys.claimPublicBytes)
  const [row] = await sites.database.owner`select id from tips where lookup_hash = ${Buffer.from(keys.lookupHashBytes)}`
  tip = String(row?.['id'])
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

async function axeFinds(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await axe.run()).violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`)
  })
}
const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
const total = async (page: Page): Promise<string> => ((await page.textContent(TOTAL)) ?? '').trim()

describe.each([true, false])('the estimate, with scripts: %s', (javaScriptEnabled) => {
  test('is a link that anybody may have, in both languages', async () => {
    const { context, foreign } = await visit(browser, { javaScriptEnabled, viewport: PHONE })
    const page = await context.newPage()
    await page.goto(`${sites.publicUrl}/rewards?substance=ketamine&grams=600`)
    expect(await total(page)).toBe('1,000 元')
    expect(await page.textContent('main')).toContain('非三亚市现行规定；以市禁毒办下发文本为准')
    await page.goto(`${sites.publicUrl}/en/rewards?substance=ketamine&grams=600`)
    expect(await total(page)).toBe('1,000 yuan')
    await page.goto(`${sites.publicUrl}/rewards?substance=heroin&grams=100000`)
    expect(await total(page)).toBe('至少 200,000 元，由审批人决定')
    expect(foreign).toEqual([])
    expect(await context.cookies()).toEqual([])
    await context.close()
  })

  test('is reached, filled in and sent with the keyboard; bad entries are named beside the field and kept; back goes back', async () => {
    const { context } = await visit(browser, { javaScriptEnabled, viewport: PHONE })
    const page = await context.newPage()
    await page.goto(`${sites.publicUrl}/`)
    await page.focus('nav.pages a[href="/rewards"]')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/rewards')
    await page.focus('#substance-0')
    const place = DRUG_CODES.indexOf('ketamine') + 1
    for (let down = 0; down < place; down++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.keyboard.type('６oo克')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/rewards?**')
    expect(await page.textContent('#grams-0-wrong')).toContain('请只写数字')
    expect(await page.inputValue('#grams-0')).toBe('６oo克')
    expect(await page.inputValue('#substance-0')).toBe('ketamine')
    await page.click('.note.wrong a[href="#grams-0"]')
    await page.fill('#grams-0', '６００克')
    await page.focus('#grams-0')
    await page.keyboard.press('Enter')
    await page.waitForSelector(TOTAL)
    expect(await total(page)).toBe('1,000 元')
    expect(await page.textContent('[data-testid=estimate-line]')).toMatch(
      /氯胺酮 600 克，折合海洛因 60 克.*50 克以上，不满 500 克.*1,000 元/,
    )
    await page.goBack()
    expect(await page.textContent('#grams-0-wrong')).toContain('请只写数字')
    await page.goBack()
    expect(await page.inputValue('#grams-0')).not.toBe('600')
    await context.close()
  })

  test('two more rows are had without losing what was typed, and the look stays', async () => {
    const { context } = await visit(browser, { javaScriptEnabled, viewport: PHONE })
    const page = await context.newPage()
    await page.goto(`${sites.publicUrl}/rewards?view=large&theme=dark`)
    await page.fill('#grams-1', '30')
    await page.selectOption('#substance-1', 'heroin')
    await page.click('button[value=substance]')
    await page.waitForSelector('#grams-3')
    expect(await page.inputValue('#grams-1')).toBe('30')
    expect(await page.getAttribute('html', 'data-view')).toBe('large')
    expect(page.url()).toContain('theme=dark')
    await context.close()
  })
})

test.each([320, 360])(
  'axe finds nothing on the rules, an estimate and wrong entries at %i px, and nothing sticks out',
  async (width) => {
    const { context } = await visit(browser, { viewport: { width, height: 740 }, bypassCSP: true })
    const page = await context.newPage()
    for (const path of [
      '/rewards',
      `/rewards${MANY}`,
      `/rewards${WRONG}`,
      `/en/rewards${MANY}`,
      '/rewards?view=large&theme=dark&users=3',
    ]) {
      await page.goto(sites.publicUrl + path)
      await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)))
      expect(await axeFinds(page), path).toEqual([])
      expect(await overflow(page), path).toBeLessThanOrEqual(0)
    }
    await context.close()
  },
)

test('the page of the rules stays small, and what is asked stands in no log', async () => {
  const answer = await fetch(`${sites.publicUrl}/rewards`, { headers: { 'accept-encoding': 'identity' } })
  expect((await answer.arrayBuffer()).byteLength).toBeLessThan(80 * 1024)
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  expect(answer.headers.get('cache-control')).toContain('no-store')
  expect(sites.output.join('\n')).not.toMatch(/ketamine|grams|氯胺酮/)
})

type State = { name: string; award: Omit<ShownAward, 'tip'>; zh: string[]; total: string | null }
const STATES: State[] = [
  { name: 'being assessed', award: { state: 'reviewed' }, zh: ['奖励正在核定', '2026年12月4日'], total: null },
  { name: 'approved', award: { state: 'approved' }, zh: ['奖励已经批准', '氯胺酮 600 克'], total: '1,000 元' },
  {
    name: 'granted',
    award: { state: 'granted', claimProvisional: true, facts: seizures(['ketamine', '600'], ['heroin', '30']) },
    zh: ['2027年1月20日（暂定）', '凭查询码领取，不需要公开姓名', '视为放弃'],
    total: '1,000 元',
  },
  {
    name: 'denied',
    award: { state: 'denied', denial: 'condition', unmet: ['unknown-before'] },
    zh: ['这一次没有奖励', '公安机关已经掌握', '不等于您的举报没有用'],
    total: null,
  },
]

/** The award of the tip in one state, and none of any other. */
async function bringTo(award: State['award']): Promise<void> {
  await sites.database.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`delete from award_versions where award_id in (select id from awards where tip_id = ${tip})`
    await tx`delete from awards where tip_id = ${tip}`
  })
  await putAward(sites.database.owner, { tip, ...award })
}

test('the tipster reads what became of the reward, with scripts and without, with the same number', async () => {
  const { context } = await visit(browser, { viewport: { width: 320, height: 740 }, bypassCSP: true })
  const page = await context.newPage()
  for (const { name, award, zh, total: sum } of STATES) {
    await bringTo(award)
    await page.goto(`${sites.publicUrl}/status`, { waitUntil: 'networkidle' })
    await page.fill('[name=code]', code)
    await page.click('main form button.main')
    await page.waitForSelector('[data-testid=award]')
    const here = (await page.textContent('[data-testid=award]')) ?? ''
    const body = new FormData()
    body.set('code', code)
    const posted = await (await fetch(`${sites.publicUrl}/status`, { method: 'POST', body })).text()
    for (const words of [...zh, reporter]) {
      expect(here, name).toContain(words)
      expect(posted, name).toContain(words)
    }
    if (sum === null) expect(await page.locator('[data-testid=award-total]').count(), name).toBe(0)
    else {
      expect(await page.textContent('[data-testid=award-total]'), name).toBe(sum)
      expect(await page.locator('[data-testid=award-line]').count(), name).toBeGreaterThan(0)
      expect(posted, name).toContain(`data-testid="award-total">${sum}<`)
    }
    expect(await axeFinds(page), name).toEqual([])
    expect(await overflow(page), name).toBeLessThanOrEqual(0)
  }
  await context.close()
})
