import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import postgres from 'postgres'
import { JOURNAL_KINDS, JOURNALS, seriesOf, type JournalKind } from '#contract/money/accounts.ts'
import { PAYABLE_MOVES, PAYABLE_STATES } from '#contract/money/chain.ts'
import { startRuledAwards, stateOf, type AwardsWorld } from './awards-world.ts'
import { balances, ownYear, payablesOf, post, steppedAt, withinTrigger, withoutPayments } from './books-world.ts'
import { allot } from './budgets.ts'

/** Entries in the books: balanced, numbered, entered once, never changed. Raw SQL, as the office and as the owner of the database. */
let it: AwardsWorld
beforeAll(async () => {
  it = await startRuledAwards()
  await withoutPayments(it.owner)
})
afterAll(() => it.stop())

const FORBIDDEN = '42501'
const FINAL = 'LS001'
const keepers = (): { enters: string; confirms: string } => ({ enters: it.people.xu, confirms: it.people.xing })
/** A fund of a year of its own with so much in it, by one entry; its id. */
async function funded(fen = '100000'): Promise<{ year: number; journal: string; budget: string }> {
  const year = ownYear()
  const budget = await allot(it.owner, keepers(), { fund: 'tips', year, fen })
  const [row] = await it.owner`select id from journals where budget_id = ${budget}`
  return { year, journal: String(row?.['id']), budget }
}

describe('the tables of the contract are those of the database', () => {
  test('which accounts an entry moves, and the series of its number', async () => {
    for (const kind of JOURNAL_KINDS) {
      const [row] = await it.office`select debit, credit from journal_accounts(${kind})`
      expect([kind, row?.['debit'], row?.['credit']]).toEqual([kind, ...JOURNALS[kind]])
      const [series] = await it.owner`select voucher_series(${kind}) as series`
      expect([kind, series?.['series']]).toEqual([kind, seriesOf(kind)])
    }
    expect(await it.office`select debit from journal_accounts('gift')`).toEqual([{ debit: null }])
  })

  test('where what is owed may go', async () => {
    for (const was of PAYABLE_STATES) {
      const rows = await it.office`
        select becomes from unnest(${it.office.array([...PAYABLE_STATES])}::text[]) becomes where payable_may_become(${was}, becomes)`
      expect([was, rows.map((row) => String(row['becomes'])).toSorted()]).toEqual([was, PAYABLE_MOVES[was].toSorted()])
    }
  })
})

describe('1: an entry has the two postings of its kind and sum, at commit', () => {
  /** An entry with other postings than the function would write. */
  const raw = (lines: readonly (readonly [account: string, fen: string])[]): Promise<string | null> => {
    const [id, year] = [randomUUID(), ownYear()]
    return stateOf(
      it.owner.begin(async (tx) => {
        await tx`select make_accounts('tips', ${year})`
        await tx`insert into journals (id, key, kind, fund, year, fen, budget_id, at)
          select ${id}, ${id}, 'appropriate', 'tips', ${year}, 700, id, now() from budgets limit 1`
        for (const [line, [account, fen]] of lines.entries())
          await tx`insert into postings (journal_id, line, fund, year, month, account, fen)
            select id, ${line}, fund, year, month, ${account}, ${fen} from journals where id = ${id}`
      }),
    )
  }
  test.each<[string, (readonly [string, string])[], string | null]>([
    [
      'as it should be',
      [
        ['quota', '700'],
        ['available', '-700'],
      ],
      null,
    ],
    ['none', [], 'LS045'],
    ['one', [['quota', '700']], 'LS045'],
    [
      'two that do not add up',
      [
        ['quota', '700'],
        ['available', '-600'],
      ],
      'LS045',
    ],
    [
      'two of another sum',
      [
        ['quota', '600'],
        ['available', '-600'],
      ],
      'LS045',
    ],
    [
      'two of other accounts',
      [
        ['quota', '700'],
        ['payable', '-700'],
      ],
      'LS045',
    ],
    [
      'three that add up',
      [
        ['quota', '700'],
        ['available', '-400'],
        ['available', '-300'],
      ],
      'LS045',
    ],
    [
      'four that add up',
      [
        ['quota', '700'],
        ['available', '-700'],
        ['quota', '5'],
        ['available', '-5'],
      ],
      'LS045',
    ],
    [
      'one that takes what is not there',
      [
        ['available', '700'],
        ['quota', '-700'],
      ],
      '23514',
    ],
    [
      'one of nothing',
      [
        ['quota', '0'],
        ['available', '-700'],
      ],
      '23514',
    ],
  ])('%s', async (_what, lines, code) => {
    expect(await raw(lines)).toBe(code)
  })

  test('the check cannot be had early and passed by later', async () => {
    const id = randomUUID()
    const late = it.owner.begin(async (tx) => {
      await post(tx, { kind: 'appropriate', key: id, year: ownYear(), fen: '5', budget: (await funded()).budget })
      await tx`set constraints all immediate`
      await tx`set constraints all deferred`
      await tx`insert into postings (journal_id, line, fund, year, month, account, fen)
        select id, n + 2, fund, year, month, (array['quota', 'available'])[n], (array[5, -5])[n] from journals, generate_series(1, 2) n where key = ${id}`
    })
    expect(await stateOf(late)).toBe('LS045')
  })
})

