import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stateOf, type Person } from './awards-world.ts'
import {
  claim,
  claimed,
  claimRow,
  freeze,
  grantedStrike,
  grantedTip,
  payableState,
  startClaims,
  termOver,
  type ClaimsWorld,
  type Owed,
} from './claims-world.ts'
import { entriesOf, expectSound, ran, toPay } from './payments-world.ts'

/** What nobody claimed in time, or declined, goes back to the fund: after two people said so, once. */
let it: ClaimsWorld
beforeAll(async () => {
  it = await startClaims()
})
afterAll(async () => {
  await expectSound(it)
  await it.stop()
})

const propose = async (kind: 'lapse' | 'decline', owed: readonly Owed[]): Promise<string> => {
  const id = randomUUID()
  await it.office.begin(async (tx) => {
    await tx`insert into lapse_lists (id, kind, proposed_by, proposed_at) values (${id}, ${kind}, ${it.people.xu}, now())`
    for (const { payable } of owed) await tx`insert into lapse_items (list_id, payable_id) values (${id}, ${payable})`
  })
  return id
}
const confirm = (list: string, by: Person = 'xing'): Promise<unknown> =>
  it.office`update lapse_lists set confirmed_by = ${it.people[by]}, confirmed_at = now() where id = ${list}`
const withdraw = (list: string): Promise<unknown> =>
  it.office`update lapse_lists set withdrawn_by = ${it.people.xu}, withdrawn_at = now() where id = ${list}`
const carryOut = async (list: string): Promise<unknown> =>
  (await it.office`select carry_out_list(${list}) as settled`)[0]?.['settled']
const outcomes = async (list: string, owed: readonly Owed[]): Promise<unknown[]> => {
  const rows = await it.office`select payable_id, outcome from lapse_items where list_id = ${list}`
  return owed.map(({ payable }) => rows.find((row) => row['payable_id'] === payable)?.['outcome'])
}
async function overdue(): Promise<Owed> {
  const owed = await grantedTip(it)
  await termOver(it, owed)
  return owed
}
async function declined(): Promise<Owed> {
  const owed = await grantedTip(it)
  await claimed(it, owed, { method: 'decline' })
  return owed
}
/** Everything on a list goes back, and the list is over. */
async function done(list: string): Promise<void> {
  await confirm(list)
  await carryOut(list)
}

test('overdue: listed by one, confirmed by another, carried out once; the money is available again', async () => {
  const owed = [await overdue(), await overdue()]
  const list = await propose('lapse', owed)
  expect(await carryOut(list)).toBe(0)
  expect(await stateOf(confirm(list, 'xu'))).toBe('LS059')
  await confirm(list)
  expect(await payableState(it, { payable: owed[0]?.payable ?? '' })).toBe('open')
  expect(await carryOut(list)).toBe(2)
  expect(await carryOut(list)).toBe(0)
  for (const each of owed) {
    expect(await payableState(it, each)).toBe('lapsed')
    expect(await entriesOf(it, each)).toEqual(['grant', 'lapse'])
    expect(await stateOf(claim(it.visitor, claimRow(each)))).toBe('LS047')
  }
  expect(await outcomes(list, owed)).toEqual(['returned', 'returned'])
})

test('declined: the same way', async () => {
  const owed = await declined()
  await done(await propose('decline', [owed]))
  expect([await payableState(it, owed), await entriesOf(it, owed)]).toEqual(['declined', ['grant', 'decline']])
})

test('two jobs at once carry a list out once', async () => {
  const owed = [await overdue(), await overdue(), await overdue()]
  const list = await propose('lapse', owed)
  await confirm(list)
  const settled = await Promise.all(Array.from({ length: 6 }, () => carryOut(list)))
  expect(settled.filter((many) => many !== 0)).toEqual([3])
  for (const each of owed) expect(await entriesOf(it, each)).toEqual(['grant', 'lapse'])
})

test('what was claimed, extended or held up meanwhile is kept', async () => {
  const owed = [await overdue(), await overdue(), await overdue(), await overdue()] as [Owed, Owed, Owed, Owed]
  const list = await propose('lapse', owed)
  await confirm(list)
  await claimed(it, owed[0], { at: new Date('2026-01-05T10:00:00Z') })
  await it.office`insert into claim_extensions (award_id, seq, until, reason, staff_id, at) values (${owed[1].award}, 1, '2030-01-01', 'x', ${it.people.zheng}, now())`
  await freeze(it, owed[2])
  expect(await carryOut(list)).toBe(4)
  expect(await outcomes(list, owed)).toEqual(['kept', 'kept', 'kept', 'returned'])
  expect(await Promise.all(owed.map((each) => payableState(it, each)))).toEqual(['claimed', 'open', 'open', 'lapsed'])
})

