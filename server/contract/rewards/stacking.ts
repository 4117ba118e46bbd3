import type { AssessmentFacts } from './assessment.ts'
import type { Counting } from './lines.ts'
import type { RuleSet } from './rule-set.ts'

/** What stays of the rows, in fen: all of them, or the highest row, and of a case that is rewarded once nothing when it was already. */
export function stackedFen(ruleSet: RuleSet, lines: readonly Counting[], taken: AssessmentFacts['takenFen']): bigint {
  if (ruleSet.stacking === 'one-per-case' && BigInt(taken.case) > 0n) return 0n
  const rows = new Map<string, bigint>()
  for (const { line, fen } of lines) rows.set(line.row, (rows.get(line.row) ?? 0n) + fen)
  const sums = [...rows.values()]
  return ruleSet.stacking === 'cumulative'
    ? sums.reduce((sum, fen) => sum + fen, 0n)
    : sums.reduce((most, fen) => (fen > most ? fen : most), 0n)
}
