import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { STAGES } from '#contract/stages.ts'
import { argon2idBytes } from '#seal/argon2.ts'
import { codeKeys } from '#seal/code-keys.ts'
import { openBrowser, PHONE, visit } from './browser.ts'
import { startSites, type Sites } from './world.ts'

const words = (locale: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../web/public/messages/${locale}.json`, import.meta.url), 'utf8')) as Record<
    string,
    string
  >
const [ZH, EN] = [words('zh'), words('en')]

let sites: Sites
let browser: Browser
let page: Page
let code: string
let tip: string

beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
  page = await (await visit(browser, { viewport: PHONE })).context.newPage()
  code = await sites.codeOf('parcels-of-tea')
  const [site] = await sites.database.owner`select site_id from site`
  const { lookupHashBytes } = await codeKeys(code, String(site?.['site_id']), argon2idBytes)
  const [row] = await sites.database.owner`select id from tips where lookup_hash = ${Buffer.from(lookupHashBytes)}`
  tip = String(row?.['id'])
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

/** As if officers had brought the tip there; which moves lead where is another matter. */
async function bringTo(stage: string): Promise<void> {
  await sites.database.owner`
    insert into tip_moves (tip_id, seq, move, to_stage, staff_id, at)
    select ${tip}, max(seq) + 1, 'accept', ${stage}, (select id from staff limit 1), now() from tip_moves where tip_id = ${tip}`
}

/** What the page says of the tip, in the browser or posted without scripts. */
async function inBrowser(): Promise<string> {
  await page.goto(`${sites.publicUrl}/status`, { waitUntil: 'networkidle' })
  await page.fill('[name=code]', code)
  await page.click('main form button.main')
  await page.waitForSelector('[data-testid=tip-status]')
  return page.locator('section:has([data-testid=tip-status])').innerHTML()
}
async function posted(prefix: string): Promise<string> {
  const body = new FormData()
  body.set('code', code)
  return (await fetch(`${sites.publicUrl}${prefix}/status`, { method: 'POST', body })).text()
}

test.each(STAGES)('a tipster reads in plain words that their tip is %s, with scripts and without', async (stage) => {
  await bringTo(stage)
  const [here, zh, en] = [await inBrowser(), await posted(''), await posted('/en')]
  for (const [html, words] of [
    [here, ZH],
    [zh, ZH],
    [en, EN],
  ] as const) {
    expect(html).toContain(`data-testid="tip-status">${words[`stage_${stage}`]}</p>`)
    expect(html).toContain(`<p>${words[`next_${stage}`]}</p>`)
  }
})
