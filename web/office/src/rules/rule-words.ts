import type { Way } from '#contract/money/names.ts'
import type {
  BOUNDS,
  CLAIMS,
  Pay,
  RuleMeasure,
  RuleSet,
  Stacking,
  StrikeRow,
  TermUnit,
} from '#contract/rewards/rule-set.ts'
import type { CAPS } from '#contract/rewards/compare.ts'
import type { RuleStanding } from '#contract/rule-sets.ts'
import { m } from '#words/messages.js'

/** The words of a rule set's own lists. */
type Words<K extends string> = Readonly<Record<K, () => string>>

export const standingWords: Words<RuleStanding> = {
  'in-force': m.rules_standing_in_force,
  future: m.rules_standing_future,
  past: m.rules_standing_past,
  proposed: m.rules_standing_proposed,
  withdrawn: m.rules_standing_withdrawn,
}

export const measureWords: Words<RuleMeasure> = {
  'drugs-equivalent': m.rules_measure_drugs_equivalent,
  'drugs-weight': m.rules_measure_drugs_weight,
  'precursors-equivalent': m.rules_measure_precursors_equivalent,
  'precursors-weight': m.rules_measure_precursors_weight,
  seeds: m.rules_measure_seeds,
  'growing-area': m.rules_measure_growing_area,
  growers: m.rules_measure_growers,
  arrests: m.rules_measure_arrests,
  users: m.rules_measure_users,
  'users-compulsory': m.rules_measure_users_compulsory,
  gathering: m.rules_measure_gathering,
  drivers: m.rules_measure_drivers,
  sites: m.rules_measure_sites,
  'venues-closed': m.rules_measure_venues_closed,
  parcels: m.rules_measure_parcels,
  vehicles: m.rules_measure_vehicles,
  firearms: m.rules_measure_firearms,
  ammunition: m.rules_measure_ammunition,
  money: m.rules_measure_money,
  'manufacture-lead': m.rules_measure_manufacture_lead,
  wanted: m.rules_measure_wanted,
  special: m.rules_measure_special,
}

export const boundsWords: Words<(typeof BOUNDS)[number]> = {
  'lower-included': m.rules_bounds_lower,
  'upper-included': m.rules_bounds_upper,
}
export const stackingWords: Words<Stacking> = {
  cumulative: m.rules_stacking_cumulative,
  highest: m.rules_stacking_highest,
  'one-per-case': m.rules_stacking_one,
}
export const claimWords: Words<(typeof CLAIMS)[number]> = {
  code: m.rules_claim_code,
  identity: m.rules_claim_identity,
}
export const wayWords: Words<Way> = {
  transfer: m.rules_way_transfer,
  voucher: m.rules_way_voucher,
  proxy: m.rules_way_proxy,
}
export const termUnitWords: Words<TermUnit> = {
  day: m.rules_term_day,
  workday: m.rules_term_workday,
  month: m.rules_term_month,
}
export const payWords: Words<Pay['kind']> = {
  none: m.rules_pay_none,
  fixed: m.rules_pay_fixed,
  range: m.rules_pay_range,
  'per-unit': m.rules_pay_per_unit,
  'base-plus': m.rules_pay_base_plus,
  percent: m.rules_pay_percent,
  external: m.rules_pay_external,
}
export const forWords: Words<StrikeRow['for']> = {
  unit: m.rules_for_unit,
  person: m.rules_for_person,
  either: m.rules_for_either,
}

export const capWords: Words<(typeof CAPS)[number]> = {
  report: m.rules_cap_report,
  case: m.rules_cap_case,
  year: m.rules_cap_year,
  'second-approval': m.rules_cap_second,
  later: m.rules_cap_later,
}
export const tableWords: Words<keyof RuleSet['equivalence']> = {
  drugs: m.rules_table_drugs,
  precursors: m.rules_table_precursors,
  seeds: m.rules_table_seeds,
}
export const termWords: Words<'notify' | 'claimWithin'> = {
  notify: m.rules_term_notify,
  claimWithin: m.rules_term_claim,
}
