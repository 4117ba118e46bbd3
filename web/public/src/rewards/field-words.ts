import { m as t } from '#texts/messages.js'
import type { NumberField, SubstanceRow, WrongWhy } from '#contract/rewards/estimate-form.ts'

const numbers: Readonly<Record<NumberField, () => string>> = {
  mu: t.field_mu,
  growers: t.field_growers,
  users: t.field_users,
  compulsory: t.field_compulsory,
  gathering: t.field_gathering,
  drivers: t.field_drivers,
  sites: t.field_sites,
  venues: t.field_venues,
  arrests: t.field_arrests,
  parcels: t.field_parcels,
  vehicles: t.field_vehicles,
  firearms: t.field_firearms,
  ammunition: t.field_ammunition,
  money: t.field_money,
  manufacture: t.field_manufacture,
  wanted: t.field_wanted,
}
export const numberFieldWords = (field: NumberField): string => numbers[field]()

type RowWords = { legend: () => string; kind: (place: { n: string }) => string; amount: () => string }
const rows: Readonly<Record<SubstanceRow, RowWords>> = {
  substance: { legend: t.field_substance, kind: t.field_substance_kind, amount: t.field_grams },
  precursor: { legend: t.field_precursor, kind: t.field_precursor_kind, amount: t.field_kilograms },
  seed: { legend: t.field_seed, kind: t.field_seed_kind, amount: t.field_seeds },
}
export const rowWords = (row: SubstanceRow): RowWords => rows[row]

const wrong: Readonly<Record<WrongWhy, () => string>> = {
  number: t.wrong_number,
  whole: t.wrong_whole,
  decimals: t.wrong_decimals,
  large: t.wrong_large,
  few: t.wrong_few,
  substance: t.wrong_substance,
  unknown: t.wrong_unknown,
  amount: t.wrong_amount,
  rows: t.wrong_rows,
}
export const wrongFieldWords = (why: WrongWhy): string => wrong[why]()
