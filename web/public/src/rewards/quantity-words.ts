import { m as a } from '#award/messages.js'
import type { RuleMeasure } from '#contract/rewards/rule-set.ts'
import type { Language } from '../frame/address.ts'

type Unit = { one: () => string; many: () => string }
const GRAM: Unit = { one: a.one_gram, many: a.many_gram }
const KILOGRAM: Unit = { one: a.one_kilogram, many: a.many_kilogram }
const PERSON: Unit = { one: a.one_person, many: a.many_person }
export const PLANT: Unit = { one: a.one_plant, many: a.many_plant }
const CASE: Unit = { one: a.one_case, many: a.many_case }

/** In what each measure is counted. */
const UNITS: Readonly<Record<RuleMeasure, Unit>> = {
  'drugs-equivalent': GRAM,
  'drugs-weight': GRAM,
  'precursors-equivalent': KILOGRAM,
  'precursors-weight': KILOGRAM,
  seeds: { one: a.one_times, many: a.many_times },
  'growing-area': { one: a.one_mu, many: a.many_mu },
  growers: PERSON,
  arrests: PERSON,
  users: PERSON,
  'users-compulsory': PERSON,
  gathering: PERSON,
  drivers: PERSON,
  sites: { one: a.one_site, many: a.many_site },
  'venues-closed': { one: a.one_venue, many: a.many_venue },
  parcels: { one: a.one_parcel, many: a.many_parcel },
  vehicles: { one: a.one_vehicle, many: a.many_vehicle },
  firearms: { one: a.one_firearm, many: a.many_firearm },
  ammunition: { one: a.one_round, many: a.many_round },
  money: { one: a.one_yuan, many: a.many_yuan },
  'manufacture-lead': CASE,
  wanted: PERSON,
  special: { one: a.one_item, many: a.many_item },
}

/** An exact decimal with commas: 67020.5 as 67,020.5. */
export function numberWords(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** A number with its unit: 3 名, 600 g, 1 site. */
export const counted = (decimal: string, unit: Unit): string =>
  `${numberWords(decimal)} ${decimal === '1' ? unit.one() : unit.many()}`
export const quantityWords = (measure: RuleMeasure, decimal: string): string => counted(decimal, UNITS[measure])
/** 每名, per person. */
export const eachWords = (measure: RuleMeasure): string => a.unit_each({ unit: UNITS[measure].one() })

/** Fen as yuan: 1,000 元; with two decimals only where there are any. */
export function moneyWords(fen: string): string {
  const [yuan, rest] = [fen.padStart(3, '0').slice(0, -2), fen.padStart(3, '0').slice(-2)]
  return counted(rest === '00' ? yuan : `${yuan}.${rest}`, { one: a.one_yuan, many: a.many_yuan })
}

/** A day of Sanya, as the server says it. */
export const dayWords = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  }).format(new Date(`${day}T00:00:00Z`))