describe('2: money is whole fen, more than nothing', () => {
  test.each([
    ['0', '23514'],
    ['-1', '23514'],
    ['0.5', '22P02'],
    ['9223372036854775808', '22003'],
    ['9223372036854775807', null],
  ])('%s: %s', async (fen, code) => {
    const { budget } = await funded()
    const entry = { kind: 'appropriate', key: randomUUID(), year: ownYear(), fen, budget } as const
    expect(await stateOf(post(it.owner, entry))).toBe(code)
  })

  test('a sum that no account can hold is refused, and changes nothing', async () => {
    const { year, budget } = await funded()
    const more = { kind: 'appropriate', key: randomUUID(), year, fen: '9223372036854775807', budget } as const
    expect(await stateOf(post(it.owner, more))).toBe('22003')
    expect(await balances(it.owner, year)).toMatchObject({ quota: 100_000, available: 100_000 })
  })
})

test('3: nobody changes or deletes what stands in the books, neither the office nor the owner', async () => {
  const { year } = await funded()
  await it.office`insert into reconciliations (at, compared, differences) values (now(), '{}', '[]')`
  await it.office`insert into ledger_periods (month, closed_by, closed_at) values ('2019-01', ${it.people.xu}, now())`
  await steppedAt(it, new Date(), ['review', 'approve', 'fund'])
  const columns: Record<string, string> = {
    journals: 'fen',
    postings: 'fen',
    ledger_accounts: 'balance',
    ledger_periods: 'totals',
    reconciliations: 'differences',
    payables: 'fen',
    budgets: 'fen',
  }
  for (const [table, column] of Object.entries(columns))
    for (const statement of [
      `update ${table} set ${column} = ${column}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      expect([statement, await stateOf(it.office.unsafe(statement))]).toEqual([statement, FORBIDDEN])
      expect([statement, await stateOf(it.owner.unsafe(statement))]).toEqual([statement, FINAL])
    }
  const account = `insert into ledger_accounts (fund, year, account, balance) values ('tips', 2999, 'available', -500)`
  expect(await stateOf(it.owner.unsafe(account))).toBe(FINAL)
  expect(await stateOf(it.owner`select move_payable(id, 'claimed', now()) from payables`)).toBe(FINAL)
  expect(await stateOf(it.owner`insert into payables select * from payables`)).toBe(FINAL)
  expect(await balances(it.owner, year)).toMatchObject({ quota: 100_000, available: 100_000 })
})

test('4: nothing joins an entry that is committed, not even what balances', async () => {
  const { journal } = await funded()
  const late = it.owner`insert into postings (journal_id, line, fund, year, month, account, fen)
    select id, n + 2, fund, year, month, (array['quota', 'available'])[n], (array[5, -5])[n] from journals, generate_series(1, 2) n where id = ${journal}`
  expect(await stateOf(late)).toBe(FINAL)
})

describe('6: an entry is made once for its key', () => {
  test('the same a hundred times is one entry, whoever sends it and when; anything else for it is refused', async () => {
    const { year, budget } = await funded()
    const key = randomUUID()
    const entry = { kind: 'appropriate', key, year, fen: '700', budget } as const
    for (let n = 0; n < 100; n++) await post(it.owner, { ...entry, at: new Date(Date.now() + n * 86_400_000) })
    expect(await it.owner`select count(*)::int as n from journals where key = ${key}`).toEqual([{ n: 1 }])
    expect(await balances(it.owner, year)).toMatchObject({ quota: 100_700 })
    const others: Partial<Record<string, unknown>>[] = [
      { fen: '701' },
      { year: year + 500 },
      { fund: 'strikes' },
      { kind: 'reduce' },
      { budget: (await funded()).budget },
      { payment: randomUUID() },
    ]
    for (const other of others)
      expect([other, await stateOf(post(it.owner, { ...entry, ...other } as Parameters<typeof post>[1]))]).toEqual([
        other,
        'LS044',
      ])
  })

  test('twenty at once: all are answered, one entry stands', async () => {
    const { year, budget } = await funded()
    const entry = { kind: 'appropriate', key: randomUUID(), year, fen: '700', budget } as const
    const many = postgres(it.world.database.ownerUrl, { max: 20, onnotice: () => {} })
    const ends = await Promise.all(Array.from({ length: 20 }, () => stateOf(post(many, entry))))
    await many.end()
    expect(ends).toEqual(Array.from({ length: 20 }, () => null))
    expect(await balances(it.owner, year)).toMatchObject({ quota: 100_700 })
  })
})

describe('5: a payment is reserved once, ends once, and comes back once', () => {
  /** What is owed of an award that was granted, as what it is entered with. */
  async function owed(): Promise<{ year: number; fen: string; payable: string }> {
    const { award } = await steppedAt(it, new Date(), ['review', 'approve', 'fund'])
    const [row] = await payablesOf(it.owner, award)
    return { year: Number(row?.['year']), fen: String(row?.['fen']), payable: String(row?.['id']) }
  }
  const enter = (
    of: Awaited<ReturnType<typeof owed>>,
    kind: JournalKind,
    payment: string | null,
    sql: postgres.Sql = it.owner,
  ): Promise<string | null> => stateOf(post(sql, { ...of, kind, key: randomUUID(), payment }))

  test('under other keys too', async () => {
    const [of, payment] = [await owed(), randomUUID()]
    expect(await enter(of, 'settle', payment)).toBe('LS045')
    expect(await enter(of, 'reserve', payment)).toBe(null)
    expect(await enter(of, 'bounce', payment)).toBe('LS045')
    expect(await enter(of, 'settle', payment)).toBe(null)
    for (const again of ['settle', 'unreserve'] as const) expect(await enter(of, again, payment)).toBe('LS045')
    expect(await enter(of, 'bounce', payment)).toBe(null)
    expect(await enter(of, 'bounce', payment)).toBe('LS045')
    expect(await enter(of, 'lapse', null)).toBe(null)
    expect(await enter(of, 'decline', null)).toBe('LS045')
    // The indexes hold it as well, past every trigger.
    const copies = await it.owner`select id, kind from journals where payable_id = ${of.payable}`
    for (const { id, kind } of copies) {
      const copied = it.owner.begin(async (tx) => {
        await tx`set local session_replication_role = replica`
        await tx`insert into journals select (jsonb_populate_record(j, jsonb_build_object('id', gen_random_uuid(), 'key', gen_random_uuid(),
          'number', gen_random_uuid(), 'seq', 100000))).* from journals j where id = ${String(id)}`
      })
      expect([kind, await stateOf(copied)]).toEqual([kind, '23505'])
    }
  })

  test('twenty workers that settle or give back the same payment at once: one of them does', async () => {
    const [of, payment] = [await owed(), randomUUID()]
    await enter(of, 'reserve', payment)
    // So much is on its way that the account alone would let all of them through.
    for (let n = 0; n < 3; n++) await enter(await owed(), 'reserve', randomUUID())
    const many = postgres(it.world.database.ownerUrl, { max: 20, onnotice: () => {} })
    const kinds = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? 'settle' : 'unreserve') as JournalKind)
    const ends = await Promise.all(kinds.map((kind) => enter(of, kind, payment, many)))
    await many.end()
    expect(ends.filter((end) => end === null)).toHaveLength(1)
    expect(new Set(ends.filter((end) => end !== null))).toEqual(new Set(['LS045']))
  })

  test('what is owed moves as a whole, from where it is owed', async () => {
    const of = await owed()
    const payment = randomUUID()
    expect(await enter({ ...of, fen: '1' }, 'reserve', payment)).toBe('LS045')
    expect(await enter({ ...of, year: (await funded()).year }, 'reserve', payment)).toBe('LS045')
    expect(await stateOf(post(it.owner, { ...of, kind: 'reserve', key: randomUUID() }))).toBe('23514')
  })

  test('what a trigger moves goes only where it may, and keeps its sum', async () => {
    const { payable } = await owed()
    const within = (body: string): Promise<string | null> => stateOf(withinTrigger(it.owner, body))
    expect(await within(`perform move_payable('${payable}', 'paid', now());`)).toBe('LS046')
    expect(await within(`update payables set fen = fen + 1 where id = '${payable}';`)).toBe(FINAL)
    expect(await within(`delete from payables where id = '${payable}';`)).toBe(FINAL)
    expect(await within(`perform move_payable('${payable}', 'claimed', now());`)).toBe(null)
    expect(await it.office`select state, payable_agrees(id) as agrees from payables where id = ${payable}`).toEqual([
      { state: 'claimed', agrees: true },
    ])
    // Nothing is reserved in the books, so nobody may believe that it is being paid.
    expect(await within(`perform move_payable('${payable}', 'paying', now());`)).toBe(null)
    expect(await it.office`select payable_agrees(${payable}) as agrees`).toEqual([{ agrees: false }])
  })
})

describe('numbers', () => {
  test('are gapless in their series and month of Sanya, also where some were rolled back, by many at once', async () => {
    const { year, budget } = await funded()
    const many = postgres(it.world.database.ownerUrl, { max: 20, onnotice: () => {} })
    const at = new Date('2031-01-31T17:30:00Z')
    const enter = (n: number): Promise<string | null> =>
      stateOf(
        many.begin(async (tx) => {
          await post(tx, { kind: 'appropriate', key: randomUUID(), year, fen: '10', budget, at })
          if (n % 3 === 0) await tx`select 1 / 0`
        }),
      )
    const ends = await Promise.all(Array.from({ length: 40 }, (_, n) => enter(n)))
    await many.end()
    const passed = ends.filter((end) => end === null).length
    const rows = await it.owner`select number, day::text from journals where month = '2031-02' order by seq`
    expect(rows.map((row) => row['number'])).toEqual(
      Array.from({ length: passed }, (_, n) => `收-2031-02-${String(n + 1).padStart(4, '0')}`),
    )
    expect(new Set(rows.map((row) => row['day']))).toEqual(new Set(['2031-02-01']))
  })

  test('an entry that somebody numbers, dates and seals themselves gets its own', async () => {
    const [id, year] = [randomUUID(), ownYear()]
    await it.owner.begin(async (tx) => {
      await tx`select make_accounts('tips', ${year})`
      await tx`insert into journals (id, key, kind, fund, year, fen, budget_id, day, month, series, seq, number, xid, at)
        select ${id}, ${id}, 'appropriate', 'tips', ${year}, 5, id, '2020-01-01', '2020-01', '付', 9, '付-2020-01-0009', '7', '2033-03-03T01:00:00Z' from budgets limit 1`
      await tx`insert into postings (journal_id, line, fund, year, month, account, fen)
        select id, n, fund, year, month, (array['quota', 'available'])[n], (array[5, -5])[n] from journals, generate_series(1, 2) n where id = ${id}`
    })
    const [row] = await it.owner`select number, day::text as day from journals where id = ${id}`
    expect(row).toEqual({ number: '收-2033-03-0001', day: '2033-03-03' })
  })
})
