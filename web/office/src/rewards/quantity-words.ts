import type { RuleMeasure, RuleSet } from '#contract/rewards/rule-set.ts'
import { grouped, yuanOf } from '../cases/decimal.ts'
import { named, type Speech } from './speech.ts'

/** Whole fen as an amount that is read aloud: 20,000 元, 1,234.50 元. */
export function amountWords({ m }: Speech, fen: string): string {
  const yuan = yuanOf(fen)
  return m.award_amount({ yuan: grouped(yuan.endsWith('.00') ? yuan.slice(0, -3) : yuan) })
}

type Unit =
  | 'gram'
  | 'kilogram'
  | 'times'
  | 'mu'
  | 'person'
  | 'site'
  | 'venue'
  | 'parcel'
  | 'vehicle'
  | 'firearm'
  | 'round'
  | 'yuan'
  | 'case'
  | 'item'
  | 'plant'

/** In what each measure is counted, after conversion. */
const UNIT_OF: Readonly<Record<RuleMeasure, Unit>> = {
  'drugs-equivalent': 'gram',
  'drugs-weight': 'gram',
  'precursors-equivalent': 'kilogram',
  'precursors-weight': 'kilogram',
  seeds: 'times',
  'growing-area': 'mu',
  growers: 'person',
  arrests: 'person',
  users: 'person',
  'users-compulsory': 'person',
  gathering: 'person',
  drivers: 'person',
  sites: 'site',
  'venues-closed': 'venue',
  parcels: 'parcel',
  vehicles: 'vehicle',
  firearms: 'firearm',
  ammunition: 'round',
  money: 'yuan',
  'manufacture-lead': 'case',
  wanted: 'person',
  special: 'item',
}

/** A quantity with its unit. In English there is one form for one and one for more; in Chinese both are the same. */
function inUnit({ m }: Speech, unit: Unit, quantity: string): string {
  const of = { n: grouped(quantity) }
  const isOne = quantity === '1'
  const said: Readonly<Record<Unit, () => string>> = {
    gram: () => m.award_n_grams(of),
    kilogram: () => m.award_n_kilograms(of),
    times: () => m.award_n_times(of),
    mu: () => m.award_n_mu(of),
    yuan: () => m.award_n_yuan(of),
    person: () => (isOne ? m.award_one_person(of) : m.award_n_people(of)),
    site: () => (isOne ? m.award_one_site(of) : m.award_n_sites(of)),
    venue: () => (isOne ? m.award_one_venue(of) : m.award_n_venues(of)),
    parcel: () => (isOne ? m.award_one_parcel(of) : m.award_n_parcels(of)),
    vehicle: () => (isOne ? m.award_one_vehicle(of) : m.award_n_vehicles(of)),
    firearm: () => (isOne ? m.award_one_firearm(of) : m.award_n_firearms(of)),
    round: () => (isOne ? m.award_one_round(of) : m.award_n_rounds(of)),
    case: () => (isOne ? m.award_one_case(of) : m.award_n_cases(of)),
    item: () => (isOne ? m.award_one_item(of) : m.award_n_items(of)),
    plant: () => (isOne ? m.award_one_plant(of) : m.award_n_plants(of)),
  }
  return said[unit]()
}

/** The name of one unit, as in "for each person". */
export function unitWords({ m }: Speech, measure: RuleMeasure): string {
  const said: Readonly<Record<Unit, () => string>> = {
    gram: m.award_per_gram,
    kilogram: m.award_per_kilogram,
    times: m.award_per_times,
    mu: m.award_per_mu,
    person: m.award_per_person,
    site: m.award_per_site,
    venue: m.award_per_venue,
    parcel: m.award_per_parcel,
    vehicle: m.award_per_vehicle,
    firearm: m.award_per_firearm,
    round: m.award_per_round,
    yuan: m.award_per_yuan,
    case: m.award_per_case,
    item: m.award_per_item,
    plant: m.award_per_plant,
  }
  return said[UNIT_OF[measure]]()
}

/** A quantity of a measure, without what it was converted to: 90 克, 3 名. */
export const quantityWords = (speech: Speech, measure: RuleMeasure, quantity: string): string =>
  inUnit(speech, UNIT_OF[measure], quantity)

/** What was found itself, before conversion. Plants and areas are no weight. */
export function foundWords(speech: Speech, measure: RuleMeasure, substance: string | null, quantity: string): string {
  if (measure !== 'seeds') return quantityWords(speech, measure, quantity)
  return inUnit(speech, substance?.endsWith('-seedlings') ? 'plant' : 'gram', quantity)
}

/** The same after conversion, naming what stands for it: 90 克海洛因当量. */
export function convertedWords(speech: Speech, rules: RuleSet, measure: RuleMeasure, quantity: string): string {
  const plain = quantityWords(speech, measure, quantity)
  const of = referenceOf(rules, measure)
  return of === null ? plain : speech.m.award_n_equivalent({ quantity: plain, of: inside(speech, named(speech, of)) })
}

/** A name within a sentence: in English without its capital. */
const inside = ({ language }: Speech, name: string): string =>
  language === 'en' ? name.slice(0, 1).toLowerCase() + name.slice(1) : name

/** What a converted quantity is compared with: heroin, ephedrine; null for what is not converted. The unit behind its name goes. */
export function referenceOf({ equivalence }: RuleSet, measure: RuleMeasure): { zh: string; en: string } | null {
  const { drugs, precursors } = equivalence
  if (measure === 'drugs-equivalent') return { zh: bare(drugs.referenceZh), en: bare(drugs.referenceEn) }
  if (measure === 'precursors-equivalent') return { zh: bare(precursors.referenceZh), en: bare(precursors.referenceEn) }
  return null
}

const bare = (name: string): string => name.replace(/\s*[（(][^（()）]*[)）]$/, '')
