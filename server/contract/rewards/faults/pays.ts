import { exact } from '../exact.ts'
import { paymentOf } from '../pay.ts'
import type { Pay, RuleRow } from '../rule-set.ts'
import { fault, type FaultPlace, type RuleFault } from './fault.ts'
import type { Reach } from './reach.ts'

/** What is wrong with what one bracket pays. `cap`: the most that a report brings, in fen. */
export function payFaults(
  { measure }: RuleRow,
  pay: Pay,
  at: FaultPlace,
  reach: Reach | null,
  cap: bigint | null,
): RuleFault[] {
  return [...ofKind(pay, at, measure), ...aboveCap(pay, at, reach, cap)]
}

function ofKind(pay: Pay, at: FaultPlace, measure: RuleRow['measure']): RuleFault[] {
  switch (pay.kind) {
    case 'range': {
      const { minFen, maxFen } = pay
      if (maxFen === null || BigInt(minFen) <= BigInt(maxFen)) return []
      return [fault('must', at, 'range-reversed', { minFen, maxFen })]
    }
    case 'percent':
      return [
        ...(exact(pay.percent).compare(100) > 0
          ? [fault('must', at, 'percent-too-much', { percent: pay.percent })]
          : []),
        ...(measure === 'money' ? [] : [fault('must', at, 'percent-of-no-money', { measure })]),
      ]
    case 'base-plus':
      return capBelow(pay.baseFen, pay.capFen, at)
    case 'per-unit':
      return pay.isProportional ? [] : capBelow(pay.fen, pay.capFen, at)
    case 'none':
    case 'fixed':
    case 'external':
      return []
  }
}

function capBelow(fen: string, capFen: string | null, at: FaultPlace): RuleFault[] {
  return capFen !== null && BigInt(capFen) < BigInt(fen) ? [fault('look', at, 'cap-below-base', { fen, capFen })] : []
}

/** What is above the cap from the start of a bracket, or as a person may decide, is never paid. */
function aboveCap(pay: Pay, at: FaultPlace, reach: Reach | null, cap: bigint | null): RuleFault[] {
  if (reach === null || cap === null) return []
  const payment = paymentOf(pay, reach.first)
  const fen = payment.by === 'rule' ? payment.fen : (payment.maxFen ?? payment.minFen)
  return fen > cap ? [fault('look', at, 'above-cap', { fen: String(fen), capFen: String(cap) })] : []
}
