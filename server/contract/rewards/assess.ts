import { adjusted } from './adjust.ts'
import type { Assessment, AssessmentFacts, OpenPoint } from './assessment.ts'
import { Decisions } from './decisions.ts'
import { fedRows } from './groups.ts'
import { resultOf } from './lines.ts'
import { quantitiesOf } from './measure.ts'
import type { RuleSet } from './rule-set.ts'

/**
 * What a rule set gives for the facts of a case 核定: pure, exact, in whole fen. Every line says which row and bracket it follows
 * and from which quantity; what is taken away has lines of its own, so that rows less taken are the total, to the fen. Amounts are
 * rounded down where they arise. What a person must still decide stands in `open`, and counts with its least until then. The order
 * of the facts does not matter. Never throws on a set and facts of their form.
 */
export function assess(ruleSet: RuleSet, facts: AssessmentFacts): Assessment {
  const decisions = new Decisions(facts.decisions)
  const results = fedRows(ruleSet, quantitiesOf(facts), facts).map((fed) => resultOf(ruleSet, fed, decisions))
  const lines = results.flatMap((result) => result.lines)
  const { taken, open, totalFen } = adjusted(ruleSet, facts, lines, decisions)
  const rowsOpen = results.flatMap((result) => result.open)
  return {
    rules: ruleSet.code,
    lines: [...lines.map(({ line }) => line), ...taken],
    unpaid: results.flatMap((result) => result.unpaid),
    open: [...(facts.place === 'later' ? rowsOpen.filter(isWrongDecision) : rowsOpen), ...open, ...decisions.unused],
    totalFen: String(totalFen),
  }
}

/** A later reporter gets one decided amount, so the rows need no decisions; only wrong ones have to go. */
const isWrongDecision = ({ kind }: OpenPoint): boolean => kind === 'decision-out-of-bounds'
