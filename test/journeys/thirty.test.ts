import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { readMailbox } from '#contract/mailbox.ts'
import { EMPTY_REPORT } from '#db/seed/tips.ts'
import { toB64 } from '#seal/b64.ts'
import { codeKeys } from '#seal/code-keys.ts'
import { call, type Send } from '#ui/client.ts'
import { nodeDerive } from '../../web/public/src/answers/node-derive.ts'
import { impatient } from '../../web/reporting/again.ts'
import { sendTip } from '../../web/reporting/send-tip.ts'
import { DESKTOP, openBrowser, visit } from './browser.ts'
import { complaintsOf, expectAccessible, signIn } from './office-acts.ts'
import { foundIn, searchDatabase, searchFolder } from './search.ts'
import { startSites, type Sites } from './world.ts'

/** What nothing but the tips says: one car in three writings, whom it belongs to, and how to reach them. */
const PLATES = ['琼B·7X9K2', '琼b7x9k2', '瓊Ｂ－７Ｘ９Ｋ２']
const PHONE = '13987651234'
const NAME = '欧阳震霆'
const VENUE = '碧涛湾夜宵档'
const SPAM = '专业代开各类发票，价格优惠，可先开后付，量大从优，请加客服详谈，本信息长期有效，编号'

let sites: Sites
let browser: Browser
const codes: string[] = []

beforeAll(async () => {
  sites = await startSites({ demo: true })
  browser = await openBrowser()
  for (const what of thirty()) codes.push(await report(what))
}, 240_000)
afterAll(async () => {
  await browser.close()
  await sites.stop()
})

/** Three about one car, ten pieces of the same nuisance, seventeen that each stand alone. */
function thirty(): string[] {
  const cars = PLATES.map(
    (plate, turn) => `第${turn + 1}次看到${plate}在${VENUE}后门卸货，开车的叫${NAME}，电话${PHONE}。`,
  )
  const nuisance = Array.from({ length: 10 }, (_, turn) => `${SPAM}${turn}。`)
  const others = Array.from(
    { length: 17 },
    (_, turn) => `${turn + 1}号楼顶层每到周末半夜有陌生人进出，楼道里有刺鼻气味。`,
  )
  return [...others.slice(0, 9), ...cars, ...nuisance, ...others.slice(9)]
}

const send: Send = (path, init) => fetch(sites.publicUrl + path, init)

async function report(what: string): Promise<string> {
  const { files: _none, ...empty } = EMPTY_REPORT
  const deps = { send, derive: nodeDerive, patience: impatient }
  const sent = await sendTip(deps, { category: 'transport', district: 'unsure', report: { ...empty, what }, files: [] })
  if (sent.is !== 'sent') throw new Error(sent.is)
  return sent.code
}

async function officer(login: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await visit(browser, { viewport: DESKTOP })).context.newPage()
  const complaints = complaintsOf(page)
  await page.goto(sites.officeUrl)
  await signIn(page, login)
  await page.getByTestId('tip-row').first().waitFor()
  return { page, complaints }
}

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}
/** What stands in the focused row: its tip, stage and first line. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const row = document.activeElement
    return {
      tip: row?.getAttribute('data-tip') ?? null,
      stage: row?.getAttribute('data-stage') ?? null,
      line: row?.querySelector('[data-testid=first-line]')?.textContent ?? '',
    }
  })
/** Goes to a queue by its tab, and puts the focus before the first row. */
async function showStage(page: Page, stage: string): Promise<void> {
  await page.getByTestId(`stage-${stage}`).focus()
  await press(page, 'Enter')
  await page.waitForURL(`**stage=${stage}`)
  await page.getByTestId('first-line').first().waitFor()
}

const isOurs = (line: string): boolean => [SPAM.slice(0, 10), VENUE, '号楼顶层'].some((words) => line.includes(words))

