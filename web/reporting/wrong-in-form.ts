import { MAX_FILE_BYTES, MAX_FILES } from '#contract/envelope.ts'
import { isCategory, isDistrict, LINES, type ReportField, type ReportValues } from './report-form.ts'

/** Lengths in characters, as in the contract's report; this page must not load the parser only to know them. */
const MAX_WHAT = 12_000
const MAX_LINE = 1_000
/** A form without JavaScript is held in memory until it is sealed. */
export const MOST_FORM_FILE_BYTES = 30 * 1024 * 1024

export type WrongWhy =
  | 'categoryMissing'
  | 'districtMissing'
  | 'whatMissing'
  | 'tooLong'
  | 'tooLongTogether'
  | 'tooManyFiles'
  | 'fileEmpty'
  | 'fileTooLarge'
  | 'filesTooLargeTogether'
  | 'fileUnreadable'
  | 'photoNotCleaned'
/** What is wrong with a field; `detail` is the name of a file, or the number of characters too many. */
export type Wrong = { field: ReportField; why: WrongWhy; detail?: string }

/** Everything wrong with a filled form, in the order of its fields. */
export function wrongInReport(values: ReportValues, files: readonly File[], mostTogetherBytes = Infinity): Wrong[] {
  const wrong: Wrong[] = []
  if (!isCategory(values.category)) wrong.push({ field: 'category', why: 'categoryMissing' })
  if (!isDistrict(values.district)) wrong.push({ field: 'district', why: 'districtMissing' })
  wrong.push(...tooLong('place', values.place, MAX_LINE))
  if (values.what === '') wrong.push({ field: 'what', why: 'whatMissing' })
  wrong.push(...tooLong('what', values.what, MAX_WHAT))
  for (const field of LINES) if (field !== 'place') wrong.push(...tooLong(field, values[field], MAX_LINE))
  return [...wrong, ...wrongInFiles(files, mostTogetherBytes)]
}

export function wrongInFiles(files: readonly File[], mostTogetherBytes: number): Wrong[] {
  if (files.length > MAX_FILES) return [{ field: 'files', why: 'tooManyFiles' }]
  const empty = files.find((file) => file.size === 0)
  if (empty) return [{ field: 'files', why: 'fileEmpty', detail: empty.name }]
  const large = files.find((file) => file.size > MAX_FILE_BYTES)
  if (large) return [{ field: 'files', why: 'fileTooLarge', detail: large.name }]
  const together = files.reduce((sum, file) => sum + file.size, 0)
  return together > mostTogetherBytes ? [{ field: 'files', why: 'filesTooLargeTogether' }] : []
}

function tooLong(field: ReportField, text: string, most: number): Wrong[] {
  return text.length > most ? [{ field, why: 'tooLong', detail: String(text.length - most) }] : []
}
