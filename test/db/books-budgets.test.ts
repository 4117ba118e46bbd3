import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startRuledAwards, stateOf, type AwardsWorld } from './awards-world.ts'
import { balances, ownYear, post, steppedAt } from './books-world.ts'
import { allot, confirmBudget, enterBudget } from './budgets.ts'

/** Budgets, which two people enter, and months, which are closed. */
let it: AwardsWorld
beforeAll(async () => {
  it = await startRuledAwards()
})
afterAll(() => it.stop())

const keepers = (): { enters: string; confirms: string } => ({ enters: it.people.xu, confirms: it.people.xing })
const both = async (doing: (sql: AwardsWorld['owner']) => Promise<unknown>): Promise<(string | null)[]> => [
  await stateOf(doing(it.office)),
  await stateOf(doing(it.owner)),
]

describe('a budget', () => {
  test('counts when another person has confirmed it, as an entry that names it', async () => {
    const year = ownYear()
    const id = await enterBudget(it.office, keepers(), { fund: 'tips', year, fen: '300000000' })
    expect(await it.office`select from ledger_accounts where year = ${year}`).toHaveLength(0)
    await confirmBudget(it.office, id, it.people.xing)
    expect(await balances(it.owner, year)).toMatchObject({ quota: 300_000_000, available: 300_000_000 })
    const entry = await it.office`select kind, series, fen, staff_id from journals where budget_id = ${id}`
    expect([...entry]).toEqual([{ kind: 'appropriate', series: '收', fen: '300000000', staff_id: it.people.xing }])
  })

  test('is not confirmed by who entered it', async () => {
    const id = await enterBudget(it.office, keepers(), { fund: 'tips', year: ownYear(), fen: '500' })
    expect(await both((sql) => confirmBudget(sql, id, it.people.xu))).toEqual(['LS058', 'LS058'])
  })

  test('is confirmed or withdrawn once, and what it says never changes', async () => {
    const confirmed = await allot(it.office, keepers(), { fund: 'tips', year: ownYear(), fen: '500' })
    const withdrawn = await enterBudget(it.office, keepers(), { fund: 'tips', year: ownYear(), fen: '500' })
    await it.office`update budgets set withdrawn_by = ${it.people.xu}, withdrawn_at = now() where id = ${withdrawn}`
    for (const id of [confirmed, withdrawn]) {
      expect(await both((sql) => confirmBudget(sql, id, it.people.he))).toEqual(['LS001', 'LS001'])
      const withdraw = (sql: AwardsWorld['owner']) =>
        sql`update budgets set withdrawn_by = ${it.people.he}, withdrawn_at = now() where id = ${id}`
      expect(await both(withdraw)).toEqual(['LS001', 'LS001'])
    }
    const open = await enterBudget(it.office, keepers(), { fund: 'tips', year: ownYear(), fen: '500' })
    for (const change of [
      'fen = 600',
      `document = '另一个文件'`,
      'year = year + 1',
      `proposed_by = gen_random_uuid()`,
    ]) {
      const set = `update budgets set ${change} where id = '${open}'`
      expect([change, ...(await both((sql) => sql.unsafe(set)))]).toEqual([change, '42501', 'LS001'])
      const withIt = `update budgets set ${change}, confirmed_by = '${it.people.xing}', confirmed_at = now() where id = '${open}'`
      expect([change, ...(await both((sql) => sql.unsafe(withIt)))]).toEqual([change, '42501', 'LS001'])
    }
    const ready = `insert into budgets (id, fund, year, fen, document, document_on, proposed_by, proposed_at, confirmed_by, confirmed_at)
      values (gen_random_uuid(), 'tips', 2600, 5, 'xx', now(), '${it.people.xu}', now(), '${it.people.xing}', now())`
    expect(await both((sql) => sql.unsafe(ready))).toEqual(['42501', 'LS001'])
  })

  test('two who settle it at once: one of them does', async () => {
    const year = ownYear()
    const id = await enterBudget(it.office, keepers(), { fund: 'tips', year, fen: '500' })
    const ends = await Promise.all(
      [it.people.xing, it.people.he, it.people.qiu].map((by) => stateOf(confirmBudget(it.office, id, by))),
    )
    expect(ends.filter((end) => end === null)).toHaveLength(1)
    expect(await balances(it.owner, year)).toMatchObject({ quota: 500 })
  })

  test('takes away no more than is there: what is set aside or owed stays', async () => {
    const year = ownYear()
    await allot(it.owner, keepers(), { fund: 'tips', year, fen: '100000' })
    await steppedAt(it, new Date(Date.UTC(year, 5)), ['review', 'approve'])
    expect(await stateOf(allot(it.office, keepers(), { fund: 'tips', year, fen: '-50001' }))).toBe('LS041')
    await allot(it.office, keepers(), { fund: 'tips', year, fen: '-50000' })
    expect(await balances(it.owner, year)).toMatchObject({ quota: 50_000, available: 0, committed: 50_000 })
  })

  test('is taken back by its exact counterpart alone, once', async () => {
    const year = ownYear()
    const wrong = await allot(it.office, keepers(), { fund: 'tips', year, fen: '70000' })
    const unconfirmed = await enterBudget(it.office, keepers(), { fund: 'tips', year, fen: '70000' })
    const takesBack = (change: object): Promise<string | null> =>
      stateOf(enterBudget(it.office, keepers(), { fund: 'tips', year, fen: '-70000', reverses: wrong, ...change }))
    for (const change of [
      { fen: '-60000' },
      { fen: '70000' },
      { year: year + 900 },
      { fund: 'strikes' },
      { reverses: unconfirmed },
    ])
      expect([change, await takesBack(change)]).toEqual([change, 'LS044'])
    const withdrawn = await enterBudget(it.office, keepers(), { fund: 'tips', year, fen: '-70000', reverses: wrong })
    expect(await takesBack({})).toBe('23505')
    await it.office`update budgets set withdrawn_by = ${it.people.xu}, withdrawn_at = now() where id = ${withdrawn}`
    const back = await allot(it.office, keepers(), { fund: 'tips', year, fen: '-70000', reverses: wrong })
    expect(await takesBack({})).toBe('23505')
    expect(await balances(it.owner, year)).toMatchObject({ quota: 0, available: 0 })
    // Taking back was the mistake: that is taken back as well.
    await allot(it.office, keepers(), { fund: 'tips', year, fen: '70000', reverses: back })
    expect(await balances(it.owner, year)).toMatchObject({ quota: 70_000 })
  })
})

