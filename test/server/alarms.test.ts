import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  countAlarms,
  listAlarms,
  reviewAlarm,
  type AlarmKind,
  type AlarmRow,
  type AlarmState,
} from '#contract/alarms.ts'
import { findOwed, freezePayment, listFreezes, releasePayment, type FreezeRow } from '#contract/freezes.ts'
import { connect } from '#db/connect.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import { seal } from '#seal/seal.ts'
import { tellFreezes } from '#server/alarms/tell-freezes.ts'
import { thisHour } from '../db/claims-world.ts'
import { claimed, dispute, granted, replica, startMoney, type MoneyWorld, type Owed } from './money-world.ts'

let it: MoneyWorld
/** Accepted ten hours before the action, claimed at once; the tipster says that it was somebody else. */
let quick: Owed
/** Accepted three days before, claimed from the office's network. */
let office: Owed

beforeAll(async () => {
  it = await startMoney()
  quick = await granted(it, { hours: 10 })
  office = await granted(it)
  await claimed(it, quick)
  await claimed(it, office, { method: 'transfer', fromOffice: true })
  await dispute(it, quick)
})
afterAll(() => it.stop())

const list = (state: AlarmState = 'open', kind?: AlarmKind) =>
  it.as('fang').done(listAlarms, { params: { state, ...(kind === undefined ? {} : { kind }) } })
const only = async (kind: AlarmKind, state: AlarmState = 'open'): Promise<AlarmRow> => {
  const { rows } = await list(state, kind)
  if (rows[0] === undefined || rows.length > 1) throw new Error(`${rows.length} alarms of ${kind}`)
  return rows[0]
}
const kinds = async (state: AlarmState = 'open'): Promise<string[]> => (await list(state)).kinds.map(({ kind }) => kind)
const numbers = (row: AlarmRow): string[] => row.awards.map(({ number }) => number)

const sealed = (tip: string, kind: 'alarm-note' | 'freeze-reason', seq: number, text: string) =>
  seal({ tip, kind, seq }, text, [it.desks.audit.pair.recipient]).then(toB64)
const opened = async (tip: string, kind: 'alarm-note' | 'freeze-reason', seq: number, noteB64: string) =>
  open(fromB64(noteB64), [it.desks.audit.pair.identity], { tip, kind, seq })

test('what the records of tips and claims give is found, with its figures and with ways to the trail', async () => {
  expect(await kinds()).toEqual(['disputed', 'office-claim', 'accepted-shortly', 'quick-claim'])
  expect(await only('accepted-shortly')).toMatchObject({
    gravity: 'note',
    why: { kind: 'accepted-shortly', minutes: 600, isTypedIn: false },
    people: [{ login: 'staff.lin' }],
    awards: [{ award: quick.award, number: quick.number }],
    isOpen: true,
    reviews: [],
  })
  const [tip] = (await only('accepted-shortly')).tips
  expect(tip).toMatch(/^\d{4}-\d{4}$/)
  expect((await only('accepted-shortly')).cases[0]).toMatch(/^A/)
  expect(await only('quick-claim')).toMatchObject({
    gravity: 'note',
    why: { hours: 0 },
    awards: [{ number: quick.number }],
  })
  expect(await only('office-claim')).toMatchObject({ gravity: 'urgent', awards: [{ number: office.number }] })
  expect(await only('disputed')).toMatchObject({
    alarm: `disputed/${quick.payable}/1`,
    gravity: 'urgent',
    why: { isFrozen: true },
    tips: (await only('accepted-shortly')).tips,
    cases: (await only('accepted-shortly')).cases,
  })
})

test('the audit desks hear within the hour of a payment that was held up by itself', async () => {
  const { owner } = it.world.database
  await owner`delete from notices`
  const db = connect(it.world.database.officeUrl, 1)
  const told = (now: Date) => tellFreezes({ db, now: () => now })
  expect(await told(new Date(Date.now() + 3 * 3_600_000))).toBe(0)
  expect(await owner`select from notices`).toHaveLength(0)
  expect([await told(new Date()), await told(new Date())]).toEqual([1, 1])
  expect(await owner`select desk_id from notices`).toEqual([{ desk_id: it.desks.audit.id }])
  await db.$client.end()
})

