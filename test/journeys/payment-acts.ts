import type { Browser, Page } from 'playwright-core'
import { DESKTOP, visit } from './browser.ts'
import { signIn } from './office-acts.ts'
import type { Sites } from './world.ts'

/** What people of the finance desk do in a browser, for the journeys. */

/** Somebody of the office at a desk of their own. */
export async function officeOf(browser: Browser, sites: Sites, login: string): Promise<Page> {
  const here = { viewport: DESKTOP, timezoneId: 'America/New_York', reducedMotion: 'reduce' } as const
  const page = await (await visit(browser, here)).context.newPage()
  await page.goto(sites.officeUrl)
  await signIn(page, login)
  return page
}

/** Goes somewhere as a link does, so that the keys stay. */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    const link = document.createElement('a')
    link.href = to
    document.querySelector('main')?.append(link)
    link.click()
    link.remove()
  }, path)
}

export async function toRun(page: Page, path: string): Promise<void> {
  await go(page, '/payments/runs')
  await page.getByTestId('run-rows').waitFor()
  await go(page, path)
  await page.getByTestId('run-do').waitFor()
}

/** Takes a step of the batch on the page: the button, and the signature in the dialog. */
export async function take(page: Page, step: string): Promise<void> {
  await page.getByTestId(`run-${step}`).click()
  await page.getByTestId('run-step-sign').click()
  await page.getByTestId('take-run-step').waitFor({ state: 'hidden' })
}
