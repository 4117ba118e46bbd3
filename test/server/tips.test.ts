import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  answerTip,
  countTips,
  listTips,
  moveTip,
  openTip,
  peekTip,
  transferTip,
  type OpenedTip,
} from '#contract/tips.ts'
import { report, tipKey } from '#contract/report.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { open, openFile } from '#seal/open.ts'
import { seal } from '#seal/seal.ts'
import { StaffBrowser, type FoundedDesk } from './browser.ts'
import { foundedOffice, REPORT, sentTip, startWorld, type Founded, type World, newOfficer } from './world.ts'

let world: World
let founded: Founded
/** An investigator of the city squad, and one of Jiyang. */
let lin: StaffBrowser
let su: StaffBrowser
let tip: OpenedTip

beforeAll(async () => {
  world = await startWorld()
  founded = await foundedOffice(world)
  lin = (await newOfficer(world, founded, founded.city, 'lin.yue')).browser
  su = (await newOfficer(world, founded, founded.jiyang, 'su.ting')).browser
})
afterAll(() => world.stop())
beforeEach(async () => {
  await sentTip(world)
  const { rows } = await lin.done(listTips, { params: { desk: founded.city.id } })
  tip = await lin.done(openTip, { params: { tip: rows[0]?.tip ?? '' } })
})

const at = () => ({ tip: tip.tip })
const reason = async (seq: number): Promise<string> =>
  toB64(await seal({ tip: tip.tip, kind: 'reason', seq }, '经核查属实', [tip.tipRecipient]))

async function keyOfTip(desk: FoundedDesk, opened: OpenedTip): Promise<{ identity: string; firstLine: string }> {
  const key = await open(fromB64(opened.wrapB64), [desk.pair.identity], { tip: opened.tip, kind: 'tip-key', seq: 0 })
  if (key.is !== 'opened') throw new Error(`The wrap is ${key.is}`)
  return tipKey.parse(key.body)
}

async function transferBody(to: FoundedDesk) {
  const { identity, firstLine } = await keyOfTip(founded.city, tip)
  const wrap = await seal({ tip: tip.tip, kind: 'tip-key', seq: 0 }, { identity, firstLine }, [to.pair.recipient])
  return {
    seen: tip.desk,
    desk: to.id,
    seq: tip.nextReasonSeq,
    wrapB64: toB64(wrap),
    reasonB64: await reason(tip.nextReasonSeq),
  }
}

test('the desk opens the report with its key', async () => {
  const { identity, firstLine } = await keyOfTip(founded.city, tip)
  const opened = await open(fromB64(tip.reportB64), [identity], { tip: tip.tip, kind: 'report', seq: 0 })
  expect(opened.is === 'opened' && report.parse(opened.body).what).toBe(REPORT.what)
  expect(firstLine).toBe(REPORT.what)
})

test('opening leaves a trace that everybody at the desk sees, and reads the tip', async () => {
  const again = await founded.browser.done(openTip, { params: at() })
  expect(again.views.map((view) => view.by.name)).toEqual(['chen.lead', 'lin.yue'])
  const { rows } = await lin.done(listTips, { params: { desk: founded.city.id } })
  expect(rows.find((row) => row.tip === tip.tip)?.unread).toBe(false)
})

test('a page that reads itself again is one look; a look after five minutes is another', async () => {
  for (let turn = 0; turn < 3; turn++) await lin.done(openTip, { params: at() })
  expect((await lin.done(openTip, { params: at() })).views).toHaveLength(1)
  // Only the test's clock moves: the trail itself cannot be changed.
  await world.database.owner`alter table records disable trigger final`
  await world.database.owner`update records set at = at - interval '6 minutes' where tip_id = ${tip.tip}`
  await world.database.owner`alter table records enable trigger final`
  expect((await lin.done(openTip, { params: at() })).views).toHaveLength(2)
})

