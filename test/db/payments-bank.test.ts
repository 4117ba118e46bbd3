import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OUTCOMES } from '#contract/money/chain.ts'
import { stateOf } from './awards-world.ts'
import { claimed, freeze, payableState, startClaims, thisHour, type ClaimsWorld, type Owed } from './claims-world.ts'
import {
  answer,
  batchOf,
  entriesOf,
  expectSound,
  lineStates,
  make,
  paidInCash,
  ran,
  runState,
  stepRun,
  strikeToPay,
  toPay,
  type Batch,
  type Claimed,
  type Line,
} from './payments-world.ts'

/** What the bank says of a batch, and what the tipster sees of it. */
let it: ClaimsWorld
beforeAll(async () => {
  it = await startClaims()
})
afterAll(async () => {
  await expectSound(it)
  await it.stop()
})

const handed = async (owed: readonly Claimed[]): Promise<Batch> => ran(it, owed, ['check', 'hand'])
const says = (
  line: Line | undefined,
  ...how: [Parameters<typeof answer>[3], Parameters<typeof answer>[4]?]
): Promise<string | null> =>
  line === undefined ? Promise.resolve('no line') : stateOf(answer(it.office, it.people.xu, line, ...how))
const collect = async (owed: Owed): Promise<unknown> => {
  const [hash] = await it.owner`select lookup_hash from tips where id = ${owed.tip}`
  const [row] =
    await it.visitor`select read_mailbox(${hash?.['lookup_hash']}, null, 30) #> '{awards,0,collect}' as collect`
  return row?.['collect']
}

test('paid: the receipt is the number of the entry, the tipster sees it, and the batch is done with its last line', async () => {
  const owed = [await toPay(it), await toPay(it)] as [Claimed, Claimed]
  const batch = await handed(owed)
  expect(await says(batch.lines[0], 'paid')).toBe(null)
  expect([await runState(it, batch), await lineStates(it, batch)]).toEqual(['handed', ['paid', 'instructed']])
  expect(await collect(owed[1])).toMatchObject({ state: 'paying', isOpen: false, paid: null })
  expect(await says(batch.lines[1], 'paid', { at: new Date('2026-12-01T17:00:00Z') })).toBe(null)
  expect([await runState(it, batch), await payableState(it, owed[0])]).toEqual(['done', 'paid'])
  const [line] =
    await it.office`select receipt, paid_on::text as on from payments where run_id = ${batch.run} and line = 2`
  expect(line).toEqual({ receipt: '付-2026-12-0001', on: '2026-12-02' })
  expect(await collect(owed[1])).toMatchObject({
    state: 'paid',
    isOpen: false,
    nextSeq: 2,
    rejected: null,
    paid: { on: '2026-12-02', receipt: '付-2026-12-0001', method: 'transfer' },
  })
  const [mailbox] =
    await it.visitor`select read_mailbox(lookup, null, 30) -> 'collectTo' as to from (select ${(await it.owner`select lookup_hash from tips where id = ${owed[1].tip}`)[0]?.['lookup_hash']}::bytea as lookup) l`
  expect(mailbox?.['to']).toEqual([])
})

test('rejected: it is owed again, the tipster sees why, and claims anew whatever the day', async () => {
  const owed = await toPay(it)
  const batch = await handed([owed])
  expect(await says(batch.lines[0], 'rejected')).toBe(null)
  expect([await runState(it, batch), await lineStates(it, batch), await payableState(it, owed)]).toEqual([
    'done',
    ['rejected'],
    'claimed',
  ])
  expect(await collect(owed)).toMatchObject({ state: 'claimed', isOpen: true, nextSeq: 2, rejected: 'account-wrong' })
  const row = await claimed(it, owed, { seq: 2, method: 'transfer', at: thisHour(new Date('2028-01-01')) })
  expect(await collect(owed)).toMatchObject({ rejected: null, claim: { seq: 2 } })
  const again = await handed([{ ...owed, row }])
  expect(await says(again.lines[0], 'paid')).toBe(null)
  expect(await entriesOf(it, owed)).toEqual(['grant', 'reserve', 'unreserve', 'reserve', 'settle'])
})

