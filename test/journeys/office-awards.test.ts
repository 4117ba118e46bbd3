import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CONDITIONS, ruleSet } from '#contract/rewards/rule-set.ts'
import { crackedCase, demoTip, seized } from './award-acts.ts'
import { DESKTOP, openBrowser, PHONE, visit } from './browser.ts'
import { complaintsOf, DEMO_PASSWORD, expectAccessible, signIn } from './office-acts.ts'
import { enterRules } from '../server/awards-world.ts'
import { foundIn, searchDatabase, searchFolder } from './search.ts'
import { startSites, type Sites } from './world.ts'

const WHY = '对照案卷逐项核对属实'
const BACK = '请补充称量笔录的文号'

let sites: Sites
let browser: Browser
let lin: Page
let wang: Page
let zheng: Page
let he: Page
let qiu: Page
let xing: Page
let code: string
/** The large award, and the one that nothing goes well with. */
let large: string
let small: string
let smallCase: string
let outcome: string

beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
  const people = ['lin.yue', 'wang.liheng', 'zheng.qiwen', 'he.simin', 'qiu.wanning', 'xing.ruogu']
  ;[lin, wang, zheng, he, qiu, xing] = (await Promise.all(people.map(enter))) as [Page, Page, Page, Page, Page, Page]
})
afterAll(async () => {
  await browser?.close()
  await sites?.stop()
})

async function enter(login: string): Promise<Page> {
  const here = { viewport: DESKTOP, timezoneId: 'America/New_York', reducedMotion: 'reduce' } as const
  const page = await (await visit(browser, here)).context.newPage()
  await page.goto(sites.officeUrl)
  await signIn(page, login)
  return page
}
async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page)
  await page.setViewportSize(PHONE)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await page.setViewportSize(DESKTOP)
  await page.emulateMedia({ colorScheme: 'light' })
}
/** Goes somewhere as a link does, so that the keys stay. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    const link = document.createElement('a')
    link.href = to
    document.querySelector('main')?.append(link)
    link.click()
    link.remove()
  }, path)
}
async function toAward(page: Page, award: string): Promise<void> {
  await go(page, '/rewards')
  await page.getByTestId('award-rows').or(page.getByTestId('awards-empty')).waitFor()
  await go(page, `/rewards/${award}`)
  await page.getByTestId('award-do').waitFor()
}
/** Opens the proposal beside the linked tip of a case, and answers what a person has to. */
async function propose(casePath: string): Promise<string> {
  await go(lin, casePath)
  await lin.getByTestId('propose-award').click()
  await answerConditions()
  return send()
}
async function answerConditions(): Promise<void> {
  for (const condition of CONDITIONS) {
    await lin.getByTestId(`${condition}-yes`).check()
    await lin.getByTestId(`${condition}-why`).fill(WHY)
  }
}
async function send(): Promise<string> {
  await lin.getByTestId('proposal-send').click()
  await lin.waitForURL(/\/rewards\/[\da-f-]{36}$/)
  return new URL(lin.url()).pathname.split('/').at(-1) ?? ''
}
/** Takes a step: the button, and the signature in the dialog. */
async function take(page: Page, step: string): Promise<void> {
  await page.getByTestId(`step-${step}`).click()
  await page.getByTestId('take-sign').click()
  await page.getByTestId('take-step').waitFor({ state: 'hidden' })
}
async function takeAt(page: Page, award: string, step: string): Promise<void> {
  await toAward(page, award)
  await take(page, step)
}
const chain = (page: Page, step: string) => page.locator(`[data-testid=chain-step][data-step=${step}]`)

test('what was seized is confirmed, and an officer sees what it would come to before anything is answered', async () => {
  const complaints = complaintsOf(lin)
  const found = await demoTip(sites, 'boat-at-night')
  code = found.code
  const casePath = await crackedCase({ lin, wang }, found.tip, '“十一月”专案')
  await seized({ lin, wang }, casePath, { substance: 'heroin', grams: '24940' })
  await seized({ lin, wang }, casePath, { substance: 'ketamine', grams: '600' })
  await go(lin, casePath)
  await lin.getByTestId('case-awards').getByText('还没有奖励').waitFor()
  await lin.getByTestId('propose-award').press('Enter')
  await lin.getByTestId('acceptance').getByText('受理在首次行动之前').waitFor()
  expect(await lin.getByTestId('finding').count()).toBe(2)
  await lin.getByText('林越登记，王立衡复核').first().waitFor()
  const line = lin.getByTestId('line')
  await line.getByText('氯胺酮 600 克 × 0.1 = 60 克海洛因当量').waitFor()
  await line.getByText('25,000 克，属于“20,000 克（含）至 50,000 克（不含）”这一档。').waitFor()
  expect(await lin.getByTestId('proposal-total').textContent()).toBe('100,000 元')
  await lin.getByTestId('rules-default').getByText('演示默认标准').waitFor()
  expect(complaints).toEqual([])
})