test('sums, vouchers, accounts, checks and the books are found in their tables', async () => {
  const { xu, xing } = it.people
  await replica(it, async (tx) => {
    await tx`update awards set total_fen = 4900000 where id = ${office.award}`
    for (const [n, payable] of [office, quick, quick].entries())
      await tx`insert into voucher_tries (payable_id, seq, claim_seq, staff_id, at, is_right)
        values (${payable.payable}, ${n + 1}, 1, ${xu.id}, now() - ${n} * interval '10 minutes', false)`
    const token = randomBytes(16)
    for (const [n, owed] of [office, quick, office].entries()) {
      const run = randomUUID()
      const digest = randomBytes(32)
      await tx`insert into runs (id, kind, fund, year, seq, number, state, since, count, total_fen, digest)
        values (${run}, 'bank', 'tips', 2026, ${n + 1}, ${`PC-2026-000${n + 1}`}, 'checked', now(), 1, ${String(owed.fen)}, ${digest})`
      for (const [step, by, seconds] of [
        ['make', xu, 0],
        ['check', xing, 20 + n],
      ] as const)
        await tx`insert into run_steps (run_id, step, staff_id, at, digest, signature)
          values (${run}, ${step}, ${by.id}, now() + ${seconds} * interval '1 second', ${digest}, ${randomBytes(64)})`
      await tx`insert into payments (id, run_id, line, payable_id, claim_seq, claim_digest, fen, reference, account_token, state, since)
        values (${randomUUID()}, ${run}, 1, ${owed.payable}, 1, ${randomBytes(32)}, ${String(owed.fen)}, ${`JL${n}`}, ${token}, 'rejected', now())`
    }
    await tx`insert into reconciliations (at, compared, differences) values (now() - interval '2 days', '{}', '[{"kind": "x"}]'), (now(), '{}', '[{"kind": "x"}]')`
  })
  expect(await only('under-limit')).toMatchObject({
    why: { limit: 'second-approval', fen: '4900000', limitFen: '5000000', isDecided: false },
  })
  expect(await only('voucher-series')).toMatchObject({
    alarm: `voucher-series/person/${xu.id}`,
    why: { by: 'person', wrong: 3 },
    people: [{ id: xu.id }],
  })
  const account = await only('same-account')
  expect(account).toMatchObject({ gravity: 'soon', why: { tips: 2, strikes: 0 } })
  expect(numbers(account).toSorted()).toEqual([quick.number, office.number].toSorted())
  expect(account.runs).toHaveLength(3)
  expect(await only('quick-check')).toMatchObject({
    why: { count: 3, seconds: 20 },
    people: [{ id: xing.id }, { id: xu.id }],
  })
  const books = await only('books-differ')
  expect(books.why).toMatchObject({ differences: 1 })
  expect(Date.now() - Date.parse(books.since)).toBeGreaterThan(47 * 3_600_000)
  expect(await it.as('fang').done(countAlarms, {})).toEqual({ open: 9, urgent: 3, frozen: 1 })
})

test('an alarm that somebody looked into is closed with a sealed note, until it becomes more', async () => {
  const series = await only('voucher-series')
  const review = randomUUID()
  const note = '已向窗口了解，领款人抄错两次'
  const body = { alarm: series.alarm, seen: series.latest, noteB64: await sealed(review, 'alarm-note', 0, note) }
  await it.as('fang').done(reviewAlarm, { params: { review }, body })
  await it.as('fang').done(reviewAlarm, { params: { review }, body })
  expect(await kinds()).not.toContain('voucher-series')
  const seen = await only('voucher-series', 'seen')
  expect(seen).toMatchObject({ isOpen: false, reviews: [{ review, by: { login: 'staff.fang' } }] })
  expect(await opened(review, 'alarm-note', 0, seen.reviews[0]?.noteB64 ?? '')).toMatchObject({
    is: 'opened',
    body: note,
  })
  expect(await it.owner`select did from records where did = 'review-alarm'`).toHaveLength(1)

  const { xu } = it.people
  await replica(
    it,
    (tx) => tx`insert into voucher_tries (payable_id, seq, claim_seq, staff_id, at, is_right)
    values (${office.payable}, 9, 1, ${xu.id}, now() + interval '5 seconds', false)`,
  )
  const again = await only('voucher-series')
  expect(again).toMatchObject({ isOpen: true, why: { wrong: 4 }, reviews: [{ review }] })
  // What was written about the state before does not close this one.
  const late = { ...body, noteB64: await sealed(randomUUID(), 'alarm-note', 0, note) }
  expect(await it.as('fang').refusal(reviewAlarm, { params: { review: randomUUID() }, body: late })).toBe(
    'changedMeanwhile',
  )
  expect(
    await it
      .as('fang')
      .refusal(reviewAlarm, { params: { review: randomUUID() }, body: { ...late, alarm: 'split/none' } }),
  ).toBe('changedMeanwhile')
  expect(
    await it.as('fang').refusal(reviewAlarm, { params: { review: randomUUID() }, body: { ...late, noteB64: 'eA==' } }),
  ).toBe('notSealed')
})

