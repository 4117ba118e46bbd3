import type { Participant, ParticipantKind } from '#contract/rewards/content.ts'
import type { RuleSet, StrikeRow } from '#contract/rewards/rule-set.ts'
import { m } from '#words/messages.js'
import { grouped, yuanOf } from '../../cases/decimal.ts'
import { language } from '../../words/language.svelte.ts'
import type { PartFault } from './strike-draft.ts'

export const partKindWords: Readonly<Record<ParticipantKind, () => string>> = {
  unit: m.strike_kind_unit,
  officer: m.strike_kind_officer,
  'grid-worker': m.strike_kind_grid_worker,
  other: m.strike_kind_other,
}

/** Whole fen, always with two places so that columns stand: 20,000.00 元. */
export const sumWords = (fen: string): string => m.award_amount({ yuan: grouped(yuanOf(fen)) })

/** A row of the tariff in the language of the reader. */
export const rowName = ({ zh, en }: Pick<StrikeRow, 'zh' | 'en'>): string => (language.now === 'zh' ? zh : en)

/** What a row allows: 1,000.00 元至 5,000.00 元; both ends may be paid. */
export function boundsWords({ minFen, maxFen }: Pick<StrikeRow, 'minFen' | 'maxFen'>): string {
  if (minFen !== null && maxFen !== null)
    return minFen === maxFen ? sumWords(minFen) : m.strike_bounds_both({ min: sumWords(minFen), max: sumWords(maxFen) })
  if (minFen !== null) return m.strike_bounds_from({ min: sumWords(minFen) })
  return maxFen === null ? m.strike_bounds_none() : m.strike_bounds_to({ max: sumWords(maxFen) })
}

export const forWords: Readonly<Record<StrikeRow['for'], () => string>> = {
  unit: m.strike_for_unit,
  person: m.strike_for_person,
  either: m.strike_for_either,
}

/** By which row somebody is paid, or that the amount is a person's. */
export function rowWords({ row }: Pick<Participant, 'row'>, { strikeRows }: Pick<RuleSet, 'strikeRows'>): string {
  const chosen = strikeRows.find(({ id }) => id === row)
  return chosen === undefined ? m.strike_by_person() : rowName(chosen)
}

const FAULT_WORDS: Readonly<Record<PartFault, () => string>> = {
  missing: m.strike_wrong_missing,
  'named-twice': m.strike_wrong_twice,
  'unit-missing': m.strike_wrong_unit,
  'payee-missing': m.strike_wrong_payee,
  'payee-of-unit': m.strike_wrong_payee_of_unit,
  'row-missing': m.strike_wrong_row,
  'row-unknown': m.strike_wrong_row,
  'row-not-for': m.strike_wrong_row,
  nothing: m.strike_wrong_sum,
  'too-little': m.strike_wrong_bounds,
  'too-much': m.strike_wrong_bounds,
  'no-phone': m.strike_wrong_phone,
  'no-number': m.strike_wrong_number,
  'no-sum': m.strike_wrong_sum,
}

export const faultWords = (fault: PartFault | undefined): string | undefined =>
  fault === undefined ? undefined : FAULT_WORDS[fault]()

/** A phone or identity number with only its last four signs, as it stands on a page. */
export const endOf = (number: string): string => `•••• ${number.slice(-4)}`
