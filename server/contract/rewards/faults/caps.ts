import { lesser } from '../exact.ts'
import type { RuleSet } from '../rule-set.ts'
import { fault, type RuleFault } from './fault.ts'

/** From the narrow to the wide: a cap that is above a wider one never matters. */
const NARROW_TO_WIDE = ['report', 'case', 'year'] as const

/** The most that one report can ever bring, in fen; null where no cap says. */
export function mostFen({ caps }: RuleSet): bigint | null {
  return [caps.report, caps.case, caps.year].reduce<bigint | null>(
    (most, cap) => (cap === null ? most : most === null ? BigInt(cap.fen) : lesser(most, BigInt(cap.fen))),
    null,
  )
}

/** Caps and limits that pay nothing, contradict each other, or are never reached. */
export function capFaults(ruleSet: RuleSet): RuleFault[] {
  const { caps } = ruleSet
  const most = mostFen(ruleSet)
  return [
    ...NARROW_TO_WIDE.flatMap((cap) =>
      caps[cap]?.fen === '0' ? [fault('must', { part: 'cap', cap }, 'cap-nothing', {})] : [],
    ),
    ...aboveWider(ruleSet),
    ...(most === null ? [fault('look', { part: 'cap', cap: 'report' }, 'no-caps', {})] : []),
    ...neverReached(ruleSet, most),
  ]
}

function aboveWider({ caps }: RuleSet): RuleFault[] {
  return NARROW_TO_WIDE.flatMap((cap, place) =>
    NARROW_TO_WIDE.slice(place + 1).flatMap((other) => {
      const [narrow, wide] = [caps[cap], caps[other]]
      if (narrow === null || wide === null || BigInt(narrow.fen) <= BigInt(wide.fen)) return []
      return [fault('must', { part: 'cap', cap }, 'cap-above', { fen: narrow.fen, other, otherFen: wide.fen })]
    }),
  )
}

function neverReached({ secondApproval, later }: RuleSet, most: bigint | null): RuleFault[] {
  if (most === null) return []
  const capFen = String(most)
  return [
    ...(secondApproval !== null && BigInt(secondApproval.fen) >= most
      ? [fault('look', { part: 'cap', cap: 'second-approval' }, 'never-reached', { fen: secondApproval.fen, capFen })]
      : []),
    ...(later !== null && BigInt(later.fen) > most
      ? [fault('look', { part: 'cap', cap: 'later' }, 'never-reached', { fen: later.fen, capFen })]
      : []),
  ]
}
