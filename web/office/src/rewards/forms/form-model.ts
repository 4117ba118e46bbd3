/**
 * A form of the office as values: what stands where, and nothing of how it is drawn. Paper on the screen and the .docx are
 * both made of it, so they cannot say different things.
 */
export type FormModel = {
  title: string
  /** On A4 lying: a list with many columns. */
  isWide?: boolean
  /** Over the table, beside one another. */
  above: readonly string[]
  /** A letter has words before its table: the first to whom, then paragraphs. */
  address: string | null
  paragraphs: readonly string[]
  /** A table of twelve columns; the spans of each row add up to them. */
  rows: readonly (readonly FormCell[])[]
  /** Paragraphs after the table. */
  after: readonly string[]
  /** At the right, under everything: who, with a place for the seal, and the day. */
  closing: readonly string[]
  /** Below, small. */
  notes: readonly string[]
}

export const COLUMNS = 12
/** `sign`: its last line stands at the right, with room above for a pen or a seal. */
export type FormCell = { is: 'head' | 'text' | 'amount' | 'sign'; span: number; lines: readonly string[] }

const LABEL = 2
const cell =
  (is: FormCell['is']) =>
  (span: number, ...lines: readonly string[]): FormCell => ({ is, span, lines })
export const head = cell('head')
export const text = cell('text')
export const amount = cell('amount')
export const sign = cell('sign')

/** A label with what belongs to it, over the whole width. */
export const field = (label: string, ...lines: readonly string[]): FormCell[] => [
  head(LABEL, label),
  text(COLUMNS - LABEL, ...lines),
]

/** Two labels with what belongs to them. */
export const fields = (one: readonly [string, string], other: readonly [string, string]): FormCell[] =>
  [one, other].flatMap(([label, line]) => [head(LABEL, label), text(COLUMNS / 2 - LABEL, line)])
