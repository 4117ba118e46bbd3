import { createServer, type Server } from 'node:http'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build, type Rolldown } from 'vite'
import type { InBrowser } from '#test/seal/in-browser.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const SYSTEM_CHROMIUM = '/usr/bin/chromium'
const WITH_WASM = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'"
const WITHOUT_WASM = "default-src 'none'; script-src 'self'; worker-src 'self'"

let browser: Browser
const servers: Server[] = []
let files: Map<string, string>

beforeAll(async () => {
  files = await bundled()
  browser = await playwright.launch({
    executablePath: existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--no-zygote'],
  })
})

afterAll(async () => {
  await browser?.close()
  for (const server of servers) server.close()
})

test('every vector gives its answer in Chromium, with Argon2 in a worker and no eval', async () => {
  const said = await ask(WITH_WASM)
  expect(said.differences).toEqual([])
  expect(said.checked).toBeGreaterThan(100)
  expect(said.worker).toBe('same')
  expect(said.evalWorks).toBe(false)
})

test('where WebAssembly is not allowed the page knows it, and the worker fails instead of keeping silent', async () => {
  const said = await ask(WITHOUT_WASM)
  expect(said.canDerive).toBe(false)
  expect(said.worker).toContain('The derivation failed')
})

/** Opens the page under a policy and waits for what it found. */
async function ask(policy: string): Promise<InBrowser> {
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(await serve(policy))
  const said = await page.evaluate(() => globalThis.vectorsChecked)
  await page.close()
  expect(errors).toEqual([])
  return said
}

async function serve(policy: string): Promise<string> {
  const server = createServer((request, answer) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    const found = path === '/' ? '<!doctype html><script type="module" src="/page.js"></script>' : files.get(path)
    answer.statusCode = found === undefined ? 404 : 200
    answer.setHeader('content-type', path === '/' ? 'text/html; charset=utf-8' : 'text/javascript')
    answer.setHeader('content-security-policy', policy)
    answer.end(found ?? '')
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return `http://127.0.0.1:${address.port}/`
}

/** The page and its worker as the public site would build them, by path. */
async function bundled(): Promise<Map<string, string>> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: `${root}/test/seal/in-browser.ts`, output: { entryFileNames: 'page.js' } },
    },
    worker: { format: 'es' },
  })
  const [{ output }] = [result].flat() as [Rolldown.RolldownOutput]
  return new Map(output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : String(file.source)]))
}