/** One key for each new tip of ours, from the top of the list to its end. */
async function triage(page: Page, keyOf: (line: string) => string): Promise<void> {
  await showStage(page, 'received')
  const rows = await page.getByTestId('tip-row').count()
  await expect.poll(() => page.getByTestId('first-line').count(), { timeout: 20_000 }).toBe(rows)
  await press(page, 'j', ...Array.from({ length: rows }, () => 'k'))
  for (;;) {
    const { tip, stage, line } = await focused(page)
    const acts = isOurs(line) && stage === 'received'
    if (acts) await press(page, keyOf(line))
    // An act moves on by itself; a refused one stays at its row, where it is told.
    if ((acts && (await leaves(page, tip))) || (await leaves(page, tip, 'j'))) continue
    return
  }
}

/** Whether the focus leaves a row within a second, after a key if one is given. */
async function leaves(page: Page, tip: string | null, key?: string): Promise<boolean> {
  if (key !== undefined) await press(page, key)
  const has = (): Promise<boolean> => focused(page).then((now) => now.tip !== null && now.tip !== tip)
  return vi.waitUntil(has, { timeout: 1000, interval: 20 }).catch(() => false)
}

const stagesOf = async (): Promise<Record<string, number>> => {
  const rows = await sites.database.owner`
    select stage, count(*)::int as tips from (select tip_id, stage from tip_states order by serial desc limit 30) newest group by stage`
  return Object.fromEntries(rows.map((row) => [String(row['stage']), Number(row['tips'])]))
}

/** What the tipster's browser reads with the code. */
async function stagesSeen(code: string): Promise<string[]> {
  const [site] = await sites.database.owner`select site_id from site`
  const keys = await codeKeys(code, String(site?.['site_id']), nodeDerive)
  const answer = await call(send, readMailbox, { body: { lookupB64: toB64(keys.lookupBytes), before: null } })
  if (answer.is !== 'done') throw new Error(answer.is)
  return answer.reply.mailbox?.stages.map(({ stage }) => stage) ?? []
}

let chen: Page
let lin: Page

test('two officers work through thirty new tips by keyboard alone, and the second at a tip is told', async () => {
  const [first, second] = [await officer('chen.haiming'), await officer('lin.yue')]
  chen = first.page
  lin = second.page
  // Both look at the same tip; the first accepts it, the second calls it spam a moment later.
  await Promise.all([showStage(chen, 'received'), showStage(lin, 'received')])
  await Promise.all([press(chen, 'j'), press(lin, 'j')])
  const { tip } = await focused(chen)
  await lin.locator(`[data-tip="${tip}"]`).focus()
  await press(chen, 'a')
  await chen.locator(`[data-tip="${tip}"][data-stage=accepted]`).waitFor()
  await press(lin, 's')
  await lin.getByTestId('row-refused').or(lin.getByTestId('refused')).first().waitFor()

  await Promise.all([
    triage(chen, (line) => (line.includes(SPAM.slice(0, 10)) ? 's' : 'a')),
    triage(lin, (line) => (line.includes(SPAM.slice(0, 10)) ? 's' : 'i')),
  ])
  await expect.poll(stagesOf, { timeout: 30_000 }).toEqual({ accepted: 20, spam: 10 })
  const twice = await sites.database.owner`
    select tip_id from tip_moves where move in ('accept', 'mark-spam') group by tip_id, move having count(*) > 1`
  expect(twice).toHaveLength(0)
  expect([...first.complaints, ...second.complaints]).toEqual([])
})

