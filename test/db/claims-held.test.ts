import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inOrder } from './awards-acts.ts'
import { stateOf } from './awards-world.ts'
import {
  claimed,
  freeze,
  grantedStrike,
  grantedTip,
  release,
  startClaims,
  termOver,
  tryVoucher,
  type ClaimsWorld,
  type Owed,
} from './claims-world.ts'

/** What holds a payment up, and what gives more time to claim. */
let it: ClaimsWorld
beforeAll(async () => {
  it = await startClaims()
})
afterAll(() => it.stop())

const freezesOf = (owed: Owed): Promise<unknown> =>
  it.owner`select seq, cause, released_at is null as open from freezes where payable_id = ${owed.payable} order by seq`
async function voucher(): Promise<Owed> {
  const owed = await grantedTip(it)
  await claimed(it, owed)
  return owed
}
const tries = async (owed: Owed, rights: readonly boolean[]): Promise<void> => {
  for (const isRight of rights) await tryVoucher(it, owed, isRight)
}

describe('vouchers', () => {
  test('the fifth wrong one in a row holds the payment up, and no further one is taken', async () => {
    const owed = await voucher()
    await tries(owed, [false, false, false, false])
    expect(await freezesOf(owed)).toEqual([])
    await tryVoucher(it, owed, false)
    expect(await freezesOf(owed)).toEqual([{ seq: 1, cause: 'vouchers', open: true }])
    for (const isRight of [true, false]) expect(await stateOf(tryVoucher(it, owed, isRight))).toBe('LS050')
  })

  test('after it was released five more are taken', async () => {
    const owed = await voucher()
    await tries(owed, [false, false, false, false, false])
    await release(it, owed)
    await tries(owed, [false, false, false, false])
    expect(await freezesOf(owed)).toHaveLength(1)
    await tryVoucher(it, owed, false)
    expect(await freezesOf(owed)).toHaveLength(2)
  })

  test('a right one begins the count again; another claim does not', async () => {
    const owed = await voucher()
    await tries(owed, [false, false, false, false, true, false, false, false])
    await claimed(it, owed, { seq: 2 })
    expect(await stateOf(tryVoucher(it, owed, false))).toBe('LS046')
    await tryVoucher(it, owed, false, { claimSeq: 2 })
    expect(await freezesOf(owed)).toEqual([])
    await tryVoucher(it, owed, false, { claimSeq: 2 })
    expect(await freezesOf(owed)).toHaveLength(1)
  })

  test('twenty at once: five are taken', async () => {
    const owed = await voucher()
    const ends = await Promise.all(Array.from({ length: 20 }, () => stateOf(tryVoucher(it, owed, false))))
    expect(ends.filter((end) => end === null)).toHaveLength(5)
    expect(ends.filter((end) => end === 'LS050')).toHaveLength(15)
    expect(await it.owner`select seq from voucher_tries where payable_id = ${owed.payable} order by seq`).toEqual(
      [1, 2, 3, 4, 5].map((seq) => ({ seq })),
    )
  })

  test('none is tried before there is a claim that has one', async () => {
    const owed = await grantedTip(it)
    expect(await stateOf(tryVoucher(it, owed, true))).toBe('LS046')
    await claimed(it, owed, { method: 'transfer' })
    expect(await stateOf(tryVoucher(it, owed, true))).toBe('LS048')
  })
})

