import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countTips, listTips, moveTip, PAGE_ROWS, type OpenedTip, type TipRow } from '#contract/tips.ts'
import type { ParamsOf } from '#contract/route.ts'
import { COUNT_CAP, setWork, writeNote, type Work } from '#contract/triage.ts'
import { moved, moveOf, newTip, sealedTo } from './triage-world.ts'
import { foundedOffice, startWorld, type Founded, type World, newOfficer, type Officer } from './world.ts'

let world: World
let founded: Founded
let lin: Officer
let wang: Officer
/** In the order of their arrival. What becomes of them stands in `beforeAll`. */
let plain: OpenedTip
let danger: OpenedTip
let urgent: OpenedTip
let spam: OpenedTip
let ended: OpenedTip
let newest: OpenedTip

const NOTHING: Work = { assignee: null, priority: 'normal', followUpOn: null }
const inSanya = (days: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now() + days * 86_400_000)

beforeAll(async () => {
  world = await startWorld()
  founded = await foundedOffice(world)
  lin = await newOfficer(world, founded, founded.city, 'lin.yue')
  wang = await newOfficer(world, founded, founded.city, 'wang.liheng')
  const next = () => newTip(world, lin, founded.city)
  ;[plain, danger, urgent, spam, ended, newest] = [
    await next(),
    await next(),
    await next(),
    await next(),
    await next(),
    await next(),
  ]
  await arrange(danger, { priority: 'danger', assignee: lin.id, followUpOn: inSanya(0) })
  await arrange(urgent, { priority: 'urgent', assignee: wang.id, followUpOn: inSanya(1) })
  await arrange(plain, { followUpOn: inSanya(-3) })
  await arrange(ended, { priority: 'danger', assignee: lin.id, followUpOn: inSanya(-3) })
  await moved(lin, spam, 'mark-spam')
  await moved(lin, ended, 'mark-invalid', true)
  await moved(lin, urgent, 'accept')
  const sealedB64 = await sealedTo(plain, 'note', 0)
  const note = { id: randomUUID(), seq: 0, sealedB64, mentions: [wang.id] }
  await lin.browser.done(writeNote, { params: { tip: plain.tip }, body: note })
})
afterAll(() => world.stop())

const arrange = (tip: OpenedTip, to: Partial<Work>) =>
  lin.browser.done(setWork, { params: { tip: tip.tip }, body: { seen: NOTHING, to: { ...NOTHING, ...to } } })

type Filters = Omit<ParamsOf<typeof listTips>, 'desk'>
const rows = async (filters: Filters = {}, by = lin): Promise<TipRow[]> =>
  (await by.browser.done(listTips, { params: { desk: founded.city.id, ...filters } })).rows
const names = async (filters: Filters = {}, by = lin): Promise<string[]> => {
  const tips = { plain, danger, urgent, spam, ended, newest }
  return (await rows(filters, by)).map((row) => Object.entries(tips).find(([, { tip }]) => tip === row.tip)?.[0] ?? '')
}
const counts = (by = lin) => by.browser.done(countTips, { params: { desk: founded.city.id } })

test('danger to life comes first, then what is urgent, then the newest; what has ended is last and spam is not there', async () => {
  expect(await names()).toEqual(['danger', 'urgent', 'newest', 'plain', 'ended'])
})

test('each filter shows its tips: spam and ended work only when their stage is asked for', async () => {
  expect(await names({ stage: 'spam' })).toEqual(['spam'])
  expect(await names({ stage: 'invalid', priority: 'danger' })).toEqual(['ended'])
  expect(await names({ stage: 'invalid', assignee: 'me' })).toEqual(['ended'])
  expect(await names({ priority: 'danger' })).toEqual(['danger'])
  expect(await names({ priority: 'urgent' })).toEqual(['urgent'])
  expect(await names({ assignee: 'me' })).toEqual(['danger'])
  expect(await names({ assignee: 'me' }, wang)).toEqual(['urgent'])
  expect(await names({ assignee: wang.id })).toEqual(['urgent'])
  expect(await names({ assignee: 'nobody' })).toEqual(['newest', 'plain'])
  expect(await names({ followUp: 'due' })).toEqual(['danger', 'plain'])
  expect(await names({ mentioned: 'me' }, wang)).toEqual(['plain'])
  expect(await names({ mentioned: 'me' })).toEqual([])
  expect(await names({ waiting: 'desk' })).toEqual(['danger', 'newest', 'plain'])
  expect(await names({ waiting: 'desk', assignee: 'nobody', stage: 'received' })).toEqual(['newest', 'plain'])
})

