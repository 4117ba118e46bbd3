import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DESKTOP, openBrowser, visit } from './browser.ts'
import { complaintsOf, expectAccessible, signIn } from './office-acts.ts'
import { chinesePdf, recordedVideo, scriptedPdf, sendTipWithFiles, silentWav } from './office-attachments.ts'
import { startSites, type Sites } from './world.ts'

const WHAT = '附件各式各样的一条线索'
const text = (words: string): Uint8Array => new TextEncoder().encode(words)
let sites: Sites
let browser: Browser

beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
  const video = await recordedVideo(browser)
  await sendTipWithFiles(sites.publicUrl, WHAT, [
    { name: '现场说明.pdf', type: 'application/pdf', bytes: scriptedPdf() },
    { name: '录音.wav', type: 'audio/wav', bytes: silentWav() },
    { name: '录像.webm', type: 'video/webm', bytes: video },
    { name: '扫描件.pdf', type: 'application/pdf', bytes: chinesePdf() },
    { name: '照片.jpg', type: 'image/jpeg', bytes: text('<script>alert(1)</script>') },
    { name: '../../网页.html', type: 'text/html', bytes: text('<script>alert(1)</script>') },
    { name: '聊天.txt', type: 'text/plain', bytes: Uint8Array.of(0xb6, 0xbe, 0xc6, 0xb7) },
  ])
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

async function openTheTip(): Promise<Page> {
  const page = await (await visit(browser, { viewport: DESKTOP })).context.newPage()
  await page.goto(sites.officeUrl)
  await signIn(page, 'lin.yue')
  await page.getByTestId('tip-row').filter({ hasText: WHAT }).click()
  await page.getByTestId('tip-report').locator('.what').waitFor()
  return page
}
const fileOf = (page: Page, name: string): Locator => page.getByTestId('file').filter({ hasText: name })

test('a PDF is drawn and its script does not run; sound plays; text is text, in GB18030 too', async () => {
  const page = await openTheTip()
  const complaints = complaintsOf(page)
  const dialogs: string[] = []
  page.on('dialog', (dialog) => dialogs.push(dialog.message()))
  await fileOf(page, '现场说明.pdf').getByTestId('file-open').click()
  await page.getByTestId('file-pdf').waitFor()
  await expect.poll(() => darkPixels(page), { timeout: 20_000 }).toBeGreaterThan(1000)

  await fileOf(page, '录音.wav').getByTestId('file-open').click()
  await expect.poll(() => page.getByTestId('file-audio').evaluate((audio: HTMLAudioElement) => audio.duration)).toBe(1)
  await fileOf(page, '聊天.txt').getByTestId('file-open').click()
  await page.getByTestId('file-text').getByText('毒品').waitFor()
  await expectAccessible(page)
  expect(dialogs).toEqual([])
  expect(complaints).toEqual([])
})

test('a video plays from memory, under the policy of the page', async () => {
  const page = await openTheTip()
  const complaints = complaintsOf(page)
  await fileOf(page, '录像.webm').getByTestId('file-open').click()
  const video = page.getByTestId('file-video')
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(64)
  expect(await video.evaluate((element: HTMLVideoElement) => element.currentSrc)).toMatch(/^blob:/)
  await video.evaluate((element: HTMLVideoElement) => element.play())
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(0)
  await expectAccessible(page)
  expect(complaints).toEqual([])
})

test('a PDF that brings no Chinese font is drawn with one of the machine', async () => {
  const page = await openTheTip()
  const complaints = complaintsOf(page)
  await fileOf(page, '扫描件.pdf').getByTestId('file-open').click()
  await page.getByTestId('file-pdf').waitFor()
  await expect.poll(() => darkPixels(page), { timeout: 20_000 }).toBeGreaterThan(1000)
  expect(complaints).toEqual([])
})

test('what is not what it says is not drawn, and a web page can only be saved', async () => {
  const page = await openTheTip()
  await fileOf(page, '照片.jpg').getByTestId('file-open').click()
  await fileOf(page, '照片.jpg').getByTestId('file-undrawable').waitFor()
  const html = fileOf(page, '网页.html')
  expect(await html.getByTestId('file-open').count()).toBe(0)
  await html.getByTestId('file-save').click()
  const download = page.waitForEvent('download')
  await page.getByTestId('file-save-confirm').click()
  expect((await download).suggestedFilename()).not.toContain('/')
})

test('a file that was changed on the way says so and shows nothing', async () => {
  const page = await openTheTip()
  await page.route('**/pieces/0', async (route) => {
    const response = await route.fetch()
    const body = await response.body()
    body[body.length - 20] = (body[body.length - 20] ?? 0) ^ 1
    await route.fulfill({ response, body })
  })
  await fileOf(page, '现场说明.pdf').getByTestId('file-open').click()
  await fileOf(page, '现场说明.pdf').getByTestId('file-damaged').waitFor()
  expect(await page.getByTestId('file-pdf').count()).toBe(0)
})

const darkPixels = (page: Page): Promise<number> =>
  page.getByTestId('file-pdf').evaluate((canvas: HTMLCanvasElement) => {
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    let dark = 0
    for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 40 && (pixels[at + 3] ?? 0) > 200) dark++
    return dark
  })