test('nothing is put forward without its reasons; what was typed survives a refusal and a lock', async () => {
  await lin.getByTestId('proposal-send').click()
  await lin.getByTestId('proposal-wrong').waitFor()
  await lin.getByTestId('verified-no').check()
  await lin.getByTestId('verified-why').fill('尚在查证')
  await lin.getByTestId('percent').fill('60')
  await expect.poll(() => lin.getByTestId('proposal-total').textContent()).toBe('60,000 元')
  await lin.getByTestId('taken-line').getByText('本线索的贡献为 60%').waitFor()
  await expectGood(lin)
  await lin.getByTestId('lock').click()
  await lin.getByTestId('unlock-password').fill(DEMO_PASSWORD)
  await lin.getByTestId('unlock-submit').click()
  await expect.poll(() => lin.getByTestId('verified-why').inputValue(), { timeout: 20_000 }).toBe('尚在查证')
  expect(await lin.getByTestId('percent').inputValue()).toBe('60')
  await answerConditions()
  await lin.getByTestId('verified-no').check()
  await lin.getByTestId('proposal-send').click()
  await lin.getByTestId('conditions-unmet').getByText('五项条件全部符合').waitFor()
  await lin.getByTestId('verified-yes').check()
  await lin.getByTestId('share-why').fill('另有两条线索共同促成')
  large = await send()
  await lin.locator('[data-testid=award-state][data-state=proposed]').first().waitFor()
  await chain(lin, 'propose').getByText('✓ 签名有效').waitFor()
  await lin.getByTestId('condition-why').first().getByText(WHY).waitFor()
  expect(await lin.locator('[data-testid^=step-review]').count()).toBe(0)
  await expectGood(lin)
})