test('nobody but an auditor sees any of it', async () => {
  for (const who of ['lin', 'zheng', 'he', 'xu', 'xing'] as const) {
    expect(await it.as(who).refusal(listAlarms, { params: { state: 'open' } })).toBe('notPermitted')
    expect(await it.as(who).refusal(countAlarms, {})).toBe('notPermitted')
    expect(await it.as(who).refusal(listFreezes, { params: { state: 'held' } })).toBe('notPermitted')
    expect(await it.as(who).refusal(freezePayment, { params: { payable: office.payable } })).toBe('notPermitted')
  }
})

describe('payments that are held up', () => {
  const freezes = (state: 'held' | 'released') => it.as('fang').done(listFreezes, { params: { state } })
  const released = async ({ payable, seq }: Pick<FreezeRow, 'payable' | 'seq'>, text: string) =>
    it.as('fang').refusal(releasePayment, {
      params: { payable, seq },
      body: { reasonB64: await sealed(payable, 'freeze-reason', seq, text) },
    })

  test('a disputed claim is listed by itself, and released with a sealed reason, once', async () => {
    const { rows, held } = await freezes('held')
    expect(held).toBe(1)
    expect(rows).toMatchObject([
      { payable: quick.payable, number: quick.number, cause: 'disputed', by: null, state: 'claimed', participant: 0 },
    ])
    const reason = '举报人已本人重新登记'
    expect(await released({ payable: quick.payable, seq: 1 }, reason)).toBe('done')
    expect(await released({ payable: quick.payable, seq: 1 }, '再一次')).toBe('done')
    expect((await freezes('held')).rows).toEqual([])
    const [was] = (await freezes('released')).rows
    expect(was).toMatchObject({ cause: 'disputed', released: { by: { login: 'staff.fang' } } })
    const read = await opened(quick.payable, 'freeze-reason', 1, was?.released?.reasonB64 ?? '')
    expect(read).toMatchObject({ is: 'opened', body: reason })
    // The alarm stays until somebody looked into it, and says that nothing is held up any more.
    expect((await only('disputed')).why).toMatchObject({ isFrozen: false })
    expect(await released({ payable: quick.payable, seq: 7 }, reason)).toBe('freezeNotFound')
  })

  test('an auditor holds one up by the number of its award: nothing can be claimed or paid until it is released', async () => {
    const found = await it.as('fang').done(findOwed, { params: { number: office.number } })
    expect(found).toMatchObject({
      award: office.award,
      rows: [{ payable: office.payable, state: 'claimed', isFrozen: false }],
    })
    await it.as('fang').done(freezePayment, { params: { payable: office.payable } })
    const again = await Promise.all(
      [1, 2].map(() => it.as('fang').refusal(freezePayment, { params: { payable: office.payable } })),
    )
    expect(again).toEqual(['frozenAlready', 'frozenAlready'])
    expect((await freezes('held')).rows).toMatchObject([
      { number: office.number, cause: 'audit', by: { login: 'staff.fang' } },
    ])
    await expect(claimed(it, office, { seq: 2, at: thisHour() })).rejects.toMatchObject({ code: 'LS050' })
    expect(await released({ payable: office.payable, seq: 1 }, '已查清')).toBe('done')
    await claimed(it, office, { seq: 2, at: thisHour() })
    const deeds = await it.owner`select did from records where did like '%-payment' order by seq`
    expect(deeds.map((row) => row['did'])).toEqual(['release-payment', 'freeze-payment', 'release-payment'])
  })

  test('of two who hold one up at once, one does', async () => {
    const both = await Promise.all(
      [1, 2].map(() => it.as('fang').refusal(freezePayment, { params: { payable: quick.payable } })),
    )
    expect(both.toSorted()).toEqual(['done', 'frozenAlready'])
  })

  test('what is paid or unknown cannot be held up', async () => {
    await replica(it, (tx) => tx`update payables set state = 'paid' where id = ${office.payable}`)
    expect(await it.as('fang').refusal(freezePayment, { params: { payable: office.payable } })).toBe('paidAlready')
    expect(await it.as('fang').refusal(freezePayment, { params: { payable: randomUUID() } })).toBe('payableNotFound')
    expect(await it.as('fang').refusal(findOwed, { params: { number: 'JL-2026-9999' } })).toBe('awardNotFound')
  })
})