describe('a month', () => {
  const close = (month: string, sql = it.office): Promise<string | null> =>
    stateOf(sql`insert into ledger_periods (month, closed_by, closed_at) values (${month}, ${it.people.xu}, now())`)
  const monthsAgo = (many: number): Date =>
    new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - many, 10))
  const nameOf = (at: Date): string => at.toISOString().slice(0, 7)
  const enterAt = async (at: Date, fen = '500'): Promise<string | null> => {
    const [row] = await it.owner`select id from budgets limit 1`
    return stateOf(
      post(it.owner, { kind: 'appropriate', key: randomUUID(), year: 2700, fen, budget: String(row?.['id']), at }),
    )
  }

  test('is closed when it is over, after those before it that have entries; then nothing is entered in it or before it', async () => {
    const [march, april, may] = [monthsAgo(4), monthsAgo(3), monthsAgo(2)]
    expect(await enterAt(march)).toBe(null)
    expect(await enterAt(may)).toBe(null)
    expect(
      await both((sql) =>
        sql.unsafe(
          `insert into ledger_periods (month, closed_by, closed_at) values ('${nameOf(may)}', '${it.people.xu}', now())`,
        ),
      ),
    ).toEqual(['LS043', 'LS043'])
    const now = await it.owner`select to_char(sanya_day(now()), 'YYYY-MM') as month`
    for (const month of [String(now[0]?.['month']), '2999-01', '2026-13', 'x', ''])
      expect([month, await close(month)]).toEqual([month, 'LS043'])
    const early = it.owner`insert into ledger_periods (month, closed_by, closed_at) values (${nameOf(march)}, ${it.people.xu}, ${march})`
    expect(await stateOf(early)).toBe('LS043')
    expect(await close(nameOf(march))).toBe(null)
    expect(await close(nameOf(march))).toBe('23505')
    expect(await enterAt(march)).toBe('LS042')
    expect(await enterAt(monthsAgo(5))).toBe('LS042')
    expect(await enterAt(april)).toBe(null)
    expect(await close(nameOf(may))).toBe('LS043')
    expect(await close(nameOf(april))).toBe(null)
    expect(await close(nameOf(may))).toBe(null)
    expect(await enterAt(april)).toBe('LS042')
    expect(await enterAt(new Date())).toBe(null)
  })

  test('is closed with what the database computes, whatever somebody says it ended with', async () => {
    const rows = await it.owner`select month, totals from ledger_periods order by month`
    const of2700 = rows.map(({ totals }) => (totals as { year: number }[]).filter(({ year }) => year === 2700))
    const line = (account: string, debit: string, credit: string, balance: string) => ({
      fund: 'tips',
      year: 2700,
      account,
      debit,
      credit,
      balance,
    })
    expect(of2700).toEqual(
      ['500', '1000', '1500'].map((fen) => [line('available', '0', fen, `-${fen}`), line('quota', fen, '0', fen)]),
    )
    const forged = `insert into ledger_periods (month, closed_by, closed_at, totals) values ('${nameOf(monthsAgo(1))}', '${it.people.xu}', now(), '[1]')`
    expect(await both((sql) => sql.unsafe(forged))).toEqual(['42501', null])
    const [last] = await it.owner`select totals from ledger_periods order by month desc limit 1`
    expect(last?.['totals']).toEqual(rows.at(-1)?.['totals'])
  })

  test('what is entered while a month is closed waits, and then is refused', async () => {
    const at = new Date()
    const ended = await it.owner.begin(async (tx) => {
      // As if the month were over: the books are held as by somebody who closes it.
      await tx`select hold_books()`
      const entering = enterAt(at)
      for (let isWaiting = false; !isWaiting;)
        isWaiting =
          (await it.owner`select from pg_locks where locktype = 'advisory' and objid = 7205 and not granted`).length > 0
      await tx`alter table ledger_periods disable trigger arrives`
      await tx`insert into ledger_periods (month, closed_by, closed_at, totals) values (to_char(sanya_day(${at}), 'YYYY-MM'), ${it.people.xu}, now(), '[]')`
      await tx`alter table ledger_periods enable trigger arrives`
      return { entering }
    })
    expect(await ended.entering).toBe('LS042')
  })
})

