import type { Certainty, Condition, Precondition, RuleMeasure } from '#contract/rewards/rule-set.ts'
import type { Speech } from './speech.ts'

/** What a measure counts, as a noun. */
export function measureWords({ m }: Speech, measure: RuleMeasure): string {
  const said: Readonly<Record<RuleMeasure, () => string>> = {
    'drugs-equivalent': m.award_measure_drugs,
    'drugs-weight': m.award_measure_drugs,
    'precursors-equivalent': m.award_measure_precursors,
    'precursors-weight': m.award_measure_precursors,
    seeds: m.award_measure_seeds,
    'growing-area': m.award_measure_growing,
    growers: m.award_measure_growers,
    arrests: m.award_measure_arrests,
    users: m.award_measure_users,
    'users-compulsory': m.award_measure_compulsory,
    gathering: m.award_measure_gathering,
    drivers: m.award_measure_drivers,
    sites: m.award_measure_sites,
    'venues-closed': m.award_measure_venues,
    parcels: m.award_measure_parcels,
    vehicles: m.award_measure_vehicles,
    firearms: m.award_measure_firearms,
    ammunition: m.award_measure_ammunition,
    money: m.award_measure_money,
    'manufacture-lead': m.award_measure_manufacture,
    wanted: m.award_measure_wanted,
    special: m.award_measure_special,
  }
  return said[measure]()
}

/** What has to be true for a row to pay, as a statement. */
export function preconditionWords({ m }: Speech, precondition: Precondition): string {
  const said: Readonly<Record<Precondition, () => string>> = {
    'case-filed': m.award_pre_filed,
    'case-cracked': m.award_pre_cracked,
    'suspect-caught': m.award_pre_caught,
    'new-user': m.award_pre_new_user,
  }
  return said[precondition]()
}

/** A condition of a reward, as a statement that is true or not. */
export function conditionWords({ m }: Speech, condition: Condition): string {
  const said: Readonly<Record<Condition, () => string>> = {
    jurisdiction: m.award_condition_jurisdiction,
    'unknown-before': m.award_condition_unknown_before,
    verified: m.award_condition_verified,
    concrete: m.award_condition_concrete,
    'not-excluded': m.award_condition_not_excluded,
  }
  return said[condition]()
}

/** How sure a row is, as a mark and as what the mark means. */
export function certaintyWords({ m }: Speech, certainty: Certainty): { mark: string; means: string } {
  const said: Readonly<Record<Certainty, { mark: string; means: string }>> = {
    seen: { mark: m.award_sure_seen(), means: m.award_sure_seen_means() },
    elsewhere: { mark: m.award_sure_elsewhere(), means: m.award_sure_elsewhere_means() },
    'second-hand': { mark: m.award_sure_second_hand(), means: m.award_sure_second_hand_means() },
    default: { mark: m.award_sure_default(), means: m.award_sure_default_means() },
  }
  return said[certainty]
}
