import { Fraction } from 'fraction.js'
import { exact, NOTHING, wholeOf, type Exact } from '../exact.ts'
import type { Bounds, Bracket, RuleMeasure } from '../rule-set.ts'
import { DIVISIBLE } from './feeds.ts'

/** Less than any difference between two quantities that can be entered. */
const HAIR = new Fraction(1n, 10n ** 30n)

/** The smallest and the largest quantity of a bracket; `last` null: it has no end. */
export type Reach = { first: Exact; last: Exact | null }

/** Which quantities of a measure a bracket holds, or null where it holds none. What is counted comes in whole numbers, from one. */
export function reachOf({ from, to }: Bracket, bounds: Bounds, measure: RuleMeasure): Reach | null {
  const ends = { from: exact(from), to: to === null ? null : exact(to) }
  const reach = DIVISIBLE.includes(measure) ? divisible(ends, bounds) : whole(ends, bounds)
  return reach.last !== null && reach.last.compare(reach.first) < 0 ? null : reach
}

type Ends = { from: Exact; to: Exact | null }

function divisible({ from, to }: Ends, bounds: Bounds): Reach {
  const isLower = bounds === 'lower-included' && from.n > 0n
  return {
    first: isLower ? from : from.add(HAIR),
    last: to === null || bounds === 'upper-included' ? to : minusHair(to),
  }
}

function whole({ from, to }: Ends, bounds: Bounds): Reach {
  const first = bounds === 'lower-included' ? from.ceil() : from.floor().add(1)
  const last = to === null ? null : bounds === 'upper-included' ? to.floor() : minusOne(to.ceil())
  return { first: wholeOf(first) === 0n ? new Fraction(1) : first, last }
}

const minusHair = (value: Exact): Exact => (value.n === 0n ? NOTHING : value.sub(HAIR))
const minusOne = (value: Exact): Exact => (value.n === 0n ? NOTHING : value.sub(1))