test('a file travels in pieces and opens in the browser only', async () => {
  const content = crypto.getRandomValues(new Uint8Array(50_000))
  await sentTip(world, { files: [new File([content], '现场.jpg', { type: 'image/jpeg' })] })
  const { rows } = await lin.done(listTips, { params: { desk: founded.city.id } })
  const opened = await lin.done(openTip, { params: { tip: rows[0]?.tip ?? '' } })
  const { identity } = await keyOfTip(founded.city, opened)
  const response = await lin.send(`/api/tips/${opened.tip}/files/${opened.files[0]?.id}/pieces/0`, { method: 'GET' })
  const file = await openFile(response.body ?? new ReadableStream(), [identity], {
    tip: opened.tip,
    kind: 'file',
    seq: 0,
  })
  if (file.is !== 'opened') throw new Error(file.is)
  expect(file.file).toEqual({ name: '现场.jpg', type: 'image/jpeg', size: 50_000 })
  expect(new Uint8Array(await new Response(file.content).arrayBuffer())).toEqual(content)
  expect(
    (await su.send(`/api/tips/${opened.tip}/files/${opened.files[0]?.id}/pieces/0`, { method: 'GET' })).status,
  ).toBe(404)
})

test('the tip of another desk is as unknown as one that does not exist', async () => {
  expect(await su.refusal(openTip, { params: at() })).toBe('tipNotFound')
  expect(await su.refusal(openTip, { params: { tip: randomUUID() } })).toBe('tipNotFound')
  expect(await su.refusal(listTips, { params: { desk: founded.city.id } })).toBe('notPermitted')
  expect(await su.refusal(countTips, { params: { desk: founded.city.id } })).toBe('notPermitted')
  const answer = { id: randomUUID(), seq: 0, isQuestion: false, sealedB64: await reason(0) }
  expect(await su.refusal(answerTip, { params: at(), body: answer })).toBe('tipNotFound')
  expect(
    await su.refusal(moveTip, { params: at(), body: { seen: 'received', move: 'accept', seq: 1, reasonB64: null } }),
  ).toBe('tipNotFound')
})

test('a page that stands open learns that something came, and leaves no trace by asking', async () => {
  const before = await lin.done(peekTip, { params: at() })
  await founded.browser.done(answerTip, {
    params: at(),
    body: { id: randomUUID(), seq: 0, isQuestion: false, sealedB64: await reason(0) },
  })
  const after = await lin.done(peekTip, { params: at() })
  expect([before.nextMessageSeq, after.nextMessageSeq]).toEqual([0, 1])
  expect(await su.refusal(peekTip, { params: at() })).toBe('tipNotFound')
  expect((await lin.done(openTip, { params: at() })).views).toHaveLength(1)
})

test('two officers move the same tip at once: one move happens, the other is told', async () => {
  const accept = { seen: 'received', move: 'accept', seq: 1, reasonB64: null } as const
  const invalid = { seen: 'received', move: 'mark-invalid', seq: 1, reasonB64: await reason(1) } as const
  const came = await Promise.all([
    lin.refusal(moveTip, { params: at(), body: accept }),
    founded.browser.refusal(moveTip, { params: at(), body: invalid }),
  ])
  expect(came.toSorted()).toEqual(['done', 'moveForbidden'])
  expect((await lin.done(openTip, { params: at() })).moves).toHaveLength(2)
})

test('a move that the table does not have, or without the reason it wants, is refused', async () => {
  const move = (
    body: Partial<{
      move: 'close' | 'confirm' | 'accept' | 'verify' | 'send-elsewhere'
      seq: number
      seen: 'received' | 'accepted'
    }>,
  ) =>
    lin.refusal(moveTip, { params: at(), body: { seen: 'received', move: 'accept', seq: 1, reasonB64: null, ...body } })
  expect(await move({ move: 'close' })).toBe('moveForbidden')
  expect(await move({ seen: 'accepted', move: 'verify' })).toBe('moveForbidden')
  expect(await move({ move: 'send-elsewhere' })).toBe('reasonMissing')
  expect(await move({ seq: 5 })).toBe('placeTaken')
})

