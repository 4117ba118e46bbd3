import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  confirmLapse,
  countLapses,
  proposeLapse,
  readLapseList,
  readLapses,
  withdrawLapse,
  type LapseKind,
} from '#contract/lapses.ts'
import { connect, type Database } from '#db/connect.ts'
import type { LogLine } from '#server/http/log.ts'
import { startWorker, type Job, type Worker } from '#server/jobs/worker.ts'
import { carryOutLapses } from '#server/lapses/carry-out.ts'
import type { LapsesDeps } from '#server/lapses/deps.ts'
import { whyKept } from '#server/lapses/kept.ts'
import { remindLapses } from '#server/lapses/remind-lapses.ts'
import { isReminded } from '#server/lapses/reminder.ts'
import {
  claimed,
  entriesOf,
  granted,
  startMoney,
  stateOf,
  termOver,
  type MoneyWorld,
  type Owed,
} from './money-world.ts'

let it: MoneyWorld
let db: Database
let workers: Worker[] = []
const logs: LogLine[] = []

beforeAll(async () => {
  it = await startMoney()
  db = connect(it.world.database.officeUrl, 4)
})
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
  expect(logs.filter((line) => 'code' in line)).toEqual([])
})
afterAll(async () => {
  await db.$client.end()
  await it.stop()
})

const JOB: Job<LapsesDeps> = { did: 'carry-out-lapses', at: null, fill: '1h', tries: 5, run: carryOutLapses }
/** A worker as an office process has one. */
function begin(more: Partial<Job<LapsesDeps>> = {}): void {
  const deps = { db, now: () => new Date() }
  const url = it.world.database.officeUrl
  workers.push(startWorker({ db, url, log: (line) => logs.push(line), jobs: [{ ...JOB, ...more }], deps }))
}
const propose = async (kind: LapseKind, owed: readonly Owed[], list: string = randomUUID()): Promise<string> => {
  const payables = owed.map(({ payable }) => payable)
  await it.as('xu').done(proposeLapse, { params: { list }, body: { kind, payables } })
  return list
}
const read = (list: string) => it.as('xing').done(readLapseList, { params: { list } })
const confirm = (list: string) => it.as('xing').done(confirmLapse, { params: { list } })
async function carriedOut(list: string): Promise<void> {
  for (let tries = 0; (await read(list)).list.state !== 'done'; tries++) {
    if (tries > 200) throw new Error('The list was not carried out')
    await wait(50)
  }
}
async function overdue(): Promise<Owed> {
  const owed = await granted(it)
  await termOver(it, owed)
  return owed
}
const outcomes = async (list: string, owed: readonly Owed[]) => {
  const { items } = await read(list)
  return owed.map(({ payable }) => {
    const item = items.find((one) => one.payable === payable)
    return [item?.outcome, item?.because]
  })
}
const dueOf = async (kind: LapseKind): Promise<string[]> =>
  (await it.as('xu').done(readLapses, {})).due.flatMap((due) =>
    due.kind === kind ? due.rows.map(({ number }) => number) : [],
  )

test('overdue rewards: the cashier lists them, the checker confirms, two workers carry the list out once, whatever was claimed in between stays', async () => {
  const owed = [await overdue(), await overdue(), await overdue()] as [Owed, Owed, Owed]
  expect((await dueOf('lapse')).toSorted()).toEqual(owed.map(({ number }) => number).toSorted())
  const list = await propose('lapse', owed)
  expect((await it.as('xu').done(readLapses, {})).due[0]?.rows.every(({ isListed }) => isListed)).toBe(true)
  expect(await it.as('fang').done(countLapses, {})).toEqual({ due: 0, proposed: 1 })
  await confirm(list)
  // The tipster comes in the last moment, in the hour in which it could still be claimed.
  await claimed(it, owed[1], { at: new Date('2026-01-05T10:00:00Z') })
  begin()
  begin()
  await carriedOut(list)
  expect(await outcomes(list, owed)).toEqual([
    ['returned', null],
    ['kept', 'claimed'],
    ['returned', null],
  ])
  expect(await Promise.all(owed.map((one) => stateOf(it, one)))).toEqual(['lapsed', 'claimed', 'lapsed'])
  expect(await Promise.all(owed.map((one) => entriesOf(it, one)))).toEqual([
    ['grant', 'lapse'],
    ['grant'],
    ['grant', 'lapse'],
  ])
  const { list: head } = await read(list)
  expect(head).toMatchObject({ state: 'done', count: 3, returned: 2, proposed: { by: { name: it.people.xu.name } } })
  expect(head.returnedFen).toBe(String(owed[0].fen + owed[2].fen))
  // A later run, and the queue asked again, change nothing.
  expect(await carryOutLapses({ db, now: () => new Date() })).toBe(0)
  expect(await entriesOf(it, owed[0])).toEqual(['grant', 'lapse'])
})

test('many runs at once settle each item once', async () => {
  const owed = [await overdue(), await overdue()]
  const list = await propose('lapse', owed)
  await confirm(list)
  const settled = await Promise.all(Array.from({ length: 6 }, () => carryOutLapses({ db, now: () => new Date() })))
  expect(settled.toSorted((one, other) => one - other)).toEqual([0, 0, 0, 0, 0, 2])
  for (const one of owed) expect(await entriesOf(it, one)).toEqual(['grant', 'lapse'])
})

test('a list whose job was lost with its process is carried out when the next process begins', async () => {
  const owed = await overdue()
  const list = await propose('lapse', [owed])
  await confirm(list)
  await it.owner`select graphile_worker.remove_job('carry-out-lapses')`
  begin({ atStart: true })
  await carriedOut(list)
  expect(await stateOf(it, owed)).toBe('lapsed')
})