describe('a trial balance', () => {
  test('has what stood there before a month, what came in it, and what stands after it', async () => {
    const year = 2710
    await it.owner`insert into budgets (id, fund, year, fen, document, document_on, proposed_by, proposed_at) values (${randomUUID()}, 'tips', 2711, 5, 'xx', now(), ${it.people.xu}, now())`
    const [row] = await it.owner`select id from budgets limit 1`
    const budget = String(row?.['id'])
    const enter = (kind: 'appropriate' | 'reduce', at: string, fen: string): Promise<void> =>
      post(it.owner, { kind, key: randomUUID(), year, fen, budget, at: new Date(at) })
    await enter('appropriate', '2090-03-05T00:00:00Z', '1000')
    await enter('reduce', '2090-03-06T00:00:00Z', '100')
    await enter('appropriate', '2090-04-30T16:00:00Z', '70')
    const at = async (month: string | null): Promise<unknown[]> =>
      (
        await it.office`select account, opening::int, debit::int, credit::int, balance::int from trial_balance('tips', ${year}, ${month})`
      )
        .filter(({ account }) => account === 'quota' || account === 'available')
        .map((line) => Object.values(line))
    expect(await at('2090-02')).toEqual([
      ['quota', 0, 0, 0, 0],
      ['available', 0, 0, 0, 0],
    ])
    expect(await at('2090-03')).toEqual([
      ['quota', 0, 1000, 100, 900],
      ['available', 0, 100, 1000, -900],
    ])
    expect(await at('2090-04')).toEqual([
      ['quota', 900, 0, 0, 900],
      ['available', -900, 0, 0, -900],
    ])
    expect(await at('2090-05')).toEqual([
      ['quota', 900, 70, 0, 970],
      ['available', -900, 0, 70, -970],
    ])
    expect(await at(null)).toEqual([
      ['quota', 0, 1070, 100, 970],
      ['available', 0, 100, 1070, -970],
    ])
    expect(await it.office`select account from trial_balance('tips', ${year}, null)`).toEqual(
      ['quota', 'available', 'committed', 'payable', 'paying'].map((account) => ({ account })),
    )
    expect(await it.office`select * from trial_balance('tips', 2799, null)`).toHaveLength(0)
  })
})
