import { expect, test } from 'vitest'
import { CATEGORIES, type Category } from '#contract/categories.ts'
import { DISTRICTS, DISTRICT_CODES, type District } from '#contract/places.ts'
import type { IntakeDesk } from '#contract/intake.ts'
import { deskFor } from '#contract/routing.ts'

const desk = (id: string, districts: District[], categories: Category[]): IntakeDesk => ({
  id,
  nameZh: id,
  nameEn: id,
  recipient: '',
  districts,
  categories,
})
const online = desk('online', [], ['online', 'transport'])
const jiyang = desk('jiyang', ['jiyang'], [])
const rest = desk('rest', [], [])

test('a desk that claims the category comes before the desk of the district', () => {
  expect(deskFor('online', 'jiyang', [jiyang, rest, online])).toBe(online)
})

test('otherwise the desk of the district, and otherwise the desk that takes what nobody else does', () => {
  expect(deskFor('use', 'jiyang', [online, rest, jiyang])).toBe(jiyang)
  expect(deskFor('use', 'tianya', [online, jiyang, rest])).toBe(rest)
})

test('a tip that no desk claims goes to the first, and with no desk at all nowhere', () => {
  expect(deskFor('use', 'unsure', [jiyang, online])).toBe(jiyang)
  expect(deskFor('use', 'unsure', [])).toBeNull()
})

test('of two desks that claim the same, the first has it', () => {
  const second = desk('second', ['jiyang'], [])
  expect(deskFor('use', 'jiyang', [jiyang, second])).toBe(jiyang)
})

test('as soon as there is a desk, every category in every district has one', () => {
  for (const category of CATEGORIES)
    for (const district of DISTRICTS) expect(deskFor(category, district, [online])).toBe(online)
})

test('the codes of the four districts are those of GB/T 2260; the functional zone has none', () => {
  expect(DISTRICT_CODES).toEqual({
    haitang: '460202',
    jiyang: '460203',
    tianya: '460204',
    yazhou: '460205',
    yucai: null,
    unsure: null,
  })
})