test('each count is as long as the list that it stands beside', async () => {
  const { stages, ...queues } = await counts()
  const length = async (filters: Filters): Promise<number> => (await rows(filters)).length
  expect(queues).toEqual({
    waitingForDesk: await length({ waiting: 'desk' }),
    unread: await length({ unread: 'yes' }),
    danger: await length({ priority: 'danger' }),
    mine: await length({ assignee: 'me' }),
    unassigned: await length({ assignee: 'nobody' }),
    due: await length({ followUp: 'due' }),
    mentions: await length({ mentioned: 'me' }),
    likeSpam: await length({ likeSpam: 'yes' }),
  })
  expect(queues).toMatchObject({ danger: 1, mine: 1, unassigned: 2, due: 2 })
  expect((await counts(wang)).mentions).toBe(1)
  expect(stages).toEqual({
    received: 3,
    accepted: 1,
    verifying: 0,
    confirmed: 0,
    unfounded: 0,
    elsewhere: 0,
    invalid: 1,
    spam: 1,
    closed: 0,
  })
})

test('pages go through all priorities without a gap or a row twice, and counts stop at the cap', async () => {
  const { owner } = world.database
  const more = COUNT_CAP + 10
  await owner.begin(async (tx) => {
    await tx`create temporary table many on commit drop as select gen_random_uuid() as id, n from generate_series(1, ${more}) n`
    await tx`insert into tips (id, category, district, received_at, desk_id, tip_recipient, mailbox_recipient, lookup_hash, claim_public, report, commitment)
      select many.id, category, district, received_at, desk_id, many.id::text, many.id::text, sha256(many.id::text::bytea), sha256(many.id::text::bytea), report, sha256(many.id::text::bytea)
      from tips, many where tips.id = ${plain.tip}`
    await tx`insert into tip_wraps (tip_id, desk_id, wrap) select many.id, w.desk_id, w.wrap from many, tip_wraps w where w.tip_id = ${plain.tip}`
    await tx`update tip_states s set priority = (array['normal', 'urgent', 'danger'])[1 + n % 3], stage = (array['received', 'closed', 'verifying', 'spam', 'received'])[1 + n % 5]
      from many where s.tip_id = many.id`
  })
  const seen: TipRow[] = []
  for (let before: number | undefined; ;) {
    const page = await lin.browser.done(listTips, {
      params: { desk: founded.city.id, ...(before === undefined ? {} : { before }) },
    })
    seen.push(...page.rows)
    if (page.older === null) break
    expect(page.rows).toHaveLength(PAGE_ROWS)
    before = page.older
  }
  const [held] =
    await owner`select count(*)::int as tips from tip_states where desk_id = ${founded.city.id} and stage <> 'spam'`
  expect(new Set(seen.map(({ tip }) => tip)).size).toBe(seen.length)
  expect(seen.length).toBe(held?.['tips'])
  const presses = (row: TipRow): number =>
    ['closed', 'invalid'].includes(row.stage) ? 0 : 1 + ['normal', 'urgent', 'danger'].indexOf(row.priority)
  const order = seen.map((row) => presses(row) * 1e6 + Number(row.number.split('-')[1]))
  expect(order).toEqual(order.toSorted((one, other) => other - one))
  const { unread, stages } = await counts()
  expect(unread).toBeLessThanOrEqual(COUNT_CAP + 1)
  expect(stages.received).toBeLessThanOrEqual(COUNT_CAP + 1)
  await owner`update tip_states set stage = 'received' where desk_id = ${founded.city.id}`
  expect(await counts()).toMatchObject({ unread: COUNT_CAP + 1, stages: { received: COUNT_CAP + 1, spam: 0 } })
  expect(await lin.browser.refusal(moveTip, await moveOf(newest, 'accept'))).toBe('done')
})