test('the three about one car are found by any writing, belong together, and go into one case', async () => {
  await expect
    .poll(
      async () =>
        (
          await sites.database.owner`select 1 from tip_states s join desks d on d.id = s.desk_id
      where indexed_seq < content_seq and d.name_zh like '%支队'`
        ).length,
      { timeout: 90_000 },
    )
    .toBe(0)
  await press(chen, '/')
  await chen.getByTestId('search-box').fill('琼 b 7x9k2')
  await press(chen, 'Enter')
  await expect.poll(() => chen.getByTestId('search-result').count(), { timeout: 20_000 }).toBe(3)
  await chen.getByTestId('search-box').blur()
  await press(chen, 'j', 'Enter')
  await chen.getByTestId('tip-report').getByText(VENUE).first().waitFor()
  await expect.poll(() => chen.getByTestId('related-tip').count(), { timeout: 20_000 }).toBe(2)
  await expectAccessible(chen)

  await chen.getByTestId('back').press('Enter')
  await showStage(chen, 'accepted')
  for (const plate of PLATES) {
    await chen.getByTestId('tip-row').filter({ hasText: plate }).focus()
    await press(chen, 'x')
  }
  await press(chen, 'c')
  await chen.getByTestId('link-into-open').focus()
  await press(chen, 'ArrowDown')
  await chen.getByTestId('case-title').fill('“三联”专案')
  await chen.getByTestId('case-title').press('Enter')
  await chen.getByTestId('link-dialog').waitFor({ state: 'hidden' })
  const linked = await sites.database
    .owner`select 1 from case_links l join cases c on c.id = l.case_id where c.title = '“三联”专案'`
  expect(linked).toHaveLength(3)
})

async function openCase(page: Page): Promise<void> {
  await page.getByTestId('nav-cases').press('Enter')
  await page.getByTestId('case-row').filter({ hasText: '三联' }).press('Enter')
  await page.getByTestId('case-heading').waitFor()
}

test('what the case brought is entered by one officer and confirmed by the other; the tipsters are told', async () => {
  await openCase(chen)
  await chen.getByTestId('outcome-new').press('Enter')
  await chen.getByTestId('substance-find').fill('海洛因')
  await chen.getByTestId('weight').fill('30.25')
  await chen.getByTestId('weight-again').fill('30.25')
  await chen.getByTestId('record-number').fill('称字〔2026〕31号')
  await chen.getByTestId('outcome-send').press('Enter')
  await chen.getByTestId('own-outcome').waitFor()
  await openCase(lin)
  await lin.getByTestId('outcome-confirm').press('Enter')
  await lin.getByTestId('confirm-figure').fill('30.25')
  await lin.getByTestId('confirm-unit').selectOption('g')
  await lin.getByTestId('confirm-send').press('Enter')
  await lin.getByTestId('totals').getByText('30.25 g').waitFor()

  for (const code of codes.slice(9, 12)) expect(await stagesSeen(code)).toEqual(['received', 'accepted'])
  await lin.getByTestId('case-link').first().getByRole('link').first().press('Enter')
  await lin.getByTestId('tip-report').getByText(VENUE).first().waitFor()
  await lin.getByTestId('move-verify').press('Enter')
  await lin.locator('[data-testid=tip-stage][data-stage=verifying]').waitFor()
  await press(lin, 'r')
  await lin.keyboard.type('您提到的车辆已经找到，谢谢您。')
  await lin.keyboard.press('Control+Enter')
  await lin.getByTestId('message').getByText('您提到的车辆已经找到').waitFor()
  const told = await Promise.all(codes.slice(9, 12).map(stagesSeen))
  expect(told.filter((stages) => stages.includes('verifying'))).toHaveLength(1)
  expect(await Promise.all(codes.slice(12, 22).map(stagesSeen))).toEqual(
    Array.from({ length: 10 }, () => ['received', 'spam']),
  )
})

test('no plate, phone, name or word of the thirty is in the database, its files, the folder of files, or the logs', async () => {
  const secrets = [
    ...PLATES,
    '琼B7X9K2',
    '琼b 7x9k2',
    '7X9K2',
    '7x9k2',
    PHONE,
    `+86${PHONE}`,
    NAME,
    VENUE,
    '专业代开',
    '刺鼻气味',
    '车辆已经找到',
  ]
  const { hits, rows } = await searchDatabase(sites.database.owner, secrets)
  expect(rows).toBeGreaterThan(1000)
  expect(hits).toEqual([])
  expect(await searchFolder(sites.dataDir, secrets)).toEqual([])
  expect(foundIn(Buffer.from(sites.output.join('\n')), 'the logs', secrets)).toEqual([])
  if (inject('postgresDir') === '') return
  await sites.database.owner`checkpoint`
  expect(await searchFolder(inject('postgresDir'), secrets)).toEqual([])
})
