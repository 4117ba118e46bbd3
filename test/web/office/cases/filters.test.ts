import { expect, test } from 'vitest'
import { caseFiltersOf, casesAddress, isNarrowed, yearsUntil } from '../../../../web/office/src/cases/case-filters.ts'
import { headOf, wrongWith, type CaseDraft } from '../../../../web/office/src/cases/case-draft.ts'
import { tellingParts } from '../../../../web/office/src/cases/neutral-title.ts'

test('an address gives its filters, and leaves out what it does not know', () => {
  const query = new URLSearchParams(
    'level=major&step=gone&officer=you&year=1999&waiting=confirmation&words=%20%20&before=x',
  )
  expect(caseFiltersOf(query)).toEqual({ level: 'major', waiting: 'confirmation' })
})

test('filters survive the way through an address', () => {
  const filters = { level: 'ministry', step: 'cracked', officer: 'me', year: 2026, words: '专案 11' } as const
  expect(caseFiltersOf(new URL(casesAddress('d', filters), 'http://office').searchParams)).toEqual(filters)
})

test('a changed filter begins at the first page; a page of the whole list is not narrowed', () => {
  expect(casesAddress('d', { step: 'closed', before: 50 }, { step: undefined })).toBe('/desks/d/cases')
  expect(isNarrowed({ before: 50 })).toBe(false)
  expect(isNarrowed({ year: 2026 })).toBe(true)
})

test('years begin with this one', () => {
  expect(yearsUntil('2022-05-01')).toEqual([2022, 2021, 2020])
  expect(yearsUntil('2019-05-01')).toEqual([2019])
})

const draft: CaseDraft = {
  title: ' 11·24 专案 ',
  filedAs: ' ',
  level: 'ordinary',
  category: 'dealing',
  officers: ['a'],
}

test('a head is trimmed, and needs a title and somebody', () => {
  expect(headOf(draft)).toMatchObject({ title: '11·24 专案', filedAs: null })
  expect(wrongWith(draft)).toEqual({})
  expect(wrongWith({ ...draft, title: ' 一 ', officers: [] })).toEqual({ title: true, officers: true })
})

test.each(['11·24 专案', '“8·29”寄递渠道贩卖毒品案', '2026 年第 3 号'])('%s is neutral', (title) => {
  expect(tellingParts(title)).toEqual([])
})
test.each(['13800138000 贩毒案', '琼B·0C302 运毒案', '尾号 78123 专案'])('%s tells too much', (title) => {
  expect(tellingParts(title)).not.toEqual([])
})
