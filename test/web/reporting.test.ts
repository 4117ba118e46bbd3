import { expect, test } from 'vitest'
import { EMPTY_REPORT, readReportForm } from '#reporting/report-form.ts'
import { MOST_FORM_FILE_BYTES, wrongInReport } from '#reporting/wrong-in-form.ts'
import { MAX_FIELD, MAX_WHAT } from '#contract/report.ts'

const RIGHT = { ...EMPTY_REPORT, category: 'use', district: 'unsure', what: '一句话' }
const whys = (values: typeof RIGHT, files: File[] = [], most?: number): string[] =>
  wrongInReport(values, files, most).map((each) => `${each.field} ${each.why}`)
const sized = (name: string, size: number): File =>
  Object.defineProperty(new File(['x'], name), 'size', { value: size })

test('a category, a district and one sentence are enough', () => {
  expect(whys(RIGHT)).toEqual([])
})

test('what is missing or invented is named in the order of the form', () => {
  expect(whys(EMPTY_REPORT)).toEqual(['category categoryMissing', 'district districtMissing', 'what whatMissing'])
  expect(whys({ ...RIGHT, category: 'gossip', district: 'mars' })).toEqual([
    'category categoryMissing',
    'district districtMissing',
  ])
})

test('the limits are those of the contract', () => {
  expect(whys({ ...RIGHT, what: 'x'.repeat(MAX_WHAT), who: 'x'.repeat(MAX_FIELD) })).toEqual([])
  expect(whys({ ...RIGHT, what: 'x'.repeat(MAX_WHAT + 1), who: 'x'.repeat(MAX_FIELD + 1) })).toEqual([
    'what tooLong',
    'who tooLong',
  ])
})

test('files are refused when empty, too large, too many, or too much together without scripts', () => {
  expect(whys(RIGHT, [new File([], 'a.txt')])).toEqual(['files fileEmpty'])
  expect(whys(RIGHT, [sized('a.mp4', 201 * 1024 * 1024)])).toEqual(['files fileTooLarge'])
  expect(
    whys(
      RIGHT,
      Array.from({ length: 11 }, () => sized('a', 1)),
    ),
  ).toEqual(['files tooManyFiles'])
  expect(whys(RIGHT, [sized('a', MOST_FORM_FILE_BYTES), sized('b', 1)], MOST_FORM_FILE_BYTES)).toEqual([
    'files filesTooLargeTogether',
  ])
})

test('a form is read without the file field that nobody filled, and with plain line ends', () => {
  const form = new FormData()
  form.set('what', ' 一\r\n二 ')
  form.set('wantsReward', 'yes')
  form.set('files', new File([], ''))
  const { values, files } = readReportForm(form)
  expect(values).toEqual({ ...EMPTY_REPORT, what: '一\n二', mayAsk: false, wantsReward: true })
  expect(files).toEqual([])
})
