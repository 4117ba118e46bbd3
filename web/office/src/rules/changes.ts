import type { Pair, RuleSetComparison } from '#contract/rewards/compare.ts'
import type { HoldsForCollecting, RuleRow, RuleSet, StrikeRow, Term } from '#contract/rewards/rule-set.ts'
import { m } from '#words/messages.js'
import { conditionWords, certaintyWords, preconditionWords } from '../rewards/measure-words.ts'
import { amountWords } from '../rewards/quantity-words.ts'
import { named } from '../rewards/speech.ts'
import type { Cap } from './caps.ts'
import { boundsOf, payText, rangeText } from './pay-text.ts'
import {
  boundsWords,
  capWords,
  claimWords,
  forWords,
  measureWords,
  stackingWords,
  tableWords,
  termUnitWords,
  termWords,
  wayWords,
} from './rule-words.ts'
import { speech } from './speech-now.ts'
import { strikeAmount } from './strike-amount.ts'
import { substanceName, type Table } from './substances.ts'

/** One thing that differs between two rule sets, in words: what it is, what it said, what it says. Null where it is not there. */
export type Change = { part: string; what: string; before: string | null; after: string | null }

/** Everything that differs, in the order of the document; what is the same is left out. */
export function changesOf(comparison: RuleSetComparison, before: RuleSet, after: RuleSet): Change[] {
  const { head, caps, terms, collect, conditions, excluded, factors, rows, strikeRows } = comparison
  return [
    ...headChanges(head),
    ...conditions.flatMap((pair) =>
      eitherOf(m.rules_part_conditions(), pair, ({ condition }) => conditionWords(speech, condition), sourceText),
    ),
    ...excluded.flatMap((pair) => eitherOf(m.rules_part_excluded(), pair, (one) => named(speech, one), sourceText)),
    ...rows.flatMap((row) => rowChanges(row, before, after)),
    ...factors.flatMap(({ table, pairs }) => factorChanges(table, pairs)),
    ...caps.flatMap(({ cap, pair }) => eitherOf(m.rules_part_caps(), pair, () => capWords[cap](), capText)),
    ...terms.flatMap(({ term, pair }) => eitherOf(m.rules_part_terms(), pair, () => termWords[term](), termText)),
    ...eitherOf(m.rules_part_terms(), collect, m.rules_part_collect, collectText),
    ...strikeRows.flatMap(({ pair }) => eitherOf(m.rules_part_strike(), pair, (row) => named(speech, row), strikeText)),
  ]
}

const sourceText = (one: { source: string; certainty: Cap['certainty'] }): string =>
  m.rules_change_source({ source: one.source, mark: certaintyWords(speech, one.certainty).mark })
const capText = (cap: Cap): string => `${amountWords(speech, cap.fen)}${m.rules_change_of({ source: sourceText(cap) })}`
const termText = (term: Term): string =>
  `${m.rules_term({ count: term.count, unit: termUnitWords[term.unit]() })}${m.rules_change_of({ source: sourceText(term) })}`
const collectText = ({ methods, needsId, source, certainty }: HoldsForCollecting): string => {
  const ways = methods.map((way) => wayWords[way]()).join(m.rules_list_and())
  const isSaid = source !== undefined && certainty !== undefined
  const said = isSaid ? m.rules_change_of({ source: sourceText({ source, certainty }) }) : ''
  return `${ways}${m.rules_semicolon()}${needsId ? m.rules_collect_id() : m.rules_collect_no_id()}${said}`
}
const strikeText = (row: StrikeRow): string =>
  `${forWords[row.for]()} ${strikeAmount(row)}${m.rules_change_of({ source: sourceText(row) })}`

function eitherOf<T>(part: string, pair: Pair<T>, name: (of: T) => string, text: (of: T) => string): Change[] {
  if (pair.is === 'same') return []
  const one = (pair.after ?? pair.before) as T
  const said = (of: T | null): string | null => (of === null ? null : text(of))
  return [{ part, what: name(one), before: said(pair.before), after: said(pair.after) }]
}