test('a transfer gives the tip to the other desk and takes it from ours', async () => {
  await lin.done(transferTip, { params: at(), body: await transferBody(founded.jiyang) })
  expect(await lin.refusal(openTip, { params: at() })).toBe('tipNotFound')
  const opened = await su.done(openTip, { params: at() })
  expect((await keyOfTip(founded.jiyang, opened)).firstLine).toBe(REPORT.what)
  expect(opened.transfers.map(({ from, to, by }) => [from.nameZh, to.nameZh, by.name])).toEqual([
    ['支队', '吉阳大队', 'lin.yue'],
  ])
  const wraps = await world.database.owner`select desk_id from tip_wraps where tip_id = ${tip.tip}`
  expect(wraps.map((row) => row['desk_id'])).toEqual([founded.jiyang.id])
})

test('two officers transfer the same tip at once: one transfer happens', async () => {
  const body = await transferBody(founded.jiyang)
  const came = await Promise.all([
    lin.refusal(transferTip, { params: at(), body }),
    founded.browser.refusal(transferTip, { params: at(), body }),
  ])
  // The founder is at both desks and finds the tip moved; for the investigator of the old desk it is gone.
  expect([
    ['done', 'moveForbidden'],
    ['tipNotFound', 'done'],
  ]).toContainEqual(came)
  expect(await world.database.owner`select 1 from tip_transfers where tip_id = ${tip.tip}`).toHaveLength(1)
})

test('a transfer to a desk that takes no tips is refused and the tip stays', async () => {
  const body = await transferBody(founded.jiyang)
  expect(await lin.refusal(transferTip, { params: at(), body: { ...body, desk: founded.rewards.id } })).toBe(
    'deskUnknown',
  )
  expect(await lin.refusal(transferTip, { params: at(), body: { ...body, desk: randomUUID() } })).toBe('deskUnknown')
  expect(await lin.refusal(transferTip, { params: at(), body: { ...body, desk: founded.city.id } })).toBe(
    'alreadyThere',
  )
  expect((await lin.done(openTip, { params: at() })).desk).toBe(founded.city.id)
})

test('an answer arrives once, however often it is sent', async () => {
  const body = { id: randomUUID(), seq: 0, isQuestion: true, sealedB64: await reason(0) }
  expect(await Promise.all([1, 2, 3].map(() => lin.refusal(answerTip, { params: at(), body })))).toEqual([
    'done',
    'done',
    'done',
  ])
  expect(await lin.refusal(answerTip, { params: at(), body: { ...body, id: randomUUID() } })).toBe('placeTaken')
  const opened = await lin.done(openTip, { params: at() })
  expect(opened.messages).toHaveLength(1)
  expect(opened.waitingFor).toBe('tipster')
})

test('the page of fifty rows stays small whatever the total', async () => {
  for (let sent = 0; sent < 60; sent++) await sentTip(world)
  const first = await lin.done(listTips, { params: { desk: founded.city.id } })
  expect(first.rows).toHaveLength(50)
  const bytes = JSON.stringify(first).length
  console.log(`50 rows of the inbox: ${Math.round(bytes / 1024)} KiB`)
  expect(bytes).toBeLessThan(300 * 1024)
  const seen = new Set(first.rows.map((row) => row.tip))
  for (let older = first.older; older !== null;) {
    const page = await lin.done(listTips, { params: { desk: founded.city.id, before: older } })
    for (const row of page.rows) seen.add(row.tip)
    older = page.older
  }
  const counts = await lin.done(countTips, { params: { desk: founded.city.id } })
  expect(seen.size).toBe(Object.values(counts.stages).reduce((sum, tips) => sum + (tips ?? 0), 0))
})

test('filters choose rows of a stage, a district, and what waits', async () => {
  await lin.done(moveTip, { params: at(), body: { seen: 'received', move: 'accept', seq: 1, reasonB64: null } })
  const { rows } = await lin.done(listTips, { params: { desk: founded.city.id, stage: 'accepted' } })
  expect(rows.map((row) => row.tip)).toContain(tip.tip)
  expect(new Set(rows.map((row) => row.stage))).toEqual(new Set(['accepted']))
  expect((await lin.done(listTips, { params: { desk: founded.city.id, district: 'haitang' } })).rows).toEqual([])
  expect(await lin.refusal(listTips, { params: { desk: founded.city.id, stage: 'lost' as never } })).toBe(
    'invalidInput',
  )
})
