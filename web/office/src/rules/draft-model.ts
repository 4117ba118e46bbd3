import {
  RULE_SET_FORMAT,
  CONDITIONS,
  type Bracket,
  type Pay,
  type RuleRow,
  type RuleSet,
  type StrikeRow,
} from '#contract/rewards/rule-set.ts'
import type { RuleDraft } from '#contract/rewards/rule-draft.ts'

/** What the editor puts into a draft: pure, and never more than what a rule set may have. */

const NO_SOURCE = { source: '', certainty: 'seen' } as const

/** A rule set in which nothing is said yet but what every one needs. */
export function emptyDraft(): RuleDraft {
  const table = (referenceZh: string, referenceEn: string) => ({ referenceZh, referenceEn, factors: [] })
  return {
    format: RULE_SET_FORMAT,
    code: '',
    zh: '',
    en: '',
    isOfficial: true,
    source: '',
    bounds: 'lower-included',
    stacking: 'cumulative',
    claim: 'code',
    caps: { report: null, case: null, year: null },
    secondApproval: null,
    later: null,
    notify: { count: 15, unit: 'workday', ...NO_SOURCE },
    claimWithin: { count: 2, unit: 'month', ...NO_SOURCE },
    conditions: CONDITIONS.map((condition) => ({ condition, ...NO_SOURCE })),
    excluded: [],
    equivalence: {
      drugs: table('海洛因', 'Heroin'),
      precursors: table('麻黄碱', 'Ephedrine'),
      seeds: table('数量较大标准', 'Threshold of a considerable quantity'),
    },
    rows: [],
    strikeRows: [],
  }
}

/** A copy to work on, with a code of its own: SY-2026-1 becomes SY-2026-2. */
export function draftFrom(document: RuleSet, taken: readonly string[]): RuleDraft {
  return { ...structuredClone(document), code: nextCode(document.code, taken) }
}

/** The code with its last number counted up until it is free. */
export function nextCode(code: string, taken: readonly string[]): string {
  const [, stem = `${code}-`, last = '1'] = /^(.*?)(\d+)$/.exec(code) ?? []
  for (let number = Number(last) + 1; ; number++) {
    const next = `${stem}${number}`
    if (!taken.includes(next)) return next
  }
}

/** An id that no row has: row-1, row-2, … Ids stand in files and awards, so nobody has to think of one. */
export function freeId(stem: string, rows: readonly { id: string }[]): string {
  for (let number = 1; ; number++) {
    const id = `${stem}-${number}`
    if (!rows.some((row) => row.id === id)) return id
  }
}

export const newBracket = (from = '0'): Bracket => ({ from, to: null, pay: { kind: 'fixed', fen: '' } })

export const newRow = (rows: readonly RuleRow[]): RuleRow => ({
  id: freeId('row', rows),
  zh: '',
  en: '',
  measure: 'drugs-equivalent',
  substances: null,
  per: 'total',
  bounds: null,
  brackets: [newBracket()],
  preconditions: [],
  replaces: [],
  ...NO_SOURCE,
})

export const newStrikeRow = (rows: readonly StrikeRow[]): StrikeRow => ({
  id: freeId('strike', rows),
  zh: '',
  en: '',
  for: 'either',
  minFen: null,
  maxFen: null,
  ...NO_SOURCE,
})

/** The same bracket with pay of another kind; amounts that both kinds have are taken along. */
export function withPay(pay: Pay, kind: Pay['kind']): Pay {
  const fen = amountOf(pay)
  const capFen = 'capFen' in pay ? pay.capFen : 'maxFen' in pay ? pay.maxFen : null
  switch (kind) {
    case 'none':
      return { kind }
    case 'fixed':
      return { kind, fen }
    case 'range':
      return { kind, minFen: fen, maxFen: capFen, each: false }
    case 'per-unit':
      return { kind, fen, isProportional: false, capFen }
    case 'base-plus':
      return { kind, baseUnits: '1', baseFen: fen, fen: '', capFen }
    case 'percent':
      return { kind, percent: '', capFen }
    case 'external':
      return { kind, maxFen: capFen }
  }
}

function amountOf(pay: Pay): string {
  if (pay.kind === 'range') return pay.minFen
  if (pay.kind === 'base-plus') return pay.baseFen
  return pay.kind === 'fixed' || pay.kind === 'per-unit' ? pay.fen : ''
}

/** A list with one of its members a place up or down; as it is where there is no such place. */
export function moved<T>(all: readonly T[], index: number, by: 1 | -1): T[] {
  const [copy, other] = [[...all], index + by]
  const [one, swapped] = [copy[index], copy[other]]
  if (one === undefined || swapped === undefined) return copy
  copy[index] = swapped
  copy[other] = one
  return copy
}

/** Brackets with one more at the end, which begins where the last one ends; the end stays open. */
export function withBracket(brackets: readonly Bracket[]): Bracket[] {
  const last = brackets.at(-1)
  if (last === undefined) return [newBracket()]
  return [...brackets, newBracket(last.to ?? '')]
}
