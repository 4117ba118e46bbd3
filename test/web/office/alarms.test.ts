import { expect, test } from 'vitest'
import { alarmPlaceOf, alarmsAddress } from '../../../web/office/src/alarms/alarm-filters.ts'
import { awardNumberOf, freezePlaceOf, freezesAddress } from '../../../web/office/src/alarms/freeze-filters.ts'

test('an address of alarms says state, kind and page, and leaves out what it does not know', () => {
  expect(alarmPlaceOf(new URLSearchParams())).toEqual({ state: 'open' })
  expect(alarmPlaceOf(new URLSearchParams('state=seen&kind=split&after=50'))).toEqual({
    state: 'seen',
    kind: 'split',
    after: 50,
  })
  expect(alarmPlaceOf(new URLSearchParams('state=x&kind=y&after=-1'))).toEqual({ state: 'open' })
})

test('another filter leads back to the first page, and what is usual is not said', () => {
  expect(alarmsAddress({ state: 'open' })).toBe('/audit/alarms')
  expect(alarmsAddress({ state: 'seen', after: 50 }, { kind: 'split' })).toBe('/audit/alarms?state=seen&kind=split')
  expect(alarmsAddress({ state: 'open', kind: 'split' }, { kind: undefined })).toBe('/audit/alarms')
  expect(alarmsAddress({ state: 'open' }, { after: 50 })).toBe('/audit/alarms?after=50')
  expect(freezesAddress({ state: 'held', award: 'JL-2026-0001' }, { state: 'released' })).toBe(
    '/audit/freezes?state=released&award=JL-2026-0001',
  )
})

test.each([
  ['JL-2026-0001', 'JL-2026-0001'],
  [' jl-2026-0001 ', 'JL-2026-0001'],
  ['ＤＪ－２０２６－０００１', 'DJ-2026-0001'],
  ['JL–2026–0001', 'JL-2026-0001'],
  ['JL-2026-1', null],
  ['2026-0001', null],
  ['', null],
])('the number of an award typed as “%s”', (typed, number) => expect(awardNumberOf(typed)).toBe(number))

test('an award that is none is not looked up', () => {
  expect(freezePlaceOf(new URLSearchParams('award=jl-2026-0003'))).toEqual({ state: 'held', award: 'JL-2026-0003' })
  expect(freezePlaceOf(new URLSearchParams('award=<b>'))).toEqual({ state: 'held' })
})
