import type { RuleDraft } from '#contract/rewards/rule-draft.ts'
import { m } from '#words/messages.js'
import { named } from '../../rewards/speech.ts'
import { sectionOf, type ShownFault } from '../draft-faults.ts'
import { tableWords } from '../rule-words.ts'
import { speech } from '../speech-now.ts'

/** The parts of the editor by the mark in their address, in the order of the document. */
export const SECTIONS = [
  'head',
  'conditions',
  'excluded',
  'rows',
  'drugs',
  'precursors',
  'seeds',
  'caps',
  'terms',
  'strike',
] as const
export type Section = (typeof SECTIONS)[number]

export const sectionWords: Readonly<Record<Section, () => string>> = {
  head: m.rules_part_head,
  conditions: m.rules_part_conditions,
  excluded: m.rules_part_excluded,
  rows: m.rules_part_rows,
  drugs: tableWords.drugs,
  precursors: tableWords.precursors,
  seeds: tableWords.seeds,
  caps: m.rules_part_caps,
  terms: m.rules_part_terms,
  strike: m.rules_part_strike,
}

/** What an address shows: a part, or one row of the tariff by its place; the first part where it says nothing that is there. */
export type Shown = { section: Section; row: number | null }
export function shownBy(mark: string, draft: RuleDraft): Shown {
  const [, digits] = /^row-(\d{1,3})$/.exec(mark) ?? []
  if (digits !== undefined && draft.rows[Number(digits)] !== undefined) return { section: 'rows', row: Number(digits) }
  if (digits !== undefined) return { section: 'rows', row: null }
  return { section: SECTIONS.find((section) => section === mark) ?? 'head', row: null }
}

/** How many faults of each weight lie in a part; `mark` is that of the part, or of a row. */
export function countIn(faults: readonly ShownFault[], mark: string): { must: number; look: number } {
  const here = faults.filter(({ at }) => sectionOf(at) === mark)
  const must = here.filter(({ weight }) => weight === 'must').length
  return { must, look: here.length - must }
}

export const rowName = (draft: RuleDraft, index: number): string => {
  const row = draft.rows[index]
  return row === undefined || row.zh === '' ? m.rules_row_number({ number: index + 1 }) : named(speech, row)
}
