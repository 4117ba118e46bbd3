import { existsSync } from 'node:fs'
import packaged from '@sparticuz/chromium'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A headless Chromium: the machine's own where there is one, otherwise the one that comes with the packages. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = INSTALLED.find((path) => existsSync(path)) ?? (await packaged.executablePath())
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-zygote',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-quic',
    ],
  })
}

export const PHONE = { width: 360, height: 740 }
export const DESKTOP = { width: 1280, height: 900 }

export type Visited = { context: BrowserContext; foreign: string[] }

/** A fresh profile that notes every request to another host than the two of ours. */
export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visited> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options })
  const foreign: string[] = []
  context.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') foreign.push(request.url())
  })
  return { context, foreign }
}
