import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ACCOUNTS, JOURNAL_KINDS, postingsOf, type JournalKind } from '#contract/money/accounts.ts'
import { figuresOf, isNearlyUsed, monthsOf, nextMonth, type JournalSum } from '#contract/money/fund-view.ts'
import { isBalanced, totalsOf, trialBalance, type PostingSum } from '#contract/money/trial-balance.ts'

const sum = (kind: JournalKind, fen: bigint, month = '2026-03'): JournalSum => ({
  fund: 'tips',
  year: 2026,
  month,
  kind,
  fen,
})
const sums = fc.array(
  fc.record({
    fund: fc.constant('tips' as const),
    year: fc.constant(2026),
    month: fc.constantFrom('2026-01', '2026-02', '2026-11', '2027-02'),
    kind: fc.constantFrom(...JOURNAL_KINDS),
    fen: fc.bigInt(1n, 10n ** 12n),
  }),
)

test('an award goes through the fund: set aside, owed, on its way, paid', () => {
  const way: [JournalKind, Partial<ReturnType<typeof figuresOf>>][] = [
    ['appropriate', { budget: 1000n, available: 1000n }],
    ['commit', { available: 0n, committed: 1000n }],
    ['grant', { committed: 0n, payable: 1000n }],
    ['reserve', { payable: 0n, paying: 1000n }],
    ['settle', { paying: 0n, paid: 1000n, budget: 1000n }],
    ['bounce', { paid: 0n, payable: 1000n }],
    ['decline', { payable: 0n, declined: 1000n, available: 1000n }],
  ]
  for (const [place, [, expected]] of way.entries())
    expect(figuresOf(way.slice(0, place + 1).map(([kind]) => sum(kind, 1000n)))).toMatchObject(expected)
})

test('whatever was entered, what was allotted is what was paid, is owed, and is left', () => {
  fc.assert(
    fc.property(sums, (entered) => {
      const { budget, paid, paying, payable, committed, available } = figuresOf(entered)
      expect(budget).toBe(paid + paying + payable + committed + available)
      const months = monthsOf(2026, entered, '2026-11-25')
      expect(months.at(-1)?.end).toEqual(figuresOf(entered))
      expect(months.reduce((total, month) => total + month.paid, 0n)).toBe(paid)
      expect(months.reduce((total, month) => total + month.allotted, 0n)).toBe(budget)
    }),
  )
})

test('months go to the one that runs, to December of a year that is over, and on to the last entry', () => {
  const named = (entered: JournalSum[], today: string): string[] =>
    monthsOf(2026, entered, today).map(({ month }) => month)
  expect(named([], '2026-03-09')).toEqual(['2026-01', '2026-02', '2026-03'])
  expect(named([], '2028-01-01').at(-1)).toBe('2026-12')
  expect(named([sum('settle', 1n, '2027-02')], '2027-03-01').at(-1)).toBe('2027-02')
  expect(named([], '2025-12-31')).toEqual([])
  expect(nextMonth('2026-12')).toBe('2027-01')
})

test('a fund is nearly used when less than a tenth is left of something', () => {
  expect(isNearlyUsed({ budget: 1000n, available: 100n })).toBe(false)
  expect(isNearlyUsed({ budget: 1000n, available: 99n })).toBe(true)
  expect(isNearlyUsed({ budget: 0n, available: 0n })).toBe(false)
})

/** What the database adds up, of entries before a month and in it. */
const postingsFrom = (entered: readonly JournalSum[], month: string): PostingSum[] =>
  entered.flatMap(({ fund, year, kind, fen, month: at }) =>
    postingsOf(kind, fen).map((posting) => ({
      fund,
      year,
      account: posting.account,
      isBefore: at < month,
      debit: posting.fen > 0n ? posting.fen : 0n,
      credit: posting.fen < 0n ? -posting.fen : 0n,
    })),
  )

test('the trial balance of entries always comes to the same on both sides, and one side alone never does', () => {
  fc.assert(
    fc.property(sums, fc.nat(), (entered, at) => {
      const postings = postingsFrom(entered, '2026-02')
      expect(isBalanced(totalsOf(trialBalance(postings)))).toBe(true)
      if (postings.length === 0) return
      const dropped = postings.filter((_, place) => place !== at % postings.length)
      expect(isBalanced(totalsOf(trialBalance(dropped)))).toBe(false)
    }),
  )
})

test('a trial balance has every account of a fund in its order, and closes where it opened and what came', () => {
  const rows = trialBalance(postingsFrom([sum('appropriate', 500n, '2026-01'), sum('commit', 200n)], '2026-02'))
  expect(rows.map(({ account }) => account)).toEqual(ACCOUNTS)
  expect(rows.find(({ account }) => account === 'available')).toMatchObject({
    opening: -500n,
    debit: 200n,
    closing: -300n,
  })
  for (const { opening, debit, credit, closing } of rows) expect(closing).toBe(opening + debit - credit)
})