test('what was declined goes back the same way; what was claimed after all stays', async () => {
  const owed = [await granted(it), await granted(it)] as [Owed, Owed]
  for (const one of owed) await claimed(it, one, { method: 'decline' })
  expect((await dueOf('decline')).toSorted()).toEqual(owed.map(({ number }) => number).toSorted())
  const list = await propose('decline', owed)
  await claimed(it, owed[0], { seq: 2 })
  await confirm(list)
  begin()
  await carriedOut(list)
  expect(await outcomes(list, owed)).toEqual([
    ['kept', 'claimed'],
    ['returned', null],
  ])
  expect(await stateOf(it, owed[1])).toBe('declined')
})

test('what is held up or extended after it was listed stays, and says so; held up it is not due', async () => {
  const owed = [await overdue(), await overdue()] as [Owed, Owed]
  const list = await propose('lapse', owed)
  await it.owner`insert into freezes (payable_id, seq, cause, at, staff_id) values (${owed[0].payable}, 0, 'audit', now(), ${it.people.fang.id})`
  await it.owner`insert into claim_extensions (award_id, seq, until, reason, staff_id, at) values (${owed[1].award}, 1, '2030-01-01', 'x', ${it.people.zheng.id}, now())`
  await confirm(list)
  expect(await carryOutLapses({ db, now: () => new Date() })).toBe(2)
  expect(await outcomes(list, owed)).toEqual([
    ['kept', 'frozen'],
    ['kept', 'extended'],
  ])
  expect(await dueOf('lapse')).toEqual([])
})

describe('refused', () => {
  test('only a checker confirms, and a list is settled once', async () => {
    const list = await propose('lapse', [await overdue()])
    expect(await it.as('xu').refusal(confirmLapse, { params: { list } })).toBe('notPermitted')
    await it.as('xu').done(withdrawLapse, { params: { list } })
    await it.as('xu').done(withdrawLapse, { params: { list } })
    expect(await it.as('xing').refusal(withdrawLapse, { params: { list } })).toBe('listNotFound')
    expect(await it.as('xing').refusal(confirmLapse, { params: { list } })).toBe('listNotFound')
    expect((await read(list)).list.state).toBe('withdrawn')
  })
  test('who may do neither, and a list that there is not', async () => {
    const body = { kind: 'lapse' as const, payables: [randomUUID()] }
    const params = { list: randomUUID() }
    for (const who of ['fang', 'he', 'xing'] as const)
      expect(await it.as(who).refusal(proposeLapse, { params, body })).toBe('notPermitted')
    for (const who of ['lin', 'zheng'] as const) expect(await it.as(who).refusal(readLapses, {})).toBe('notPermitted')
    expect(await it.as('xing').refusal(readLapseList, { params })).toBe('listNotFound')
    expect(await it.as('xing').refusal(confirmLapse, { params })).toBe('listNotFound')
  })
  test('what is not due, and a second list of a kind; the same list again is the same', async () => {
    const [first, second, early] = [await overdue(), await overdue(), await granted(it)]
    const tried = (owed: readonly Owed[], list: string = randomUUID()) =>
      it.as('xu').refusal(proposeLapse, {
        params: { list },
        body: { kind: 'lapse', payables: owed.map(({ payable }) => payable) },
      })
    expect(await tried([first, early])).toBe('nothingOnList')
    const list = await propose('lapse', [first])
    await propose('lapse', [first], list)
    expect(await tried([first, second], list)).toBe('placeTaken')
    expect(await tried([second])).toBe('listOpen')
    // The checker reads on the list what the cashier saw.
    expect((await read(list)).items).toMatchObject([
      { number: first.number, fen: String(first.fen), outcome: null, participant: null },
    ])
    await it.as('xing').done(withdrawLapse, { params: { list } })
  })
})

test('finance is reminded on the day after the last one, and every Monday as long as anything waits', async () => {
  // 25 November 2026 is a Wednesday, the 30th a Monday.
  expect(isReminded({ fresh: 0, waiting: 3, today: '2026-11-25' })).toBe(false)
  expect(isReminded({ fresh: 1, waiting: 1, today: '2026-11-25' })).toBe(true)
  expect(isReminded({ fresh: 0, waiting: 1, today: '2026-11-30' })).toBe(true)
  expect(isReminded({ fresh: 0, waiting: 0, today: '2026-11-30' })).toBe(false)

  const owed = await granted(it)
  await termOver(it, owed, '2027-03-02')
  await it.owner`delete from notices`
  const on = (day: string) => remindLapses({ db, now: () => new Date(`${day}T08:50:00+08:00`) })
  const waiting = async () => (await it.owner`select desk_id from notices`).map((row) => row['desk_id'])
  // Others are overdue since January, so no Monday here.
  expect([await on('2027-03-02'), await waiting()]).toEqual([0, []])
  expect([await on('2027-03-03'), await waiting()]).toEqual([1, [it.desks.finance.id]])
  await on('2027-03-03')
  expect(await waiting()).toHaveLength(1)
})

test.for([
  ['held up, whatever else', { wasHeld: true, wasClaimed: true, wasExtended: true }, 'frozen'],
  ['claimed', { wasHeld: false, wasClaimed: true, wasExtended: true }, 'claimed'],
  ['extended', { wasHeld: false, wasClaimed: false, wasExtended: true }, 'extended'],
  ['none of it', { wasHeld: false, wasClaimed: false, wasExtended: false }, 'moved'],
] as const)('kept since it was %s', ([, facts, because]) => expect(whyKept(facts)).toBe(because))
