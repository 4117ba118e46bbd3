import { DRUG_CODES, PRECURSOR_CODES, SEED_CODES, SEEDLINGS, type Substance } from '../substances.ts'
import type { RuleMeasure } from './rule-set.ts'

/** The form "what would be paid if": its fields, and reading what somebody typed into it. */

/** Rows of a substance with an amount; both fields may be there several times, and belong together by their place. */
export const SUBSTANCE_ROWS = {
  substance: { amount: 'grams', codes: DRUG_CODES, measures: ['drugs-equivalent', 'drugs-weight'] },
  precursor: { amount: 'kilograms', codes: PRECURSOR_CODES, measures: ['precursors-equivalent', 'precursors-weight'] },
  seed: { amount: 'seeds', codes: SEED_CODES, measures: ['seeds'] },
} as const satisfies Record<string, { amount: string; codes: readonly Substance[]; measures: readonly RuleMeasure[] }>
export type SubstanceRow = keyof typeof SUBSTANCE_ROWS
type RowAmount = (typeof SUBSTANCE_ROWS)[SubstanceRow]['amount']

/** Single numbers, and the measures that they feed. `most` keeps them within what the contract takes. */
export const NUMBER_FIELDS = {
  mu: { kind: 'decimal', measures: ['growing-area'], least: 0, most: 999_999_999 },
  growers: { kind: 'count', measures: ['growers'], least: 1, most: 1_000_000 },
  users: { kind: 'count', measures: ['users'], least: 1, most: 1_000_000 },
  compulsory: { kind: 'count', measures: ['users-compulsory'], least: 1, most: 1_000_000 },
  gathering: { kind: 'count', measures: ['gathering'], least: 3, most: 1_000_000 },
  drivers: { kind: 'count', measures: ['drivers'], least: 1, most: 1_000_000 },
  sites: { kind: 'count', measures: ['sites'], least: 1, most: 1_000_000 },
  venues: { kind: 'count', measures: ['venues-closed'], least: 1, most: 1_000_000 },
  arrests: { kind: 'count', measures: ['arrests'], least: 1, most: 1_000_000 },
  parcels: { kind: 'count', measures: ['parcels'], least: 1, most: 1_000_000 },
  vehicles: { kind: 'count', measures: ['vehicles'], least: 1, most: 1_000_000 },
  firearms: { kind: 'count', measures: ['firearms'], least: 1, most: 1_000_000 },
  ammunition: { kind: 'count', measures: ['ammunition'], least: 1, most: 1_000_000 },
  money: { kind: 'money', measures: ['money'], least: 0, most: 999_999_999 },
  manufacture: { kind: 'count', measures: ['manufacture-lead'], least: 1, most: 1000 },
  wanted: { kind: 'count', measures: ['wanted'], least: 1, most: 1000 },
} as const satisfies Record<
  string,
  { kind: 'count' | 'decimal' | 'money'; measures: readonly RuleMeasure[]; least: number; most: number }
>
export type NumberField = keyof typeof NUMBER_FIELDS

/** What is ticked: a special contribution, and that somebody else reported the same lead before. */
export const TICKS = ['special', 'later'] as const
export type EstimateField = SubstanceRow | RowAmount | NumberField | (typeof TICKS)[number]

export const SUBSTANCE_ROW_NAMES = Object.keys(SUBSTANCE_ROWS) as SubstanceRow[]
export const NUMBER_FIELD_NAMES = Object.keys(NUMBER_FIELDS) as NumberField[]
export const ESTIMATE_FIELDS: readonly EstimateField[] = [
  ...SUBSTANCE_ROW_NAMES.flatMap((row) => [row, SUBSTANCE_ROWS[row].amount]),
  ...NUMBER_FIELD_NAMES,
  ...TICKS,
]
/** As many rows of one kind are read; more than a seizure ever brings, few enough to stay cheap. */
export const MOST_ROWS = 12