function headChanges(pair: RuleSetComparison['head']): Change[] {
  if (pair.before === null || pair.after === null) return []
  const { before, after } = pair
  const said: Readonly<Record<(typeof pair.fields)[number], (of: typeof before) => string>> = {
    code: ({ code }) => code,
    zh: ({ zh }) => zh,
    en: ({ en }) => en,
    isOfficial: ({ isOfficial }) => (isOfficial ? m.rules_is_official() : m.rules_not_official()),
    source: ({ source }) => source,
    bounds: ({ bounds }) => boundsWords[bounds](),
    stacking: ({ stacking }) => stackingWords[stacking](),
    claim: ({ claim }) => claimWords[claim](),
  }
  const names: Readonly<Record<(typeof pair.fields)[number], () => string>> = {
    code: m.rules_field_code,
    zh: m.rules_field_zh,
    en: m.rules_field_en,
    isOfficial: m.rules_field_official,
    source: m.rules_field_document,
    bounds: m.rules_field_bounds,
    stacking: m.rules_field_stacking,
    claim: m.rules_field_claim,
  }
  // The code tells versions apart, so it always differs.
  return pair.fields
    .filter((field) => field !== 'code')
    .map((field) => ({
      part: m.rules_part_head(),
      what: names[field](),
      before: said[field](before),
      after: said[field](after),
    }))
}

function factorChanges(table: Table, pairs: RuleSetComparison['factors'][number]['pairs']): Change[] {
  const part = tableWords[table]()
  return pairs.flatMap((pair) =>
    eitherOf(
      part,
      pair,
      ({ substance }) => substanceName(substance),
      (one) => `${one.factor}${m.rules_change_of({ source: sourceText(one) })}`,
    ),
  )
}

function rowChanges({ pair, brackets }: RuleSetComparison['rows'][number], before: RuleSet, after: RuleSet): Change[] {
  if (pair.is === 'same') return []
  const part = named(speech, pair.after ?? pair.before)
  if (pair.is === 'added')
    return [{ part, what: m.rules_change_row(), before: null, after: wholeRow(pair.after, after) }]
  if (pair.is === 'removed')
    return [{ part, what: m.rules_change_row(), before: wholeRow(pair.before, before), after: null }]
  const { before: one, after: other, fields } = pair
  const rest = fields
    .filter((field) => field !== 'brackets' && field !== 'id')
    .map((field) => ({
      part,
      what: rowFieldWords(field),
      before: rowField(one, field, before),
      after: rowField(other, field, after),
    }))
  const changed = brackets.flatMap((bracket): Change[] => {
    if (bracket.is === 'same') return []
    const text = (row: RuleRow, rules: RuleSet, of: RuleRow['brackets'][number] | null): string | null =>
      of === null
        ? null
        : `${rangeText(row.measure, of, boundsOf(row, rules))}${m.rules_colon()}${payText(of.pay, row.measure)}`
    const shown = bracket.after ?? bracket.before
    const row = bracket.after === null ? one : other
    const what = rangeText(row.measure, shown, boundsOf(row, bracket.after === null ? before : after))
    return [{ part, what, before: text(one, before, bracket.before), after: text(other, after, bracket.after) }]
  })
  return [...rest, ...changed]
}

const wholeRow = (row: RuleRow, rules: RuleSet): string =>
  row.brackets
    .map(
      (one) => `${rangeText(row.measure, one, boundsOf(row, rules))}${m.rules_colon()}${payText(one.pay, row.measure)}`,
    )
    .join(m.rules_semicolon())

type RowField = keyof RuleRow
function rowFieldWords(field: RowField): string {
  const words: Partial<Record<RowField, () => string>> = {
    zh: m.rules_field_zh,
    en: m.rules_field_en,
    measure: m.rules_field_measure,
    substances: m.rules_field_substances,
    per: m.rules_field_per,
    bounds: m.rules_field_bounds,
    preconditions: m.rules_field_preconditions,
    replaces: m.rules_field_replaces,
    source: m.rules_field_source,
    certainty: m.rules_field_certainty,
  }
  return (words[field] ?? m.rules_field_other)()
}

function rowField(row: RuleRow, field: RowField, rules: RuleSet): string {
  const list = (all: readonly string[]): string => (all.length === 0 ? m.rules_nothing() : all.join(m.rules_list_and()))
  const said: Partial<Record<RowField, () => string>> = {
    measure: measureWords[row.measure],
    substances: () => (row.substances === null ? m.rules_all_substances() : list(row.substances.map(substanceName))),
    per: row.per === 'total' ? m.rules_per_total : m.rules_per_finding,
    bounds: () =>
      row.bounds === null ? m.rules_bounds_as_set({ bounds: boundsWords[rules.bounds]() }) : boundsWords[row.bounds](),
    preconditions: () => list(row.preconditions.map((one) => preconditionWords(speech, one))),
    replaces: () => list(rules.rows.filter(({ id }) => row.replaces.includes(id)).map((one) => named(speech, one))),
    certainty: () => certaintyWords(speech, row.certainty).mark,
  }
  return said[field]?.() ?? String(row[field])
}
