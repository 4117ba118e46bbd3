import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, PHONE, visit } from './browser.ts'
import { startSites, type Sites } from './world.ts'

const KB = 1024

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

/** Everything that comes over the line until a report is sent: addresses and compressed sizes of bodies, in bytes. */
async function weigh(scripts: boolean): Promise<{ path: string; bytes: number }[]> {
  const { context } = await visit(browser, { javaScriptEnabled: scripts, viewport: PHONE })
  const page = await context.newPage()
  const came: Promise<{ path: string; bytes: number }>[] = []
  // By the response's own length: the sizes of a worker's script are not told otherwise.
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname
    came.push(response.headerValue('content-length').then((length) => ({ path, bytes: Number(length) })))
  })
  await page.goto(`${sites.publicUrl}/report`, { waitUntil: 'networkidle' })
  if (scripts) {
    await page.check('[name=category][value=other]')
    await page.check('[name=district][value=unsure]')
    await page.fill('[name=what]', '重量')
    await page.click('main form button.main')
    await page.waitForSelector('[data-testid=tracking-code]')
  }
  const all = await Promise.all(came)
  expect(all.filter(({ bytes }) => !(bytes > 0))).toEqual([])
  await context.close()
  return all
}

function print(title: string, came: readonly { path: string; bytes: number }[]): number {
  const total = came.reduce((sum, { bytes }) => sum + bytes, 0)
  console.log(`${title}: ${(total / KB).toFixed(1)} KB in ${came.length} requests`)
  return total
}

test('the form without scripts is at most 20 KB in at most 3 requests', async () => {
  const came = await weigh(false)
  expect(print('Without scripts', came)).toBeLessThanOrEqual(20 * KB)
  expect(came.length).toBeLessThanOrEqual(3)
})

test('everything that seals and sends a report is at most 100 KB', async () => {
  const came = await weigh(true)
  for (const { path, bytes } of came) if (bytes > KB) console.log(`  ${(bytes / KB).toFixed(1)} KB ${path}`)
  expect(print('With scripts', came)).toBeLessThanOrEqual(100 * KB)
})
