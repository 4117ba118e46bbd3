import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'
import { startSites, type Sites } from './world.ts'

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const SEND = 'main form button.main'
/** A demo tip with messages from its desk. */
const KNOWN = 'parcels-of-tea'

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

async function fill(page: Page, what: string): Promise<void> {
  await page.check('[name=category][value=venue]')
  await page.check('[name=district][value=jiyang]')
  await page.fill('[name=what]', what)
}

async function axeFinds(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await axe.run()).violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`)
  })
}

async function codeOn(page: Page): Promise<string> {
  const shown = await page.textContent('[data-testid=tracking-code]')
  return (shown ?? '').replace(/\D/g, '')
}

describe.each([
  { scripts: true, prefix: '', size: PHONE },
  { scripts: false, prefix: '', size: PHONE },
  { scripts: true, prefix: '/en', size: DESKTOP },
  { scripts: false, prefix: '/en', size: DESKTOP },
])('with scripts: $scripts, at "$prefix/", $size.width px', ({ scripts, prefix, size }) => {
  test('a report gives a code, and the code shows where the report stands and takes an answer', async () => {
    const { context, foreign } = await visit(browser, { javaScriptEnabled: scripts, viewport: size })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (line) => line.type() === 'error' && errors.push(line.text()))

    await page.goto(`${sites.publicUrl}${prefix}/report`, { waitUntil: 'networkidle' })
    await fill(page, '某酒吧二楼有人兜售电子烟')
    await page.setInputFiles('[name=files]', [
      { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('看到的经过') },
    ])
    await page.click(SEND)
    await page.waitForSelector('[data-testid=tracking-code]')
    const code = await codeOn(page)
    expect(code).toMatch(/^\d{20}$/)
    expect(await page.textContent('[data-testid=tracking-code]')).toMatch(/^(\d{4} ){4}\d{4}$/)
    expect(page.url()).not.toContain(code)

    await page.goto(`${sites.publicUrl}${prefix}/status`, { waitUntil: 'networkidle' })
    await page.fill('[name=code]', code)
    await page.click(SEND)
    await page.waitForSelector('[data-testid=tip-status]')
    expect(await page.textContent('[data-testid=tip-status]')).toBe(
      prefix === '' ? '已收到，等待受理' : 'Received, waiting to be taken up',
    )
    await page.fill('[name=text]', '补充：每周五晚上')
    await page.click(SEND)
    await page.waitForSelector('.messages .own')
    expect(page.url()).not.toContain(code)

    if (scripts) {
      const kept = await page.evaluate(async () => [
        localStorage.length,
        sessionStorage.length,
        document.cookie,
        (await indexedDB.databases()).length,
      ])
      expect(kept).toEqual([0, 0, '', 0])
    }
    expect(await context.cookies()).toEqual([])
    expect(foreign).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })

  test('a form with a gap comes back whole, and says what is missing', async () => {
    const { context } = await visit(browser, { javaScriptEnabled: scripts, viewport: size })
    const page = await context.newPage()
    await page.goto(`${sites.publicUrl}${prefix}/report?view=large`, { waitUntil: 'networkidle' })
    await page.check('[name=district][value=yazhou]')
    await page.fill('[name=what]', '写了一半')
    await page.fill('[name=who]', '<b>绰号“阿明”</b>')
    await page.click(SEND)
    await page.waitForSelector('[role=alert] a[href="#category"]')
    expect(await page.inputValue('[name=what]')).toBe('写了一半')
    expect(await page.inputValue('[name=who]')).toBe('<b>绰号“阿明”</b>')
    expect(await page.isChecked('[name=district][value=yazhou]')).toBe(true)
    expect(await page.getAttribute('html', 'data-view')).toBe('large')
    await context.close()
  })

  test('a mistyped code is explained, an unknown one is answered', async () => {
    const { context } = await visit(browser, { javaScriptEnabled: scripts, viewport: size })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => request.url().endsWith('/api/mailbox') && asked.push(request.url()))
    await page.goto(`${sites.publicUrl}${prefix}/status`, { waitUntil: 'networkidle' })
    await page.fill('[name=code]', '1234 5678 9012 3456 7890')
    await page.click(SEND)
    await page.waitForSelector('#code-wrong')
    expect(asked).toEqual([])
    await page.fill('[name=code]', '0000 0000 0000 0000 0001')
    await page.click(SEND)
    await page
      .waitForFunction(
        (words) => new RegExp(words).test(document.querySelector('#code-wrong')?.textContent ?? ''),
        '没有找到|not found',
      )
      .catch(async (error: unknown) => {
        if (scripts) throw error
        expect(await page.textContent('#code-wrong')).toMatch(/没有找到|not found/)
      })
    await context.close()
  })
})

test('what was typed before the script came stays, and what was chosen is known', async () => {
  const { context } = await visit(browser, { viewport: PHONE })
  const page = await context.newPage()
  const gates: (() => void)[] = []
  await page.route('**/_app/**/*.js', async (route) => {
    await new Promise<void>((open) => gates.push(open))
    await route.continue()
  })
  const openAll = setInterval(() => gates.splice(0).forEach((open) => open()), 300)
  await page.goto(`${sites.publicUrl}/report`, { waitUntil: 'domcontentloaded' })
  await fill(page, '脚本来之前写下的')
  await page.check('[name=wantsReward]')
  await page.uncheck('[name=mayAsk]')
  await page.setInputFiles('[name=files]', [{ name: 'early.txt', mimeType: 'text/plain', buffer: Buffer.from('x') }])
  await page.getByText('early.txt').first().waitFor()
  expect(await page.inputValue('[name=what]')).toBe('脚本来之前写下的')
  expect(await page.isChecked('[name=category][value=venue]')).toBe(true)
  expect(await page.isChecked('[name=district][value=jiyang]')).toBe(true)
  expect(await page.isChecked('[name=wantsReward]')).toBe(true)
  expect(await page.isChecked('[name=mayAsk]')).toBe(false)

  await page.goto(`${sites.publicUrl}/status`, { waitUntil: 'domcontentloaded' })
  await page.fill('[name=code]', '1234 5678')
  await page.waitForLoadState('networkidle')
  expect(await page.inputValue('[name=code]')).toBe('1234 5678')
  clearInterval(openAll)
  await context.close()
})

test('a lost connection loses nothing: what was sealed is sent again, once', async () => {
  const { context } = await visit(browser, { viewport: PHONE })
  const page = await context.newPage()
  await page.goto(`${sites.publicUrl}/report`, { waitUntil: 'networkidle' })
  await fill(page, '断网也不能丢的一段话')
  const sent: string[] = []
  // The request arrives and its answer does not: the worst kind of loss.
  await page.route('**/api/tips', async (route) => {
    sent.push(route.request().postData() ?? '')
    await route.fetch()
    await route.abort('connectionreset')
  })
  await page.click(SEND)
  await page.getByRole('button', { name: '重新发送' }).waitFor()
  await page.unroute('**/api/tips')
  page.on('request', (request) => request.url().endsWith('/api/tips') && sent.push(request.postData() ?? ''))
  await page.getByRole('button', { name: '重新发送' }).click()
  await page.waitForSelector('[data-testid=tracking-code]')
  expect(new Set(sent).size).toBe(1)
  const { id } = JSON.parse(sent[0] ?? '{}') as { id: string }
  const [found] = await sites.database.owner`select count(*)::int as times from tips where id = ${id}`
  expect(found?.['times']).toBe(1)
  await context.close()
})

test('giving up after a lost connection leads back to the form with everything in it', async () => {
  const { context } = await visit(browser, { viewport: PHONE })
  const page = await context.newPage()
  await page.goto(`${sites.publicUrl}/report`, { waitUntil: 'networkidle' })
  await fill(page, '还要再改的话')
  await page.fill('[name=vehicles]', '琼B12345')
  await page.route('**/desks', (route) => route.abort('connectionreset'))
  await page.click(SEND)
  await page.getByRole('button', { name: '返回修改' }).click()
  expect(await page.inputValue('[name=what]')).toBe('还要再改的话')
  expect(await page.inputValue('[name=vehicles]')).toBe('琼B12345')
  await context.close()
})

test('after the code was shown, going back shows an empty form', async () => {
  const { context } = await visit(browser, { viewport: PHONE })
  const page = await context.newPage()
  await page.goto(`${sites.publicUrl}/report`, { waitUntil: 'networkidle' })
  await fill(page, '不该留下的话')
  await page.click(SEND)
  await page.waitForSelector('[data-testid=tracking-code]')
  await page.goto(`${sites.publicUrl}/help`)
  await page.goBack({ waitUntil: 'networkidle' })
  expect(await page.inputValue('[name=what]')).toBe('')
  expect(await page.locator('[data-testid=tracking-code]').count()).toBe(0)
  await context.close()
})

test('a page that may not derive keys says so, and the plain post works', async () => {
  const { context } = await visit(browser, { viewport: PHONE })
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'))
  const page = await context.newPage()
  await page.goto(`${sites.publicUrl}/report`, { waitUntil: 'networkidle' })
  expect(await page.textContent('main .note')).toContain('不允许在本机加密')
  await fill(page, '更安全级别下写的话')
  await page.click(SEND)
  await page.waitForSelector('[data-testid=tracking-code]')
  expect(await codeOn(page)).toMatch(/^\d{20}$/)
  await context.close()
})

test('without scripts every answer to a code has one size, whatever the code', async () => {
  const look = async (code: string): Promise<Record<'status' | 'bytes' | 'policy' | 'isFound', unknown>> => {
    const body = new FormData()
    body.set('code', code)
    const headers = { origin: 'null', 'accept-encoding': 'identity' }
    const answer = await fetch(`${sites.publicUrl}/status`, { method: 'POST', body, headers })
    const html = await answer.text()
    const policy = answer.headers.get('cache-control')
    return {
      status: answer.status,
      bytes: Buffer.byteLength(html),
      policy,
      isFound: html.includes('data-testid="tip-status"'),
    }
  }
  const answers = [await look(await sites.codeOf(KNOWN)), await look('00000000000000000001'), await look('12345')]
  const same = { status: 200, bytes: 192 * 1024, policy: 'no-store, no-transform' }
  expect(answers).toEqual([
    { ...same, isFound: true },
    { ...same, isFound: false },
    { ...same, isFound: false },
  ])
})

describe.each([PHONE, DESKTOP])('at $width px', (size) => {
  test.each(['/', '/report', '/status', '/trust', '/help', '/nowhere'])(
    'axe finds nothing on %s, light, dark and large, in both languages',
    async (path) => {
      const { context, foreign } = await visit(browser, { viewport: size, bypassCSP: true })
      const page = await context.newPage()
      for (const query of ['', '?theme=dark', '?view=large', '?view=large&theme=dark']) {
        for (const prefix of ['', '/en']) {
          await page.goto(`${sites.publicUrl}${prefix}${path === '/' && prefix ? '' : path}${query}`, {
            waitUntil: 'networkidle',
          })
          expect(await axeFinds(page), `${prefix}${path}${query}`).toEqual([])
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
        }
      }
      expect(foreign).toEqual([])
      await context.close()
    },
  )
})

test.each(['', '?view=large&theme=dark'])(
  'axe finds nothing on what a form answers%s: gaps, the code, the status',
  async (query) => {
    const { context } = await visit(browser, { viewport: PHONE, bypassCSP: true })
    const page = await context.newPage()
    await page.goto(`${sites.publicUrl}/report${query}`, { waitUntil: 'networkidle' })
    await page.click(SEND)
    await page.waitForSelector('[role=alert] a[href="#category"]')
    expect(await axeFinds(page)).toEqual([])
    await fill(page, '一段话')
    await page.click(SEND)
    await page.waitForSelector('[data-testid=tracking-code]')
    expect(await axeFinds(page)).toEqual([])
    await page.goto(`${sites.publicUrl}/status${query}`, { waitUntil: 'networkidle' })
    await page.fill('[name=code]', '1')
    await page.click(SEND)
    await page.waitForSelector('#code-wrong')
    expect(await axeFinds(page)).toEqual([])
    await page.fill('[name=code]', await sites.codeOf(KNOWN))
    await page.click(SEND)
    await page.waitForSelector('[data-testid=tip-status]')
    expect(await axeFinds(page)).toEqual([])
    await context.close()
  },
)