describe('a freeze', () => {
  test('stands once for a cause; several causes are released each, once', async () => {
    const owed = await voucher()
    await freeze(it, owed)
    expect(await stateOf(freeze(it, owed))).toBe('LS060')
    await freeze(it, owed, 'signature')
    await release(it, owed)
    expect(await freezesOf(owed)).toEqual([
      { seq: 1, cause: 'audit', open: false },
      { seq: 2, cause: 'signature', open: false },
    ])
    await freeze(it, owed)
    expect(await freezesOf(owed)).toHaveLength(3)
    for (const change of [
      `reason = 'y'`,
      'released_at = now()',
      'released_by = null, released_at = null, reason = null',
    ])
      expect([
        change,
        await stateOf(it.owner.unsafe(`update freezes set ${change} where seq = 1 and payable_id = '${owed.payable}'`)),
      ]).toEqual([change, 'LS001'])
    expect(
      await stateOf(
        it.owner`update freezes set cause = 'books', released_by = ${it.people.qiu}, released_at = now(), reason = 'x' where released_at is null`,
      ),
    ).toBe('LS001')
    expect(
      await stateOf(
        it.office`update freezes set released_by = ${it.people.qiu}, released_at = now() where released_at is null`,
      ),
    ).toBe('23514')
  })

  test('of a tipster or of vouchers is made up by nobody, and one of a person has a name', async () => {
    const owed = await voucher()
    for (const cause of ['disputed', 'vouchers']) {
      expect([cause, await stateOf(freeze(it, owed, cause))]).toEqual([cause, 'LS001'])
      const nameless = it.owner`insert into freezes (payable_id, seq, cause, at) values (${owed.payable}, 0, ${cause}, now())`
      expect([cause, await stateOf(nameless)]).toEqual([cause, 'LS001'])
    }
    for (const cause of ['audit', 'signature']) {
      const nameless = it.office`insert into freezes (payable_id, seq, cause, at) values (${owed.payable}, 0, ${cause}, now())`
      expect([cause, await stateOf(nameless)]).toEqual([cause, 'LS001'])
    }
    await it.office`insert into freezes (payable_id, seq, cause, at) values (${owed.payable}, 0, 'books', now())`
  })

  test('ten at once: one of them stands', async () => {
    const owed = await voucher()
    const ends = await Promise.all(Array.from({ length: 10 }, () => stateOf(freeze(it, owed))))
    expect(ends.filter((end) => end === null)).toHaveLength(1)
    expect(await freezesOf(owed)).toHaveLength(1)
  })

  test('that was reported by somebody is released by somebody else', async () => {
    const owed = await voucher()
    await freeze(it, owed, 'signature')
    const own = it.office`update freezes set released_by = staff_id, released_at = now(), reason = 'x' where payable_id = ${owed.payable}`
    expect(await stateOf(own)).toBe('23514')
  })
})

describe('more time to claim', () => {
  const extend = (
    owed: Owed,
    until: string,
    { seq = 1, at = new Date('2026-11-20T10:00:00Z') } = {},
  ): Promise<unknown> =>
    it.office`insert into claim_extensions (award_id, seq, until, reason, staff_id, at) values (${owed.award}, ${seq}, ${until}, 'x', ${it.people.zheng}, ${at})`
  const term = async (owed: Owed): Promise<unknown> =>
    (await it.owner`select claim_until::text as until, claim_provisional from awards where id = ${owed.award}`)[0]

  test('moves the term of the award, which no calendar moves again', async () => {
    const owed = await grantedTip(it)
    await termOver(it, owed, '2026-10-01')
    expect(await stateOf(extend(owed, '2026-10-01'))).toBe('LS057')
    expect(await stateOf(extend(owed, '2026-11-20'))).toBe('LS057')
    await extend(owed, '2027-03-01')
    expect(await term(owed)).toEqual({ until: '2027-03-01', claim_provisional: false })
    expect(await stateOf(extend(owed, '2027-04-01'))).toBe('LS046')
    expect(await stateOf(extend(owed, '2027-02-28', { seq: 2 }))).toBe('LS057')
    await extend(owed, '2027-04-01', { seq: 2 })
    await claimed(it, owed, { at: new Date('2027-04-01T15:00:00Z') })
  })

  test('is for what is left to claim', async () => {
    const owed = await grantedTip(it)
    await claimed(it, owed)
    expect(await stateOf(extend(owed, '2029-01-01'))).toBe('LS047')
    expect(await stateOf(extend({ ...owed, award: owed.payable }, '2029-01-01'))).toBe('LS047')
    const strike = await grantedStrike(it)
    await extend(strike, '2029-01-01')
  })

  test('two at once: one of them', async () => {
    const owed = await grantedTip(it)
    const ends = await Promise.all([extend(owed, '2029-01-01'), extend(owed, '2029-01-01')].map(stateOf))
    expect(inOrder(ends)).toEqual(['LS057', null])
  })
})

test('tries, extensions and freezes are final, and reviews too', async () => {
  const owed = await voucher()
  await tryVoucher(it, owed, true)
  await freeze(it, owed)
  await it.office`insert into alarm_reviews (id, alarm, staff_id, at, note) values (gen_random_uuid(), 'same-account/ab', ${it.people.qiu}, now(), 'x')`
  for (const [table, column] of [
    ['voucher_tries', 'is_right'],
    ['claim_extensions', 'until'],
    ['alarm_reviews', 'alarm'],
    ['freezes', 'cause'],
  ] as const)
    for (const statement of [
      `update ${table} set ${column} = ${column}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      expect([statement, await stateOf(it.owner.unsafe(statement))]).toEqual([statement, 'LS001'])
      expect([statement, await stateOf(it.office.unsafe(statement))]).toEqual([statement, '42501'])
    }
})