test('the reviewer finds it in the list by keyboard, explains each line from the screen, and signs', async () => {
  const complaints = complaintsOf(zheng)
  await zheng.getByTestId('nav-awards').click()
  await zheng.getByTestId('tab-mine').click()
  await zheng.locator(`[data-testid=award-row][data-award="${large}"]`).waitFor()
  await expectGood(zheng)
  await zheng.keyboard.press('j')
  await expect.poll(() => zheng.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('award-row')
  await zheng.locator(`[data-award="${large}"]`).press('Enter')
  await zheng.getByTestId('line').getByText('合计 25,000 克海洛因当量').waitFor()
  await zheng.getByTestId('condition-why').first().waitFor()
  const text = (await zheng.locator('main').textContent()) ?? ''
  for (const secret of ['“十一月”专案', '不开灯', '皮卡']) expect(text).not.toContain(secret)
  await take(zheng, 'review')
  await chain(zheng, 'review').getByText('✓ 签名有效').waitFor()
  await expectGood(zheng)
  expect(complaints).toEqual([])
})

test('above the limit two leaders approve; the first who tries the second step is told why not', async () => {
  await takeAt(he, large, 'approve')
  await he.getByTestId('may-not').getByText('必须由不同的人办理').waitFor()
  expect(await he.getByTestId('step-approve-second').count()).toBe(0)
  await expectGood(he)
  await takeAt(qiu, large, 'approve-second')
  await qiu.locator('[data-testid=award-state][data-state=approved]').first().waitFor()
})

test('finance sees the lines and nothing of the case, and confirms the funds', async () => {
  await toAward(xing, large)
  await xing.getByTestId('line').waitFor()
  expect(await xing.getByTestId('award-conditions').count()).toBe(0)
  expect(await xing.locator('main').textContent()).not.toContain('AJ-')
  await take(xing, 'fund')
  await xing.locator('[data-testid=award-state][data-state=granted]').first().waitFor()
  await xing.getByTestId('award-claim').waitFor()
  expect(await xing.getByTestId('signature').count()).toBe(5)
  expect(await xing.locator('[data-testid=signature]:not([data-check=signed])').count()).toBe(0)
  await expectGood(xing)
})

test('an approval on a page that was left open is refused when a colleague sent it back meanwhile', async () => {
  const { tip } = await demoTip(sites, 'oil-in-arcade')
  smallCase = await crackedCase({ lin, wang }, tip, '“电玩城”案')
  outcome = await seized({ lin, wang }, smallCase, { substance: 'ketamine', grams: '600' })
  small = await propose(smallCase)
  await takeAt(zheng, small, 'review')
  await toAward(he, small)
  await he.getByTestId('step-approve').click()
  await toAward(qiu, small)
  await qiu.getByTestId('step-return').click()
  await qiu.getByTestId('take-sign').click()
  await qiu.getByTestId('take-step').getByText('请写明理由').waitFor()
  await qiu.getByTestId('step-reason-input').fill(BACK)
  await expectGood(qiu)
  await qiu.getByTestId('take-sign').click()
  await qiu.getByTestId('step-reason').getByText(BACK).waitFor()
  await he.getByTestId('take-sign').click()
  await he.getByTestId('take-failure').getByText('已不是最新版本').waitFor()
  expect(await he.getByTestId('take-sign').count()).toBe(0)
  await expectAccessible(he)
  await he.getByTestId('take-close').click()
  await he.getByTestId('step-failure').getByText('已不是最新版本').waitFor()
  await he.locator('[data-testid=award-state][data-state=returned]').first().waitFor()
})

test('a new version begins with what the last one said, reasons too; both stand side by side', async () => {
  await toAward(lin, small)
  await lin.getByTestId('step-reason').getByText(BACK).waitFor()
  await lin.getByTestId('new-version').click()
  expect(await lin.getByTestId('jurisdiction-why').inputValue()).toBe(WHY)
  await lin.getByTestId('percent').fill('50')
  await lin.getByTestId('share-why').fill('另一半归佐证线索')
  await send()
  await lin.locator('[data-testid=version-row][data-key=share]').getByText('100%').waitFor()
  await lin.locator('[data-testid=version-row][data-key=share]').getByText('50%').waitFor()
  await expectGood(lin)
})

test('a fact that was edited after the review stops the approval, and the page says which', async () => {
  await takeAt(zheng, small, 'review')
  await toAward(he, small)
  await seized({ lin, wang }, smallCase, { substance: 'ketamine', grams: '590', corrects: outcome })
  await he.getByTestId('step-approve').click()
  await he.getByTestId('take-sign').click()
  await he.getByTestId('take-failure').getByText('已被更正或者有新增').waitFor()
  await he.getByTestId('take-close').click()
  await he.getByTestId('facts-changed').getByText('所依据战果已变更').waitFor()
  await he.getByTestId('step-failure').getByText('退回').waitFor()
  await expectGood(he)
  await he.getByTestId('step-return').click()
  await he.getByTestId('step-reason-input').fill('战果已更正，请重新核定')
  await he.getByTestId('take-sign').click()
  await he.locator('[data-testid=award-state][data-state=returned]').first().waitFor()
})

test('of two approvers who press at once one is done and the other is told', async () => {
  await toAward(lin, small)
  await lin.getByTestId('new-version').click()
  await lin.getByTestId('finding').getByText('590').waitFor()
  await send()
  await takeAt(zheng, small, 'review')
  for (const page of [he, qiu]) {
    await toAward(page, small)
    await page.getByTestId('step-approve').click()
  }
  await Promise.all([he, qiu].map((page) => page.getByTestId('take-sign').click()))
  const told = await Promise.all(
    [he, qiu].map(async (page) => {
      await page.getByTestId('take-failure').or(page.getByTestId('notice')).first().waitFor()
      return (await page.getByTestId('take-failure').count()) > 0
    }),
  )
  expect(told.filter(Boolean).length).toBe(1)
  const late = told[0] === true ? he : qiu
  await late.getByTestId('take-failure').getByText('已不是最新版本').waitFor()
})

test('a rule set that was switched in between stops the funds, and the page says so', async () => {
  await toAward(xing, small)
  const file = new URL('../../db/rule-sets/sy-default-1.json', import.meta.url)
  const rules = ruleSet.parse(JSON.parse(await readFile(file, 'utf8')))
  await enterRules(sites.database.owner, { ...rules, code: 'SY-2026-9' }, '2026-01-01')
  await xing.getByTestId('step-fund').click()
  await xing.getByTestId('take-sign').click()
  await xing.getByTestId('take-failure').getByText('奖励规则已经更换').waitFor()
  await xing.getByTestId('take-close').click()
  await xing.getByTestId('step-failure').getByText('按新规则重新核定').waitFor()
  await xing.locator('[data-testid=award-state][data-state=approved]').first().waitFor()
})

test('a sum that is not the one that was signed is a red alarm, and nothing can be signed', async () => {
  await zheng.route(`**/api/awards/${large}`, async (route) => {
    const answer = await route.fetch()
    const text = (await answer.text()).replace('"totalFen":"6000000"', '"totalFen":"9000000"')
    await route.fulfill({ response: answer, body: text })
  })
  await toAward(zheng, large)
  await zheng.getByTestId('award-alarms').getByText('与第 1 版的内容和签名不一致').waitFor()
  await zheng.getByTestId('signing-blocked').waitFor()
  await expectGood(zheng)
})

test('the tipster with the code sees the amount and how it came about', async () => {
  const page = await (await visit(browser, { viewport: PHONE })).context.newPage()
  await page.goto(`${sites.publicUrl}/status`, { waitUntil: 'networkidle' })
  await page.fill('[name=code]', code)
  await page.click('main form button.main')
  await page.getByTestId('award').waitFor()
  expect(await page.getByTestId('award-total').textContent()).toContain('60,000')
  expect(await page.getByTestId('award-line').count()).toBeGreaterThan(0)
})

test('why anybody decided stands nowhere that can be read; what is no secret is found by the same search', async () => {
  const reasons = [WHY, BACK, '另有两条线索共同促成', '另一半归佐证线索', '战果已更正，请重新核定']
  const { hits, rows } = await searchDatabase(sites.database.owner, [...reasons, '称字〔2026〕第19号'])
  expect(rows).toBeGreaterThan(1000)
  expect(new Set(hits)).toEqual(new Set(['称字〔2026〕第19号 in "public"."outcomes".record_number']))
  expect(await searchFolder(sites.dataDir, reasons)).toEqual([])
  expect(foundIn(Buffer.from(sites.output.join('\n')), 'the output', reasons)).toEqual([])
})
