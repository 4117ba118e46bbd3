import { expect, test } from 'vitest'
import type { CalendarState } from '#contract/calendar.ts'
import { yearsOf } from '../../../../web/office/src/calendar/years.ts'
import { answerLeft } from '../../../../web/office/src/orders/answer-left.ts'
import { isNarrowed, orderFiltersOf, ordersAddress } from '../../../../web/office/src/orders/order-filters.ts'

const DESK = '0f0e0d0c-0b0a-4908-8706-050403020100'

test('an answer is owed, late, or there', () => {
  expect(answerLeft({ left: 2, answerDueOn: '2026-11-27' }, '2026-11-25')).toEqual({ is: 'ahead', days: 2 })
  expect(answerLeft({ left: 0, answerDueOn: '2026-11-25' }, '2026-11-25')).toEqual({ is: 'today' })
  expect(answerLeft({ left: -3, answerDueOn: '2026-11-20' }, '2026-11-25')).toEqual({ is: 'over', days: 3 })
  expect(answerLeft({ left: null, answerDueOn: '2026-11-20' }, '2026-11-25')).toBeNull()
})

test('an address keeps only the filters that there are, and another filter begins at the first page', () => {
  const query = new URLSearchParams(`turn=desk&desk=${DESK}&overdue=yes&after=DB-2026-0012`)
  const filters = orderFiltersOf(query)
  expect(filters).toEqual({ turn: 'desk', desk: DESK, overdue: 'yes', after: 'DB-2026-0012' })
  expect(orderFiltersOf(new URLSearchParams('turn=mine&desk=1&overdue=no&after=12'))).toEqual({})
  expect(ordersAddress('/orders', filters, { turn: 'done', overdue: undefined })).toBe(`/orders?turn=done&desk=${DESK}`)
  expect([isNarrowed({ after: 'DB-2026-0012' }), isNarrowed({ turn: 'desk' })]).toEqual([false, true])
})

test('years show the newest first: published in their last version, begun, missing, and the next one', () => {
  const published = (year: number, version: number) => ({
    year,
    version,
    sourceDoc: `第${version}版`,
    days: [],
    entered: null,
    verified: null,
  })
  const entered = { by: { id: 's', name: '潘' }, at: '2026-11-20T02:00:00Z' }
  const state: CalendarState = {
    today: '2026-11-25',
    years: [published(2026, 1), published(2025, 1), published(2026, 2)],
    drafts: [{ year: 2027, sourceDoc: '通知', entered, days: null }],
    missing: [2027],
    provisional: 3,
  }
  const years = yearsOf(state).map((one) => [one.year, one.published?.version, one.waiting !== null, one.isMissing])
  expect(years).toEqual([
    [2027, undefined, true, true],
    [2026, 2, false, false],
    [2025, 1, false, false],
  ])
  expect(yearsOf({ ...state, drafts: [], missing: [] })[0]?.year).toBe(2027)
})
