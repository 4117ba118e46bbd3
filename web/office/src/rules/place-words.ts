import { m } from '#words/messages.js'

const PARTS: Readonly<Record<string, () => string>> = {
  rows: m.rules_part_rows,
  brackets: m.rules_bracket,
  pay: m.rules_field_pay,
  caps: m.rules_part_caps,
  secondApproval: m.rules_cap_second,
  later: m.rules_cap_later,
  report: m.rules_cap_report,
  case: m.rules_cap_case,
  year: m.rules_cap_year,
  notify: m.rules_term_notify,
  claimWithin: m.rules_term_claim,
  collect: m.rules_part_collect,
  methods: m.rules_collect_ways,
  needsId: m.rules_collect_id,
  conditions: m.rules_part_conditions,
  excluded: m.rules_part_excluded,
  equivalence: m.rules_part_factors,
  drugs: m.rules_table_drugs,
  precursors: m.rules_table_precursors,
  seeds: m.rules_table_seeds,
  factors: m.rules_field_factor,
  strikeRows: m.rules_part_strike,
  measure: m.rules_field_measure,
  substances: m.rules_field_substances,
  substance: m.rules_col_substance,
  per: m.rules_field_per,
  bounds: m.rules_field_bounds,
  stacking: m.rules_field_stacking,
  claim: m.rules_field_claim,
  preconditions: m.rules_field_preconditions,
  replaces: m.rules_field_replaces,
  certainty: m.rules_field_certainty,
  isOfficial: m.rules_field_official,
  count: m.rules_field_count,
  unit: m.rules_field_unit,
  for: m.rules_col_for,
}

/** What a part of a rule set's file is called on the page; null for what has no name of its own there. */
export const partWords = (name: string): string | null =>
  Object.hasOwn(PARTS, name) ? (PARTS[name]?.() ?? null) : null
