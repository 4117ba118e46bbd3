import { CATEGORIES, type Category } from '#contract/categories.ts'
import { DISTRICTS, type District } from '#contract/places.ts'
import type { NewTip } from './send-tip.ts'

/** The fields of the report form, by the names that they have in the form. */
export const LINES = ['place', 'who', 'when', 'vehicles', 'phones', 'accounts', 'parcels', 'name', 'contact'] as const
export const TICKS = ['mayAsk', 'wantsReward', 'keepMetadata'] as const
type Text = 'category' | 'district' | 'what' | (typeof LINES)[number]
export type ReportValues = Record<Text, string> & Record<(typeof TICKS)[number], boolean>
export type ReportField = Text | 'files'

export const EMPTY_REPORT: ReportValues = {
  category: '',
  district: '',
  what: '',
  place: '',
  who: '',
  when: '',
  vehicles: '',
  phones: '',
  accounts: '',
  parcels: '',
  name: '',
  contact: '',
  mayAsk: true,
  wantsReward: false,
  keepMetadata: false,
}

/** Reads the form. Line ends become one character, as they were counted while typing; empty file inputs are no files. */
export function readReportForm(form: FormData): { values: ReportValues; files: File[] } {
  const values = { ...EMPTY_REPORT }
  for (const name of ['category', 'district', 'what', ...LINES] as const) values[name] = textOf(form, name)
  for (const name of TICKS) values[name] = form.has(name)
  return { values, files: filesOf(form) }
}

/** What of a form becomes the report; the category and district have been checked. */
export function reportOf(
  values: ReportValues,
  files: readonly File[],
  how: Pick<NewTip['report'], 'language' | 'sealedOnArrival'>,
): NewTip {
  const { category, district, keepMetadata: _, ...words } = values
  return { category: category as Category, district: district as District, report: { ...how, ...words }, files }
}

export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').replaceAll('\0', '').trim() : ''
}

export const filesOf = (form: FormData): File[] =>
  form.getAll('files').filter((file) => file instanceof File && (file.size > 0 || file.name !== '')) as File[]

export const isCategory = (value: string): value is Category => (CATEGORIES as readonly string[]).includes(value)
export const isDistrict = (value: string): value is District => (DISTRICTS as readonly string[]).includes(value)
