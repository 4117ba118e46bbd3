import { expect, test } from 'vitest'
import type { ShownFigures } from '#contract/funds.ts'
import { monthStates } from '#server/books/months.ts'
import { columnText, moneyText, shareText } from '../../../../web/office/src/books/money-text.ts'
import { journalFiltersOf, journalsAddress } from '../../../../web/office/src/books/journal-filters.ts'
import { isPeriod, payoutsAddress, payoutViewOf } from '../../../../web/office/src/books/payout-view.ts'
import { readBudget, type BudgetDraft } from '../../../../web/office/src/funds/budget-draft.ts'
import { fundBars } from '../../../../web/office/src/funds/fund-chart.ts'

test('sums are written as offices write them, and below zero with a minus before the sign', () => {
  expect(['0', '5', '2000000', '-123456789'].map(moneyText)).toEqual(['¥0.00', '¥0.05', '¥20,000.00', '−¥1,234,567.89'])
  expect(columnText('0')).toBe('')
  expect(columnText('-100')).toBe('−1.00')
})

test('only nothing is no share, and only all of it is the whole', () => {
  expect(['0', '1', '10', '500', '990', '999', '1000'].map((part) => shareText(part, '1000'))).toEqual([
    '0%',
    '<1%',
    '1%',
    '50%',
    '99%',
    '>99%',
    '100%',
  ])
  expect(shareText('5', '0')).toBe('—')
})

const DRAFT: BudgetDraft = {
  fund: 'tips',
  is: 'allotted',
  year: '2026',
  yuan: '500,000',
  document: ' 三财预〔2026〕31号 ',
  documentOn: '2026-01-05',
}
test('a budget is read to the fen; what is wrong is named, all of it', () => {
  expect(readBudget(DRAFT, '2026-11-25')).toEqual({
    is: 'read',
    budget: {
      fund: 'tips',
      is: 'allotted',
      year: 2026,
      fen: '50000000',
      document: '三财预〔2026〕31号',
      documentOn: '2026-01-05',
    },
  })
  const wrong: [Partial<BudgetDraft>, object][] = [
    [{ yuan: '12.345' }, { yuan: true }],
    [{ yuan: '0' }, { yuan: true }],
    [{ yuan: '-5' }, { yuan: true }],
    [{ year: '26' }, { year: true }],
    [{ document: ' 三 ' }, { document: true }],
    [{ documentOn: '2026-11-26' }, { documentOn: true }],
    [
      { documentOn: '', yuan: 'x', year: '', document: '' },
      { documentOn: true, yuan: true, year: true, document: true },
    ],
  ]
  for (const [change, expected] of wrong)
    expect(readBudget({ ...DRAFT, ...change }, '2026-11-25')).toEqual({ is: 'wrong', wrong: expected })
})

test('the address of entries and payments says what shows, and what it does not know is left out', () => {
  const address = journalsAddress(
    journalFiltersOf(new URLSearchParams('fund=tips&kind=settle&month=2026-11&award=jl-2026&x=1')),
  )
  expect(journalFiltersOf(new URL(address, 'http://x').searchParams)).toEqual({
    fund: 'tips',
    kind: 'settle',
    month: '2026-11',
    award: 'JL-2026',
  })
  expect(journalFiltersOf(new URLSearchParams('fund=all&month=2026-13&year=99&kind=steal&after=1'))).toEqual({})
  const view = payoutViewOf(new URLSearchParams(), '2026-11-25')
  expect(view).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  expect(payoutViewOf(new URL(payoutsAddress({ ...view, fund: 'strikes' }), 'http://x').searchParams, '')).toEqual({
    ...view,
    fund: 'strikes',
  })
  expect([
    isPeriod('2026-02-30', '2026-03-01'),
    isPeriod('2026-03-02', '2026-03-01'),
    isPeriod('2020-01-01', '2026-01-01'),
  ]).toEqual([false, false, false])
})

test('months are closed in their order, once they are over', () => {
  const month = (name: string, isClosed = false) => ({ month: name, entries: 1, isClosed })
  const states = (months: ReturnType<typeof month>[]) =>
    monthStates(months, '2026-11-25').map((one) => `${one.month} ${one.state}`)
  expect(states([month('2026-10'), month('2026-11'), month('2026-08', true), month('2026-09')])).toEqual([
    '2026-11 running',
    '2026-10 waits',
    '2026-09 closable',
    '2026-08 closed',
  ])
})

test('the parts of a bar stand on each other and reach what was allotted', () => {
  const end: ShownFigures = {
    budget: '1000',
    paid: '300',
    paying: '50',
    payable: '50',
    committed: '100',
    available: '500',
    lapsed: '0',
    declined: '0',
  }
  const frame = { width: 400, height: 200, top: 0, right: 0, bottom: 0, left: 0 }
  const { bars, ticks } = fundBars(
    [
      { month: '2026-01', end },
      { month: '2026-02', end: { ...end, available: '0' } },
    ],
    frame,
  )
  const [first] = bars
  expect(first?.pieces.map(({ height }) => Math.round(height))).toEqual([60, 40, 100])
  for (const { pieces } of bars)
    for (const [place, piece] of pieces.entries())
      expect(Math.round(piece.y + piece.height)).toBe(Math.round(place === 0 ? 200 : (pieces[place - 1]?.y ?? 0)))
  expect(ticks.at(-1)?.fen).toBe(1000)
})
