import type { AssessmentFacts, PaidLine, Part } from '#contract/rewards/assessment.ts'
import type { Pay, RuleRow, RuleSet } from '#contract/rewards/rule-set.ts'

/** Rules and lines for tests of words: small, and not those of any city. */
const sourced = { source: '国家规则第七条', certainty: 'seen' } as const
const none = { referenceZh: '数量较大标准', referenceEn: 'the threshold', factors: [] }

export const row = (id: string, more: Partial<RuleRow> = {}): RuleRow => ({
  id,
  zh: '缴获毒品',
  en: 'Drugs seized',
  measure: 'drugs-equivalent',
  substances: null,
  per: 'total',
  bounds: null,
  brackets: [{ from: '0', to: null, pay: { kind: 'fixed', fen: '30000' } }],
  preconditions: [],
  replaces: [],
  ...sourced,
  ...more,
})

export const rules = (rows: RuleRow[] = [row('drugs')]): RuleSet => ({
  format: 'lushao/rule-set/1',
  code: 'TEST-1',
  zh: '测试',
  en: 'Test',
  isOfficial: false,
  source: '测试',
  bounds: 'lower-included',
  stacking: 'cumulative',
  claim: 'code',
  caps: { report: { fen: '30000000', ...sourced }, case: null, year: null },
  secondApproval: null,
  later: null,
  notify: { count: 15, unit: 'workday', ...sourced },
  claimWithin: { count: 2, unit: 'month', ...sourced },
  conditions: [],
  excluded: [],
  equivalence: {
    drugs: { ...none, referenceZh: '海洛因（克）', referenceEn: 'Heroin (g)' },
    precursors: { ...none, referenceZh: '麻黄碱', referenceEn: 'ephedrine' },
    seeds: none,
  },
  rows,
  strikeRows: [],
})

export const part = (more: Partial<Part> = {}): Part => ({
  finding: '00000000-0000-4000-8000-000000000001',
  declared: null,
  substance: null,
  quantity: '1',
  factor: null,
  equals: '1',
  ...more,
})

export const line = (pay: Pay, more: Partial<PaidLine> = {}): PaidLine => ({
  kind: 'row',
  key: 'drugs',
  row: 'drugs',
  zh: '缴获毒品',
  en: 'Drugs seized',
  measure: 'drugs-equivalent',
  quantity: '1',
  parts: [part()],
  elsewhere: [],
  bracket: { from: '0', to: null, pay },
  bounds: 'lower-included',
  how: 'fixed',
  minFen: null,
  maxFen: null,
  fen: '100000',
  ...sourced,
  ...more,
})

export const facts = (more: Partial<AssessmentFacts> = {}): AssessmentFacts => ({
  findings: [],
  declared: [],
  preconditions: {},
  place: 'first',
  share: 10_000,
  decisions: [],
  takenFen: { case: '0', year: '0' },
  ...more,
})
