import type { CaseLevel, CaseStep } from '#contract/cases.ts'
import type { Link } from '#contract/links.ts'
import type { Measure, OutcomeKind, Standing, Unit } from '#contract/outcomes.ts'
import { DRUGS, PRECURSORS, SEEDS, type Substance } from '#contract/substances.ts'
import { m } from '#words/messages.js'
import { language } from '../words/language.svelte.ts'
import type { Acceptance } from './next-case-step.ts'

type Words<K extends string> = Readonly<Record<K, () => string>>

export const levelWords: Words<CaseLevel> = {
  ministry: m.level_ministry,
  province: m.level_province,
  major: m.level_major,
  ordinary: m.level_ordinary,
}

export const stepWords: Words<CaseStep> = {
  opened: m.step_opened,
  'first-action': m.step_first_action,
  cracked: m.step_cracked,
  prosecution: m.step_prosecution,
  closed: m.step_closed,
}

export const linkWords: Words<Link> = {
  origin: m.link_origin,
  corroboration: m.link_corroboration,
  reference: m.link_reference,
}

export const linkMeanings: Words<Link> = {
  origin: m.link_origin_means,
  corroboration: m.link_corroboration_means,
  reference: m.link_reference_means,
}

export const kindWords: Words<OutcomeKind> = {
  seizure: m.outcome_seizure,
  precursors: m.outcome_precursors,
  seeds: m.outcome_seeds,
  growing: m.outcome_growing,
  arrest: m.outcome_arrest,
  growers: m.outcome_growers,
  users: m.outcome_users,
  gathering: m.outcome_gathering,
  drivers: m.outcome_drivers,
  site: m.outcome_site,
  venue: m.outcome_venue,
  parcels: m.outcome_parcels,
  vehicles: m.outcome_vehicles,
  firearms: m.outcome_firearms,
  ammunition: m.outcome_ammunition,
  money: m.outcome_money,
}

/** A number with the measure word of its kind. */
export const countWords: Readonly<Partial<Record<OutcomeKind, (of: { count: number }) => string>>> = {
  arrest: m.count_people,
  growers: m.count_people,
  users: m.count_people,
  gathering: m.count_people,
  drivers: m.count_people,
  site: m.count_sites,
  venue: m.count_venues,
  parcels: m.count_parcels,
  vehicles: m.count_vehicles,
  firearms: m.count_firearms,
  ammunition: m.count_rounds,
}

export const measureWords: Words<Measure> = {
  compulsory: m.measure_compulsory,
  community: m.measure_community,
  detention: m.measure_detention,
  other: m.measure_other,
  banned: m.measure_banned,
  suspended: m.measure_suspended,
  corrected: m.measure_corrected,
}

export const standingWords: Words<Standing> = {
  counted: m.standing_counted,
  waiting: m.standing_waiting,
  replaced: m.standing_replaced,
  void: m.standing_void,
}

export const acceptanceWords: Words<Acceptance> = {
  before: m.accepted_before_action,
  after: m.accepted_after_action,
  notAccepted: m.accepted_not_yet,
  noAction: m.accepted_no_action,
}

/** A unit to choose, and a figure in it. */
export const unitWords: Words<Unit> = { g: m.unit_g, kg: m.unit_kg, mu: m.unit_mu, plants: m.unit_plants }
export const inUnitWords: Readonly<Record<Unit, (of: { figure: string }) => string>> = {
  g: m.figure_g,
  kg: m.figure_kg,
  mu: m.figure_mu,
  plants: m.figure_plants,
}

const SUBSTANCES = { ...DRUGS, ...PRECURSORS, ...SEEDS }
export const substanceName = (substance: Substance): string => SUBSTANCES[substance][language.now]

/** Whether a substance is meant by what somebody types: part of a name in either language. */
export function isMeant(substance: Substance, typed: string): boolean {
  const { zh, en } = SUBSTANCES[substance]
  const part = typed.normalize('NFKC').trim().toLowerCase()
  return [zh, en, substance].some((name) => name.normalize('NFKC').toLowerCase().includes(part))
}