export const WRONG_IN_ESTIMATE = [
  'number', // not a number as we read them
  'whole', // has to be a whole number
  'decimals', // more than four places, of money more than two
  'large', // beyond what is taken
  'few', // fewer than three are no gathering
  'substance', // an amount without saying of what
  'unknown', // no substance of ours
  'amount', // a substance without an amount
  'rows', // more rows than are read
] as const
export type WrongWhy = (typeof WRONG_IN_ESTIMATE)[number]
/** What is wrong in a field; `index` is the row, 0 where there is but one. */
export type WrongInEstimate = { field: EstimateField; index: number; why: WrongWhy }

/** What was typed, as it was typed: of each field all its values. */
export type Typed = Readonly<Partial<Record<EstimateField, readonly string[]>>>
/** An amount of a substance in grams, kilograms or plants. */
export type Asked = {
  substances: { row: SubstanceRow; substance: Substance; amount: string; unit: 'g' | 'kg' | 'plants' }[]
  numbers: { field: NumberField; value: string }[]
  special: boolean
  later: boolean
}
export type ReadEstimate = { asked: Asked; wrong: WrongInEstimate[] }

/** What was typed, from the query of a page or of the API. Other parameters are left alone. */
export function typedOf(valuesOf: (field: EstimateField) => string | readonly string[] | undefined): Typed {
  const typed: Partial<Record<EstimateField, readonly string[]>> = {}
  for (const field of ESTIMATE_FIELDS) {
    const values = valuesOf(field)
    if (values !== undefined) typed[field] = typeof values === 'string' ? [values] : values
  }
  return typed
}

/** Reads the whole form. Never throws; what is empty or nought is left out, what is wrong is named. */
export function readEstimate(typed: Typed): ReadEstimate {
  const rows = SUBSTANCE_ROW_NAMES.map((row) => readRows(row, typed))
  const numbers = NUMBER_FIELD_NAMES.map((field) => readNumber(field, typed[field]?.[0] ?? ''))
  return {
    asked: {
      substances: rows.flatMap(({ substances }) => substances),
      numbers: numbers.flatMap((one) => ('value' in one ? [one] : [])),
      special: isTicked(typed.special),
      later: isTicked(typed.later),
    },
    wrong: [...rows.flatMap(({ wrong }) => wrong), ...numbers.flatMap((one) => ('why' in one ? [one] : []))],
  }
}

const isTicked = (values: readonly string[] | undefined): boolean => values?.some((value) => value !== '') ?? false

export const isNothing = ({ substances, numbers, special }: Asked): boolean =>
  substances.length === 0 && numbers.length === 0 && !special

function readRows(row: SubstanceRow, typed: Typed): { substances: Asked['substances']; wrong: WrongInEstimate[] } {
  const amountField = SUBSTANCE_ROWS[row].amount
  const [names, amounts] = [typed[row] ?? [], typed[amountField] ?? []]
  const count = Math.max(names.length, amounts.length)
  const substances: Asked['substances'] = []
  const wrong: WrongInEstimate[] = count > MOST_ROWS ? [{ field: row, index: MOST_ROWS - 1, why: 'rows' }] : []
  for (let index = 0; index < Math.min(count, MOST_ROWS); index++) {
    const read = readRow(row, names[index]?.trim() ?? '', amounts[index] ?? '')
    if (read === null) continue
    if ('why' in read) wrong.push({ field: read.field, index, why: read.why })
    else substances.push(read)
  }
  return { substances, wrong }
}

type RowRead = Asked['substances'][number] | { field: EstimateField; why: WrongWhy } | null

function readRow(row: SubstanceRow, name: string, typedAmount: string): RowRead {
  const { amount: field, codes } = SUBSTANCE_ROWS[row]
  const substance = (codes as readonly Substance[]).find((code) => code === name)
  if (name !== '' && substance === undefined) return { field: row, why: 'unknown' }
  const unit = (SEEDLINGS as readonly (Substance | undefined)[]).includes(substance)
    ? 'plants'
    : row === 'precursor'
      ? 'kg'
      : 'g'
  const amount = readAmount(typedAmount, unit)
  if ('why' in amount) return { field, why: amount.why }
  if (substance === undefined) return amount.value === '0' ? null : { field: row, why: 'substance' }
  if (amount.value !== '0') return { row, substance, amount: amount.value, unit }
  return typedAmount.trim() === '' ? { field, why: 'amount' } : null
}

