import { assess } from '#contract/rewards/assess.ts'
import type { AssessmentFacts, Finding } from '#contract/rewards/assessment.ts'
import { OUTCOME_KINDS, SUBSTANCES_OF, unitsOf, USER_MEASURES } from '#contract/outcomes.ts'
import type { RuleSet } from '#contract/rewards/rule-set.ts'

/** A case with four seizures of different drugs, one precursor, and one finding of every kind: more than cases have. */
function caseOf(seed: number): AssessmentFacts {
  const kinds = ['seizure', 'seizure', 'seizure', ...OUTCOME_KINDS] as const
  return {
    findings: kinds.map((kind, place) => findingOf(kind, seed * 31 + place * 7, place)),
    declared: [],
    preconditions: { 'case-filed': true, 'case-cracked': true, 'suspect-caught': true, 'new-user': true },
    place: 'first',
    share: 6667,
    decisions: [],
    takenFen: { case: '0', year: '100000000' },
  }
}

function findingOf(kind: Finding['kind'], seed: number, place: number): Finding {
  const id = `01900000-0000-7000-8000-${String(place).padStart(12, '0')}`
  const nothing = { id, kind, substance: null, weight: null, unit: null, count: null, measure: null, moneyFen: null }
  const substances = SUBSTANCES_OF[kind]
  const substance = substances?.[seed % substances.length] ?? null
  const unit = unitsOf(kind, substance)[0]
  if (unit !== undefined)
    return { ...nothing, substance, unit, weight: `${(seed * 97) % 20_000}${unit === 'plants' ? '' : '.0625'}` }
  if (kind === 'money') return { ...nothing, moneyFen: String(1 + seed * 1009) }
  const measure =
    kind === 'users' ? (USER_MEASURES[seed % USER_MEASURES.length] ?? null) : kind === 'venue' ? 'banned' : null
  return { ...nothing, measure, count: 3 + (seed % 9) }
}

/**
 * Milliseconds of processor time for so many different cases, one after the other; the best of some rounds. Time of the processor
 * and not of the clock, so that what else the machine does counts for nothing.
 */
export function millisecondsOf(ruleSet: RuleSet, cases: number, rounds: number): number {
  const facts = Array.from({ length: cases }, (_, seed) => caseOf(seed))
  const times = Array.from({ length: rounds }, () => {
    const start = process.threadCpuUsage()
    for (const one of facts) assess(ruleSet, one)
    const { user, system } = process.threadCpuUsage(start)
    return (user + system) / 1000
  })
  return Math.min(...times)
}