test('what was declined and then claimed after all is kept', async () => {
  const owed = await declined()
  const list = await propose('decline', [owed])
  await claimed(it, owed, { seq: 2 })
  await done(list)
  expect([await outcomes(list, [owed]), await payableState(it, owed)]).toEqual([['kept'], 'claimed'])
})

test('a claim that comes while the list is carried out: one of both, never both', async () => {
  for (let n = 0; n < 6; n++) {
    const owed = await grantedTip(it)
    // The last day of the claim is the day before that of the job.
    const list = await overdueListOf(owed)
    const [settled, end] = await Promise.all([
      carryOut(list),
      stateOf(claim(it.visitor, claimRow(owed, { at: new Date('2026-01-05T10:00:00Z') }))),
    ])
    expect(settled).toBe(1)
    expect([end, await payableState(it, owed), await outcomes(list, [owed])]).toEqual(
      end === null ? [null, 'claimed', ['kept']] : ['LS047', 'lapsed', ['returned']],
    )
  }
})
async function overdueListOf(owed: Owed): Promise<string> {
  await termOver(it, owed)
  const list = await propose('lapse', [owed])
  await confirm(list)
  return list
}

describe('a list holds', () => {
  test('nothing that is in time, claimed, held up, being paid, or of those who took part', async () => {
    const held = await overdue()
    await freeze(it, held)
    const taken = await toPay(it)
    await termOver(it, taken)
    const paying = await toPay(it)
    await termOver(it, paying)
    await ran(it, [paying], [])
    const strike = await grantedStrike(it)
    await termOver(it, strike)
    for (const owed of [await grantedTip(it), held, taken, paying, strike])
      for (const kind of ['lapse', 'decline'] as const) expect(await stateOf(propose(kind, [owed]))).toBe('LS056')
    expect(await stateOf(propose('lapse', [await declined()]))).toBe('LS056')
    expect(await stateOf(propose('decline', [await overdue()]))).toBe('LS056')
  })

  test('something, before it is confirmed; then it is closed', async () => {
    const empty = await propose('lapse', [])
    expect(await stateOf(confirm(empty))).toBe('LS056')
    expect(await stateOf(propose('lapse', []))).toBe('23505')
    await withdraw(empty)
    expect(await stateOf(confirm(empty))).toBe('LS001')
    const list = await propose('lapse', [await overdue()])
    await confirm(list)
    const joining = it.office`insert into lapse_items (list_id, payable_id) values (${list}, ${(await overdue()).payable})`
    expect(await stateOf(joining)).toBe('LS056')
    expect(await stateOf(withdraw(list))).toBe('LS001')
    await carryOut(list)
  })

  test('what nobody changes: it is done when it was carried out', async () => {
    const list = await propose('lapse', [await overdue()])
    await confirm(list)
    for (const statement of [
      `update lapse_items set outcome = 'returned'`,
      `update lapse_items set outcome = outcome`,
      'delete from lapse_items',
      'truncate lapse_items cascade',
      'update lapse_lists set confirmed_at = now()',
      'delete from lapse_lists',
      'truncate lapse_lists cascade',
    ])
      expect([statement, await stateOf(it.owner.unsafe(statement))]).toEqual([statement, 'LS001'])
    for (const statement of [
      'update lapse_lists set done_at = now()',
      `update lapse_items set outcome = 'kept'`,
      'delete from lapse_lists',
    ])
      expect([statement, await stateOf(it.office.unsafe(statement))]).toEqual([statement, '42501'])
    const born = it.office`insert into lapse_lists (id, kind, proposed_by, proposed_at, confirmed_by, confirmed_at)
      values (gen_random_uuid(), 'decline', ${it.people.xu}, now(), ${it.people.xing}, now())`
    expect(await stateOf(born)).toBe('LS001')
    await it.owner`update lapse_lists set done_at = now() where id = ${list}`
    expect(await it.owner`select outcome from lapse_items where list_id = ${list}`).toEqual([{ outcome: 'returned' }])
  })
})