function readNumber(
  field: NumberField,
  text: string,
): { field: NumberField; value: string } | WrongInEstimate | { field: NumberField } {
  const { kind, least, most } = NUMBER_FIELDS[field]
  const read = readDecimal(text.normalize('NFKC').replace(ENDING, ''), kind === 'count' ? 0 : kind === 'money' ? 2 : 4)
  if ('why' in read) return { field, index: 0, why: read.why === 'decimals' && kind === 'count' ? 'whole' : read.why }
  if (read.value === '0') return { field }
  if (Number(read.value) > most) return { field, index: 0, why: 'large' }
  return Number(read.value) < least ? { field, index: 0, why: 'few' } : { field, value: read.value }
}

/** Words that people write after a number; they say nothing that the field does not say. */
const ENDING = /\s*(?:名|人|个|處|处|家|件|辆|支|发|起|亩|元|株|mu|yuan)\s*$/i
/** Units of weight, in ten-thousandths of a gram. */
const WEIGHTS: readonly { name: RegExp; of: bigint }[] = [
  { name: /\s*(?:毫克|mg)$/i, of: 10n },
  { name: /\s*(?:千克|公斤|kg|kilograms?|kilos?)$/i, of: 10_000_000n },
  { name: /\s*(?:市?斤)$/i, of: 5_000_000n },
  { name: /\s*(?:两)$/i, of: 500_000n },
  { name: /\s*(?:公?吨|tons?|tonnes?)$/i, of: 10_000_000_000n },
  { name: /\s*(?:克|grams?|g)$/i, of: 10_000n },
]
type NumberRead = { value: string } | { why: Extract<WrongWhy, 'number' | 'whole' | 'decimals' | 'large'> }

/** A weight with or without its unit, in the unit that is wanted; or a number of plants. */
function readAmount(typed: string, unit: 'g' | 'kg' | 'plants'): NumberRead {
  const text = typed.normalize('NFKC').trim()
  if (unit === 'plants') {
    const read = readDecimal(text.replace(ENDING, ''), 0)
    return 'why' in read && read.why === 'decimals' ? { why: 'whole' } : read
  }
  const wanted = unit === 'kg' ? 10_000_000n : 10_000n
  const weight = WEIGHTS.find(({ name }) => name.test(text))
  const read = readDecimal(weight ? text.replace(weight.name, '') : text, 6)
  return 'why' in read ? read : converted(read.value, weight?.of ?? wanted, wanted)
}

function converted(value: string, from: bigint, to: bigint): NumberRead {
  const [whole = '', fraction = ''] = value.split('.')
  const tenThousandths = (BigInt(whole + fraction.padEnd(6, '0')) * from * 10_000n) / to
  if (tenThousandths * to !== BigInt(whole + fraction.padEnd(6, '0')) * from * 10_000n) return { why: 'decimals' }
  if (tenThousandths % 1_000_000n !== 0n) return { why: 'decimals' }
  const inUnit = (tenThousandths / 1_000_000n).toString().padStart(5, '0')
  return within(`${inUnit.slice(0, -4)}.${inUnit.slice(-4)}`)
}

/** Digits, also full-width ones, with a point and with commas between groups of three or, as with 万, four. Empty is nought. */
function readDecimal(typed: string, places: number): NumberRead {
  const text = typed.normalize('NFKC').replace(/\s/g, '')
  if (text === '') return { value: '0' }
  if (!/^(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+)(?:\.\d*)?$|^\.\d+$/.test(text)) return { why: 'number' }
  return within(text.replaceAll(',', ''), places)
}

function within(text: string, places = 4): NumberRead {
  const [whole = '', fraction = ''] = text.split('.')
  const [before, after] = [whole.replace(/^0+(?=\d)/, '') || '0', fraction.replace(/0+$/, '')]
  if (after.length > places) return { why: 'decimals' }
  if (before.length > 9) return { why: 'large' }
  return { value: after === '' ? before : `${before}.${after}` }
}
