import { expect, test } from 'vitest'
import {
  listAddress,
  listViewOf,
  periodWrong,
  viewAddress,
  viewOf,
  workAddress,
} from '../../../../web/office/src/supervision/view.ts'

const TODAY = '2026-11-25'
const NOVEMBER = { by: 'desk', from: '2026-11-01', to: '2026-11-30' } as const
const DESK = '0198c0de-0000-7000-8000-000000000001'
const read = (query: string) => viewOf(new URLSearchParams(query), TODAY)
const queryOf = (address: string) => new URL(address, 'https://x').searchParams

test('without a period the page shows the month of today, by desk', () => {
  expect(read('')).toEqual(NOVEMBER)
})

test.for([
  'from=2026-02-30&to=2026-03-01',
  'from=2026-03-01&to=2026-02-01',
  'from=2026-01-01',
  'from=x&to=y',
  'from=2020-01-01&to=2026-01-01',
  'by=person',
])('what is wrong in an address is left out: %s', (query) => {
  expect(read(query)).toEqual(NOVEMBER)
})

test('an address gives the same view again', () => {
  const view = { by: 'district', from: '2026-01-01', to: '2026-03-31' } as const
  expect(viewOf(queryOf(viewAddress(view)), TODAY)).toEqual(view)
  expect(viewOf(queryOf(viewAddress(view, { by: 'desk' })), TODAY)).toEqual({ ...view, by: 'desk' })
})

test('a list keeps its figure, its desk, its kind and its place', () => {
  const after = `20779.${DESK}`
  const address = listAddress(NOVEMBER, { behind: 'overdue', group: DESK, kind: 'accept' }, after)
  expect(listViewOf(queryOf(address), TODAY)).toEqual({
    ...NOVEMBER,
    behind: 'overdue',
    group: DESK,
    kind: 'accept',
    after,
  })
})

test('an unknown list is none; an unknown desk, kind or place is left out', () => {
  expect(listViewOf(new URLSearchParams('behind=content'), TODAY)).toBeNull()
  const query = new URLSearchParams('behind=late&group=1&kind=x&after=2')
  expect(listViewOf(query, TODAY)).toEqual({ ...NOVEMBER, behind: 'late' })
})

test.for([
  [{ from: '', to: '2026-01-01' }, 'missing'],
  [{ from: '2026-01-02', to: '2026-01-01' }, 'reversed'],
  [{ from: '2021-01-01', to: '2026-01-02' }, 'tooLong'],
  [{ from: '2021-01-01', to: '2026-01-01' }, null],
] as const)('%o is %s', ([period, expected]) => {
  expect(periodWrong(period)).toBe(expected)
})

test.for([
  [{ behind: 'overdue', kind: 'answer' }, `/desks/${DESK}/clocks?kind=answer`],
  [{ behind: 'paused' }, `/desks/${DESK}/clocks`],
  [{ behind: 'spam' }, `/desks/${DESK}?stage=spam`],
  [{ behind: 'orders-open' }, `/desks/${DESK}/orders`],
  [{ behind: 'received' }, null],
] as const)('officers work on %o at %s', ([wanted, expected]) => {
  expect(workAddress(wanted, DESK)).toBe(expected)
})
