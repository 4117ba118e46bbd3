import { exact, lesser, NOTHING, wholeOf, type Exact } from './exact.ts'
import type { Pay } from './rule-set.ts'

/** An amount that follows from the rule, in fen, or the bounds within which a person decides; `maxFen` null: only the caps. */
export type Payment =
  | { by: 'rule'; how: 'none' | 'fixed' | 'per-unit' | 'base-plus' | 'percent'; fen: bigint }
  | { by: 'person'; minFen: bigint; maxFen: bigint | null }

/**
 * What a bracket pays for a quantity in the unit of its measure. Rounded down once, at the end. Of money the quantity is yuan,
 * so one percent of it is as many fen.
 */
export function paymentOf(pay: Pay, quantity: Exact): Payment {
  switch (pay.kind) {
    case 'none':
      return { by: 'rule', how: 'none', fen: 0n }
    case 'fixed':
      return { by: 'rule', how: 'fixed', fen: BigInt(pay.fen) }
    case 'range':
      return decided(pay.minFen, pay.maxFen, pay.each ? wholeOf(quantity) : 1n)
    case 'external':
      return decided('0', pay.maxFen, 1n)
    case 'per-unit': {
      const fen = pay.isProportional ? wholeOf(quantity.mul(exact(pay.fen))) : wholeOf(quantity) * BigInt(pay.fen)
      return { by: 'rule', how: 'per-unit', fen: atMost(fen, pay.capFen) }
    }
    case 'base-plus': {
      const further = wholeOf(beyond(quantity, exact(pay.baseUnits)))
      return { by: 'rule', how: 'base-plus', fen: atMost(BigInt(pay.baseFen) + further * BigInt(pay.fen), pay.capFen) }
    }
    case 'percent':
      return { by: 'rule', how: 'percent', fen: atMost(wholeOf(quantity.mul(exact(pay.percent))), pay.capFen) }
  }
}

const decided = (minFen: string, maxFen: string | null, units: bigint): Payment => ({
  by: 'person',
  minFen: BigInt(minFen) * units,
  maxFen: maxFen === null ? null : BigInt(maxFen) * units,
})

const beyond = (quantity: Exact, base: Exact): Exact => (quantity.compare(base) > 0 ? quantity.sub(base) : NOTHING)
const atMost = (fen: bigint, capFen: string | null): bigint => (capFen === null ? fen : lesser(fen, BigInt(capFen)))
