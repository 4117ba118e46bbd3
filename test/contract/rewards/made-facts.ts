import type { AssessmentFacts, Declared, Finding } from '#contract/rewards/assessment.ts'
import ranges from '#db/rule-sets/ranges-1.json' with { type: 'json' }
import standard from '#db/rule-sets/sy-default-1.json' with { type: 'json' }
import { ruleSet, type RuleRow, type RuleSet } from '#contract/rewards/rule-set.ts'
import type { Substance } from '#contract/substances.ts'

/** SY-DEFAULT-1 and EXAMPLE-RANGES-1, as they ship. */
export const DEFAULT_SET: RuleSet = ruleSet.parse(standard)
export const RANGES_SET: RuleSet = ruleSet.parse(ranges)

export const idOf = (place: number): string => `01900000-0000-7000-8000-${String(place).padStart(12, '0')}`

const NOTHING = { substance: null, weight: null, unit: null, count: null, measure: null, moneyFen: null }
let last = 0
const made = (kind: Finding['kind'], more: Partial<Finding>): Finding => ({
  id: idOf(++last),
  ...NOTHING,
  kind,
  ...more,
})

export const seized = (substance: Substance, weight: string, unit: 'g' | 'kg' = 'g'): Finding =>
  made('seizure', { substance, weight, unit })
export const precursor = (substance: Substance, weight: string, unit: 'g' | 'kg' = 'kg'): Finding =>
  made('precursors', { substance, weight, unit })
export const seeds = (substance: Substance, weight: string, unit: 'g' | 'kg' | 'plants'): Finding =>
  made('seeds', { substance, weight, unit })
export const grown = (weight: string): Finding => made('growing', { weight, unit: 'mu' })
export const counted = (kind: Finding['kind'], count: number, measure: Finding['measure'] = null): Finding =>
  made(kind, { count, measure })
export const money = (moneyFen: string): Finding => made('money', { moneyFen })
export const putForward = (measure: Declared['measure'], count = 1): Declared => ({
  id: idOf(++last),
  measure,
  count,
  number: null,
})

/** Facts of a first and only reporter, every precondition true, unless told otherwise. */
export const factsOf = (findings: readonly Finding[], more: Partial<AssessmentFacts> = {}): AssessmentFacts => ({
  findings: [...findings],
  declared: [],
  preconditions: { 'case-filed': true, 'case-cracked': true, 'suspect-caught': true, 'new-user': true },
  place: 'first',
  share: 10_000,
  decisions: [],
  takenFen: { case: '0', year: '0' },
  ...more,
})

/** Yuan as fen. */
export const yuan = (amount: number): string => String(BigInt(amount) * 100n)

/** A set with other rows or other settings than the default. */
export const setWith = (more: Partial<RuleSet>): RuleSet => ({ ...DEFAULT_SET, ...more })
export const row = (id: string, measure: RuleRow['measure'], more: Partial<RuleRow> = {}): RuleRow => ({
  id,
  zh: id,
  en: id,
  measure,
  substances: null,
  per: 'total',
  bounds: null,
  brackets: [{ from: '0', to: null, pay: { kind: 'fixed', fen: '10000' } }],
  preconditions: [],
  replaces: [],
  source: '测试',
  certainty: 'default',
  ...more,
})