test('unknown: it stays, nothing else is instructed, and only the bank resolves it', async () => {
  const owed = await toPay(it)
  const batch = await handed([owed])
  expect(await says(batch.lines[0], 'unknown')).toBe(null)
  expect([await runState(it, batch), await payableState(it, owed)]).toEqual(['handed', 'paying'])
  expect(await stateOf(make(it.office, it.people.xu, batchOf([owed])))).toBe('LS052')
  expect(await stateOf(stepRun(it, batch, 'hand'))).toBe('LS053')
  expect(await stateOf(stepRun(it, batch, 'withdraw'))).toBe('LS053')
  expect(await says(batch.lines[0], 'unknown')).toBe('LS055')
  expect(await says(batch.lines[0], 'paid')).toBe(null)
  expect(
    await it.office`select seq, outcome from payment_outcomes where payment_id = ${batch.lines[0]?.payment ?? ''} order by seq`,
  ).toEqual([
    { seq: 1, outcome: 'unknown' },
    { seq: 2, outcome: 'paid' },
  ])
})

test('bounced after it was paid: it is owed again, and paid once more', async () => {
  const owed = await toPay(it)
  const batch = await handed([owed])
  await says(batch.lines[0], 'paid')
  expect(await says(batch.lines[0], 'bounced')).toBe(null)
  expect([await runState(it, batch), await lineStates(it, batch), await payableState(it, owed)]).toEqual([
    'done',
    ['bounced'],
    'claimed',
  ])
  expect(await collect(owed)).toMatchObject({ state: 'claimed', rejected: 'account-wrong', paid: null, isOpen: true })
  const again = await handed([owed])
  expect(await says(again.lines[0], 'paid')).toBe(null)
  expect(await says(batch.lines[0], 'bounced')).toBe('LS055')
  expect(await entriesOf(it, owed)).toEqual(['grant', 'reserve', 'settle', 'bounce', 'reserve', 'settle'])
})

describe('an answer', () => {
  test('is about a line that was handed over', async () => {
    const made = await ran(it, [await toPay(it)], ['check'])
    for (const outcome of OUTCOMES) expect([outcome, await says(made.lines[0], outcome)]).toEqual([outcome, 'LS055'])
    const { payment } = batchOf([await toPay(it)]).lines[0] as Line
    expect(await says({ ...(made.lines[0] as Line), payment }, 'paid')).toBe('LS055')
  })

  test('is over exactly its sum', async () => {
    const batch = await handed([await toPay(it)])
    for (const sum of [1n, 49_999n, 50_001n])
      expect([sum, await says(batch.lines[0], 'paid', { sum })]).toEqual([sum, 'LS055'])
  })

  test('has a line of the bank of its own, and comes from a file', async () => {
    const batch = await handed([await toPay(it), await toPay(it)])
    expect(await says(batch.lines[0], 'paid', { reference: 'B-1' })).toBe(null)
    expect(await says(batch.lines[1], 'paid', { reference: 'B-1' })).toBe('LS055')
    expect(await says(batch.lines[1], 'paid', { reference: null })).toBe('LS055')
    const [line] = batch.lines.slice(1) as [Line]
    const noFile = it.office`insert into payment_outcomes (payment_id, seq, outcome, fen, bank_reference, staff_id, at)
      values (${line.payment}, 0, 'paid', ${String(line.fen)}, 'B-2', ${it.people.xu}, now())`
    expect(await stateOf(noFile)).toBe('LS055')
    expect(await says(batch.lines[1], 'paid', { reference: 'B-2' })).toBe(null)
  })

  test('is taken also of what is held up meanwhile: the money has gone already', async () => {
    const owed = await toPay(it)
    const batch = await handed([owed])
    await freeze(it, owed)
    expect(await says(batch.lines[0], 'paid')).toBe(null)
    expect(await collect(owed)).toMatchObject({ state: 'paid', isFrozen: true })
  })

  test('of two at once counts once', async () => {
    const batch = await handed([await toPay(it)])
    const ends = await Promise.all([
      says(batch.lines[0], 'paid'),
      says(batch.lines[0], 'rejected'),
      says(batch.lines[0], 'paid'),
    ])
    expect(ends.filter((end) => end === null)).toHaveLength(1)
    expect(ends.filter((end) => end === 'LS055')).toHaveLength(2)
  })
})

test('those who took part are paid through the same books, from their own fund', async () => {
  const owed = await strikeToPay(it)
  const batch = await ran(it, [owed], ['check', 'hand'], { fund: 'strikes' })
  expect(await says(batch.lines[0], 'paid')).toBe(null)
  expect(await it.owner`select distinct fund from journals where payable_id = ${owed.payable}`).toEqual([
    { fund: 'strikes' },
  ])
})

test('what was paid in cash shows its receipt', async () => {
  const { owed } = await paidInCash(it, ['check', 'hand'])
  expect(await collect(owed)).toMatchObject({
    state: 'paid',
    paid: { method: 'voucher', receipt: expect.stringMatching(/^付-/) },
  })
})
