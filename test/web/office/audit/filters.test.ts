import { expect, test } from 'vitest'
import {
  isNarrowed as isOpeningsNarrowed,
  openingsAddress,
  openingsPlaceOf,
} from '../../../../web/office/src/audit/openings-filters.ts'
import { isNarrowed, trailAddress, trailPlaceOf } from '../../../../web/office/src/audit/trail-filters.ts'

const DESK = 'd9428888-122b-41e1-8b85-c3a6f5a5b111'
const trail = (query: string) => trailPlaceOf(new URLSearchParams(query))
const openings = (query: string) => openingsPlaceOf(new URLSearchParams(query))

test.for([
  ['', {}],
  ['tip=2026-0042', { tip: '2026-0042' }],
  ['tip=42', { tip: '42' }],
  ['tip=1926-0042', {}],
  ['tip=abc', {}],
  ['case=%20AJ-2026-0001%20', { case: 'AJ-2026-0001' }],
  ['person=%E6%9E%97%E8%B6%8A', { person: '林越' }],
  [`desk=${DESK}`, { desk: DESK }],
  ['desk=city', {}],
  ['group=look', { group: 'look' }],
  ['group=everything', {}],
  ['from=2026-01-01&to=2026-02-01', { from: '2026-01-01', to: '2026-02-01' }],
  ['from=yesterday', {}],
  ['before=120', { before: 120 }],
  ['before=-1', {}],
] as const)('the address “%s” shows what it says, and nothing unknown', ([query, place]) => {
  expect(trail(query)).toEqual(place)
})

test('a trail’s address and what it shows are the same thing', () => {
  const place = { tip: '2026-0042', person: '林越', desk: DESK, group: 'flow', from: '2026-01-01', before: 7 } as const
  expect(trail(new URL(trailAddress(place), 'http://x').search)).toEqual(place)
  expect(trailAddress({})).toBe('/audit/trail')
})

test('a page is no narrowing', () => {
  expect(isNarrowed({ before: 7 })).toBe(false)
  expect(isNarrowed({ before: 7, to: '2026-01-01' })).toBe(true)
})

test('openings are narrowed one by one, always back at the first page, and the period stays', () => {
  const place = openings('from=2026-11-01&to=2026-11-30&flag=night&before=9')
  expect(place).toEqual({ from: '2026-11-01', to: '2026-11-30', flag: 'night', before: 9 })
  expect(openingsAddress(place, { person: 'lin.yue' })).toBe(
    '/audit/openings?from=2026-11-01&to=2026-11-30&flag=night&person=lin.yue',
  )
  expect(openingsAddress(place, { flag: undefined })).toBe('/audit/openings?from=2026-11-01&to=2026-11-30')
  expect(openingsAddress(place, { before: 5 })).toContain('before=5')
  expect(openings('flag=bored&desk=x&from=1')).toEqual({})
  expect(isOpeningsNarrowed(place)).toBe(true)
  expect(isOpeningsNarrowed({ from: '2026-11-01', before: 3 })).toBe(false)
})
