import { WHOLE_SHARE, type AssessmentFacts, type OpenPoint, type TakenLine } from './assessment.ts'
import { LATER_LINE, type Decisions } from './decisions.ts'
import { lesser } from './exact.ts'
import type { Counting } from './lines.ts'
import type { RuleSet } from './rule-set.ts'
import { stackedFen } from './stacking.ts'

type Adjusted = { taken: TakenLine[]; open: OpenPoint[]; totalFen: bigint }

/**
 * What is taken away from the sum of the rows, one after the other: stacking, what a later reporter does not get, what others of
 * the case contributed (rounded down), and the caps of a report, of the case and of the year with what other awards took of them.
 */
export function adjusted(
  ruleSet: RuleSet,
  facts: AssessmentFacts,
  lines: readonly Counting[],
  decisions: Decisions,
): Adjusted {
  const sum = new Remainder(lines.reduce((all, { fen }) => all + fen, 0n))
  const stacked = stackedFen(ruleSet, lines, facts.takenFen)
  sum.keep(stacked, { because: 'stacking', limit: String(stacked), source: null })
  const open = facts.place === 'later' ? keepForLater(ruleSet, sum, decisions) : []
  const share = (sum.fen * BigInt(facts.share)) / BigInt(WHOLE_SHARE)
  sum.keep(share, { because: 'share', limit: String(facts.share), source: null })
  sum.cap('cap-report', ruleSet.caps.report, 0n)
  sum.cap('cap-case', ruleSet.caps.case, BigInt(facts.takenFen.case))
  sum.cap('cap-year', ruleSet.caps.year, BigInt(facts.takenFen.year))
  return { taken: sum.taken, open, totalFen: sum.fen }
}

/** A later reporter gets what a person decides, at most what the set says and what the rows would have given. */
function keepForLater({ later }: RuleSet, sum: Remainder, decisions: Decisions): OpenPoint[] {
  const limit = later?.fen ?? '0'
  const source = later?.source ?? null
  if (later === null) {
    sum.keep(0n, { because: 'later', limit, source })
    return []
  }
  const decided = decisions.take(LATER_LINE, { minFen: 0n, maxFen: lesser(BigInt(later.fen), sum.fen) })
  sum.keep(decided.fen, { because: 'later', limit, source })
  return decided.open
}

/** What is left of a sum, with a line for everything that was taken from it. */
class Remainder {
  fen: bigint
  readonly taken: TakenLine[] = []

  constructor(fen: bigint) {
    this.fen = fen
  }

  keep(keptFen: bigint, why: Pick<TakenLine, 'because' | 'limit' | 'source'>): void {
    if (keptFen >= this.fen) return
    this.taken.push({ kind: 'taken', ...why, fen: String(this.fen - keptFen) })
    this.fen = keptFen
  }

  cap(because: TakenLine['because'], cap: RuleSet['caps']['report'], usedFen: bigint): void {
    if (cap === null) return
    const left = BigInt(cap.fen) - usedFen
    this.keep(left < 0n ? 0n : left, { because, limit: cap.fen, source: cap.source })
  }
}
