import { m as t } from '#texts/messages.js'
import type { Certainty, Condition, Precondition, RuleSet, Stacking, Term } from '#contract/rewards/rule-set.ts'
import type { Language } from '../frame/address.ts'
import type { ReferenceOf } from './line-words.ts'

const certainties: Readonly<Record<Certainty, () => string>> = {
  seen: t.certainty_seen,
  elsewhere: t.certainty_elsewhere,
  'second-hand': t.certainty_second_hand,
  default: t.certainty_default,
}
export const certaintyWords = (certainty: Certainty): string =>
  t.certainty_label({ certainty: certainties[certainty]() })

const conditions: Readonly<Record<Condition, () => string>> = {
  jurisdiction: t.condition_jurisdiction,
  'unknown-before': t.condition_unknown_before,
  verified: t.condition_verified,
  concrete: t.condition_concrete,
  'not-excluded': t.condition_not_excluded,
}
export const conditionWords = (condition: Condition): string => conditions[condition]()

const preconditions: Readonly<Record<Precondition, () => string>> = {
  'case-filed': t.precondition_case_filed,
  'case-cracked': t.precondition_case_cracked,
  'suspect-caught': t.precondition_suspect_caught,
  'new-user': t.precondition_new_user,
}
export const preconditionWords = (precondition: Precondition): string => preconditions[precondition]()

const stackings: Readonly<Record<Stacking, () => string>> = {
  cumulative: t.rows_lead_cumulative,
  highest: t.rows_lead_highest,
  'one-per-case': t.rows_lead_one_per_case,
}
export const stackingWords = (stacking: Stacking): string => stackings[stacking]()

const terms: Readonly<Record<Term['unit'], [one: () => string, many: (count: { count: string }) => string]>> = {
  workday: [t.term_workdays_one, t.term_workdays],
  day: [t.term_days_one, t.term_days],
  month: [t.term_months_one, t.term_months],
}
/** 15 个工作日. */
export function termWords({ count, unit }: Pick<Term, 'count' | 'unit'>): string {
  const [one, many] = terms[unit]
  return count === 1 ? one() : many({ count: String(count) })
}

export const listWords = (words: readonly string[], language: Language): string =>
  words.join(language === 'zh' ? '、' : ', ')

/** The name of what a table converts to, without its unit: 海洛因. */
export const referenceName = (table: RuleSet['equivalence']['drugs'], language: Language): string =>
  (language === 'zh' ? table.referenceZh : table.referenceEn).replace(/\s*[（(].*$/, '')

/** How lines of a set name what they convert to. Seeds are counted as multiples of a threshold, which their unit says already. */
export function referencesOf(document: RuleSet, language: Language): ReferenceOf {
  const named = (table: RuleSet['equivalence']['drugs']): string => {
    const name = referenceName(table, language)
    return language === 'zh' ? name : ` of ${name.toLowerCase()}`
  }
  return (measure) => {
    if (measure === 'drugs-equivalent') return named(document.equivalence.drugs)
    return measure === 'precursors-equivalent' ? named(document.equivalence.precursors) : ''
  }
}
