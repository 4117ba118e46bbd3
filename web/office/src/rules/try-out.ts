import type { AssessmentFacts, Declared, Finding } from '#contract/rewards/assessment.ts'
import type { RuleDraft } from '#contract/rewards/rule-draft.ts'
import { DECLARED_MEASURES, PRECONDITIONS, ruleSet, type RuleSet } from '#contract/rewards/rule-set.ts'
import { OUTCOME_FIELDS, type OutcomeKind } from '#contract/outcomes.ts'
import { keptDecimal, keptFen } from './amounts.ts'

/** One thing that is tried: as it is typed, with all fields that some kind has. */
export type Tried = {
  kind: OutcomeKind | (typeof DECLARED_MEASURES)[number]
  substance: Finding['substance']
  amount: string
  unit: NonNullable<Finding['unit']>
  measure: Finding['measure']
}
export const newTried = (): Tried => ({ kind: 'seizure', substance: 'heroin', amount: '', unit: 'g', measure: null })

const isDeclared = (kind: Tried['kind']): kind is Declared['measure'] =>
  (DECLARED_MEASURES as readonly string[]).includes(kind)

/** The fields that the kind has; of what people put forward only a count. */
export function fieldsOf(kind: Tried['kind']): (typeof OUTCOME_FIELDS)[OutcomeKind] {
  return isDeclared(kind) ? ['count'] : OUTCOME_FIELDS[kind]
}

const ID = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`

/** What is tried as facts of a case whose preconditions are all met; null while something is not typed. */
export function factsOf(tried: readonly Tried[]): AssessmentFacts | null {
  const findings: Finding[] = []
  const declared: Declared[] = []
  for (const [index, one] of tried.entries()) {
    const amount = one.amount.normalize('NFKC').trim()
    if (isDeclared(one.kind)) {
      if (!/^[1-9]\d{0,2}$/.test(amount)) return null
      declared.push({ id: ID(index), measure: one.kind, count: Number(amount), number: null })
      continue
    }
    const finding = findingOf(one, one.kind, amount, ID(index))
    if (finding === null) return null
    findings.push(finding)
  }
  if (findings.length + declared.length === 0) return null
  const preconditions = Object.fromEntries(PRECONDITIONS.map((one) => [one, true]))
  return {
    findings,
    declared,
    preconditions,
    place: 'first',
    share: 10_000,
    decisions: [],
    takenFen: { case: '0', year: '0' },
  }
}

function findingOf(one: Tried, kind: OutcomeKind, amount: string, id: string): Finding | null {
  const has = OUTCOME_FIELDS[kind]
  const empty = { id, kind, substance: null, weight: null, unit: null, count: null, measure: null, moneyFen: null }
  const measure = has.includes('measure') ? one.measure : null
  if (has.includes('measure') && measure === null) return null
  if (has.includes('weight')) {
    const weight = keptDecimal(amount)
    if (!/^(0|[1-9]\d{0,8})(\.\d{1,4})?$/.test(weight) || Number(weight) === 0) return null
    return { ...empty, substance: has.includes('substance') ? one.substance : null, weight, unit: one.unit }
  }
  if (has.includes('money')) {
    const moneyFen = keptFen(amount)
    return /^[1-9]\d*$/.test(moneyFen) ? { ...empty, moneyFen } : null
  }
  return /^[1-9]\d{0,5}$/.test(amount) ? { ...empty, count: Number(amount), measure } : null
}

/** The draft as rules to try: what is not readable yet is left out. Null where nothing readable is left to go by. */
export function triable(draft: RuleDraft): RuleSet | null {
  const rows = draft.rows.filter((row) => ruleSet.shape.rows.safeParse([row]).success)
  const named = {
    code: draft.code || 'DRAFT',
    zh: draft.zh || '草稿',
    en: draft.en || 'Draft',
    source: draft.source || '—',
  }
  const factors = (table: keyof RuleSet['equivalence']) => ({
    ...draft.equivalence[table],
    factors: draft.equivalence[table].factors.filter(
      (one) => ruleSet.shape.equivalence.shape[table].shape.factors.safeParse([one]).success,
    ),
  })
  const equivalence = { drugs: factors('drugs'), precursors: factors('precursors'), seeds: factors('seeds') }
  const read = ruleSet.safeParse({
    ...draft,
    ...named,
    code: /^[A-Z\d-]+$/.test(named.code) ? named.code : 'DRAFT',
    rows,
    strikeRows: [],
    equivalence,
  })
  return read.success ? read.data : null
}
