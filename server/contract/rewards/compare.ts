import { digestOf } from './digest.ts'
import { assess } from './assess.ts'
import type { AssessmentFacts } from './assessment.ts'
import {
  collectingUnder,
  type Bracket,
  type Equivalents,
  type HoldsForCollecting,
  type RuleRow,
  type RuleSet,
  type StrikeRow,
  type Term,
} from './rule-set.ts'

/** One thing of two rule sets side by side. `fields` names what differs where it stands in both. */
export type Pair<T> =
  | { is: 'same'; before: T; after: T; fields: [] }
  | { is: 'changed'; before: T; after: T; fields: (keyof T & string)[] }
  | { is: 'added'; before: null; after: T; fields: [] }
  | { is: 'removed'; before: T; after: null; fields: [] }

/** The newer one of a pair, or the older one where there is no newer. */
export const standing = <T>(pair: Pair<T>): T => (pair.is === 'removed' ? pair.before : pair.after)

type Cap = NonNullable<RuleSet['caps']['report']>
type Factor = Equivalents['factors'][number]
type Head = Pick<RuleSet, (typeof HEAD)[number]>

export const HEAD = ['code', 'zh', 'en', 'isOfficial', 'source', 'bounds', 'stacking', 'claim'] as const
export const CAPS = ['report', 'case', 'year', 'second-approval', 'later'] as const

/** Two rule sets side by side, what is the same too, in the order of the newer one; what was removed stands where it was. */
export type RuleSetComparison = {
  head: Pair<Head>
  /** A cap that neither set has is left out. */
  caps: { cap: (typeof CAPS)[number]; pair: Pair<Cap> }[]
  terms: { term: 'notify' | 'claimWithin'; pair: Pair<Term> }[]
  /** What holds for collecting under both, also where one of them does not say it. */
  collect: Pair<HoldsForCollecting>
  conditions: Pair<RuleSet['conditions'][number]>[]
  excluded: Pair<RuleSet['excluded'][number]>[]
  factors: { table: keyof RuleSet['equivalence']; pairs: Pair<Factor>[] }[]
  /** Rows by id; `brackets` of both, by where they begin. */
  rows: { id: string; pair: Pair<RuleRow>; brackets: Pair<Bracket>[] }[]
  strikeRows: { id: string; pair: Pair<StrikeRow> }[]
}

/** What changed from one rule set to the other. */
export function compareRuleSets(one: RuleSet, other: RuleSet): RuleSetComparison {
  return {
    head: pairOf(headOf(one), headOf(other)),
    caps: CAPS.flatMap((cap) => {
      const [before, after] = [capOf(one, cap), capOf(other, cap)]
      return before === null && after === null ? [] : [{ cap, pair: eitherOf(before, after) }]
    }),
    terms: (['notify', 'claimWithin'] as const).map((term) => ({ term, pair: pairOf(one[term], other[term]) })),
    collect: pairOf(collectingUnder(one), collectingUnder(other)),
    conditions: pairsOf(one.conditions, other.conditions, ({ condition }) => condition),
    excluded: pairsOf(one.excluded, other.excluded, ({ zh }) => zh),
    factors: (['drugs', 'precursors', 'seeds'] as const).map((table) => ({
      table,
      pairs: pairsOf(one.equivalence[table].factors, other.equivalence[table].factors, ({ substance }) => substance),
    })),
    rows: pairsOf(one.rows, other.rows, ({ id }) => id).map((pair) => ({
      id: standing(pair).id,
      pair,
      brackets: pairsOf(pair.before?.brackets ?? [], pair.after?.brackets ?? [], ({ from }) => from),
    })),
    strikeRows: pairsOf(one.strikeRows, other.strikeRows, ({ id }) => id).map((pair) => ({
      id: standing(pair).id,
      pair,
    })),
  }
}

const headOf = ({ code, zh, en, isOfficial, source, bounds, stacking, claim }: RuleSet): Head => ({
  code,
  zh,
  en,
  isOfficial,
  source,
  bounds,
  stacking,
  claim,
})

function capOf(ruleSet: RuleSet, cap: (typeof CAPS)[number]): Cap | null {
  if (cap === 'second-approval') return ruleSet.secondApproval
  return cap === 'later' ? ruleSet.later : ruleSet.caps[cap]
}

function pairOf<T extends object>(before: T, after: T): Pair<T> {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof T & string>
  const fields = [...keys].filter((key) => !isSame(before[key], after[key]))
  return fields.length === 0 ? { is: 'same', before, after, fields: [] } : { is: 'changed', before, after, fields }
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || digestOf(one ?? null) === digestOf(other ?? null)

function eitherOf<T extends object>(before: T | null, after: T | null): Pair<T> {
  if (before !== null && after !== null) return pairOf(before, after)
  if (after !== null) return { is: 'added', before: null, after, fields: [] }
  if (before !== null) return { is: 'removed', before, after: null, fields: [] }
  throw new TypeError('Two of nothing are no pair')
}

/** Pairs by key. The order is the newer one; what was removed follows what it followed. The first of a key counts. */
function pairsOf<T extends object>(one: readonly T[], other: readonly T[], key: (of: T) => string): Pair<T>[] {
  const inOne = (after: T): T | null => one.find((before) => key(before) === key(after)) ?? null
  const pairs = other.map((after) => eitherOf<T>(inOne(after), after))
  const keyOf = (pair: Pair<T>): string => key(standing(pair))
  for (const [place, before] of one.entries()) {
    if (pairs.some((pair) => keyOf(pair) === key(before))) continue
    const previous = one[place - 1]
    const at = previous === undefined ? 0 : pairs.findIndex((pair) => keyOf(pair) === key(previous)) + 1
    pairs.splice(at, 0, { is: 'removed', before, after: null, fields: [] })
  }
  return pairs
}

/** What the same facts come to under two rule sets, in fen; `differenceFen` has a sign. Open points count with their least. */
export type Reassessed = { oneFen: string; otherFen: string; differenceFen: string; oneOpen: number; otherOpen: number }

/** What each of some assessments would have been under another rule set. Decisions are kept where the other set has the line. */
export function reassess(one: RuleSet, other: RuleSet, facts: readonly AssessmentFacts[]): Reassessed[] {
  return facts.map((fact) => {
    const [before, after] = [assess(one, fact), assess(other, fact)]
    return {
      oneFen: before.totalFen,
      otherFen: after.totalFen,
      differenceFen: String(BigInt(after.totalFen) - BigInt(before.totalFen)),
      oneOpen: before.open.length,
      otherOpen: after.open.length,
    }
  })
}
