import { randomBytes } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MAX_FILE_BYTES } from '#contract/envelope.ts'
import { openBrowser, PHONE, visit } from './browser.ts'
import { startSites, type Sites } from './world.ts'

let sites: Sites
let browser: Browser
let path: string

beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
  path = join(tmpdir(), `lushao-large-${process.pid}.mp4`)
  const file = await open(path, 'w')
  const block = randomBytes(1024 * 1024)
  for (let written = 0; written < MAX_FILE_BYTES; written += block.length) await file.write(block)
  await file.close()
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
  await rm(path, { force: true })
})

/** Bytes of the page's own memory: its objects and what they hold outside the heap. */
async function pageBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize, backingStorageSize } = (await session.send('Runtime.getHeapUsage')) as Record<string, number>
  await session.detach()
  return (usedSize ?? 0) + (backingStorageSize ?? 0)
}

test('a file of 200 MB is sealed and sent as it streams: memory stays flat, progress shows', async () => {
  const page = await (await visit(browser, { viewport: PHONE })).context.newPage()
  await page.goto(`${sites.publicUrl}/report`, { waitUntil: 'networkidle' })
  await page.check('[name=category][value=dealing]')
  await page.check('[name=district][value=jiyang]')
  await page.fill('[name=what]', '手机拍的整段录像')
  await page.setInputFiles('[name=files]', path)
  const before = await pageBytes(page)
  const startedAt = Date.now()
  await page.click('main form button.main')

  const code = page.getByTestId('tracking-code')
  const shown = new Set<number>()
  let most = 0
  while (!(await code.isVisible())) {
    const bar = page.locator('progress')
    if (await bar.isVisible()) shown.add(Number(await bar.getAttribute('value').catch(() => 0)))
    most = Math.max(most, (await pageBytes(page)) - before)
    await page.waitForTimeout(200)
  }
  const mib = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`
  console.log(
    `${mib(MAX_FILE_BYTES)} sealed and sent in ${((Date.now() - startedAt) / 1000).toFixed(1)} s; the page grew by at most ${mib(most)}`,
  )
  expect(shown.size).toBeGreaterThan(5)
  expect(most).toBeLessThan(64 * 1024 * 1024)
  const [row] = await sites.database
    .owner`select sum(size)::float8 as stored, count(*)::int as pieces from sealed_pieces p join tip_files f using (file_id) where f.pieces > 10`
  expect(Number(row?.['stored'])).toBeGreaterThan(MAX_FILE_BYTES)
})

test('a file that is too large is refused before anything is sent, and what was typed stays', async () => {
  const page = await (await visit(browser, { viewport: PHONE })).context.newPage()
  const larger = await open(path, 'a')
  await larger.write(Buffer.alloc(1024))
  await larger.close()
  await page.goto(`${sites.publicUrl}/report`, { waitUntil: 'networkidle' })
  await page.check('[name=category][value=dealing]')
  await page.check('[name=district][value=jiyang]')
  await page.fill('[name=what]', '太长的录像')
  await page.setInputFiles('[name=files]', path)
  await page.click('main form button.main')
  await page.locator('#files-wrong').waitFor()
  expect(await page.inputValue('[name=what]')).toBe('太长的录像')
})
