import type { RuleDraft } from '#contract/rewards/rule-draft.ts'
import type { FaultCode, RuleFault } from '#contract/rewards/faults.ts'
import type { FaultValues } from '#contract/rewards/faults/fault.ts'
import type { Bracket } from '#contract/rewards/rule-set.ts'
import { m } from '#words/messages.js'
import { conditionWords, preconditionWords } from '../rewards/measure-words.ts'
import { quantityWords } from '../rewards/quantity-words.ts'
import { named } from '../rewards/speech.ts'
import { yuanText } from './amounts.ts'
import type { FormCode, FormFault, ShownFault } from './draft-faults.ts'
import { capWords, measureWords } from './rule-words.ts'
import { speech } from './speech-now.ts'
import { substanceName } from './substances.ts'

/** A fault as somebody says it who knows the rules and no program. */
export function faultWords(shown: ShownFault, draft: RuleDraft): string {
  return shown.is === 'form' ? formWords(shown.fault) : ruleWords(shown.fault, draft)
}

const FIELD_WORDS: Readonly<Record<string, () => string>> = {
  zh: m.rules_field_zh,
  en: m.rules_field_en,
  source: m.rules_field_source,
  code: m.rules_field_code,
  fen: m.rules_field_amount,
  minFen: m.rules_field_least,
  maxFen: m.rules_field_most,
  capFen: m.rules_field_most,
  baseFen: m.rules_field_base,
  baseUnits: m.rules_field_base_units,
  percent: m.rules_field_percent,
  from: m.rules_field_from,
  to: m.rules_field_to,
  factor: m.rules_field_factor,
  id: m.rules_field_id,
  referenceZh: m.rules_field_reference_zh,
  referenceEn: m.rules_field_reference_en,
}
/** What a field of a draft is called on the page. */
export const fieldWords = (field: string): string => (FIELD_WORDS[field] ?? m.rules_field_other)()

const FORM_WORDS: Readonly<Record<FormCode, (field: { field: string }) => string>> = {
  empty: m.rules_form_empty,
  'too-long': m.rules_form_long,
  amount: m.rules_form_amount,
  quantity: m.rules_form_quantity,
  factor: () => m.rules_form_factor(),
  count: () => m.rules_form_count(),
  code: () => m.rules_form_code(),
  id: () => m.rules_form_id(),
  'none-chosen': () => m.rules_form_none_chosen(),
  'no-brackets': () => m.rules_form_no_brackets(),
}
const formWords = ({ code, field }: FormFault): string => FORM_WORDS[code]({ field: fieldWords(field) })

/** What stands around a fault: a quantity in the unit of its row, the name of another row, and the bracket with the one before it. */
type Around = {
  said: (quantity: string) => string
  nameOf: (id: string) => string
  brackets: readonly [Bracket, Bracket] | null
}
type Sentences = { [Code in FaultCode]: (values: FaultValues[Code], around: Around) => string }

const BRACKETS = {
  gap: ({ from, to }, { said }) => m.rules_fault_gap({ from: said(from), to: said(to) }),
  overlap: ({ from, to }, { said, brackets }) =>
    brackets === null
      ? m.rules_fault_overlap_part({ from: said(from), to: said(to) })
      : m.rules_fault_overlap({ one: plainRange(brackets[0], said), other: plainRange(brackets[1], said) }),
  'not-in-order': ({ from }, { said }) => m.rules_fault_order({ from: said(from) }),
  'bracket-empty': ({ from, to }, { said }) => m.rules_fault_bracket_empty({ from: said(from), to: said(to) }),
  'begins-late': ({ from }, { said }) => m.rules_fault_begins_late({ from: said(from) }),
  'ends-early': ({ to }, { said }) => m.rules_fault_ends_early({ to: said(to) }),
  'pays-less': ({ from, fen, beforeFen }, { said }) =>
    m.rules_fault_pays_less({ from: said(from), fen: yuanText(fen), before: yuanText(beforeFen) }),
  'may-pay-less': ({ from, fen, beforeFen }, { said }) =>
    m.rules_fault_may_pay_less({ from: said(from), fen: yuanText(fen), before: yuanText(beforeFen) }),
  'range-reversed': ({ minFen, maxFen }) => m.rules_fault_reversed({ least: yuanText(minFen), most: yuanText(maxFen) }),
  'cap-below-base': ({ fen, capFen }) => m.rules_fault_cap_below({ fen: yuanText(fen), cap: yuanText(capFen) }),
  'percent-too-much': ({ percent }) => m.rules_fault_percent({ percent }),
  'percent-of-no-money': ({ measure }) => m.rules_fault_percent_money({ measure: measureWords[measure]() }),
  'above-cap': ({ fen, capFen }) => m.rules_fault_above_cap({ fen: yuanText(fen), cap: yuanText(capFen) }),
} satisfies Partial<Sentences>

const ROWS = {
  'no-rows': () => m.rules_fault_no_rows(),
  'duplicate-id': ({ id }) => m.rules_fault_duplicate_id({ id }),
  'reserved-id': ({ id }) => m.rules_fault_reserved_id({ id }),
  'replaces-nothing': ({ id }) => m.rules_fault_replaces_nothing({ id }),
  'replaces-itself': () => m.rules_fault_replaces_itself(),
  'replaces-other-kind': ({ id }, { nameOf }) => m.rules_fault_replaces_other({ row: nameOf(id) }),
  'substance-of-other-measure': ({ substance }) =>
    m.rules_fault_substance_other({ substance: substanceName(substance) }),
  'no-factor-at-all': () => m.rules_fault_no_factor_at_all(),
  'substance-without-factor': ({ substance }) => m.rules_fault_without_factor({ substance: substanceName(substance) }),
  'precondition-of-other-measure': ({ precondition }) =>
    m.rules_fault_precondition_other({ precondition: preconditionWords(speech, precondition) }),
  'precondition-twice': ({ precondition }) => m.rules_fault_twice({ what: preconditionWords(speech, precondition) }),
  'pays-nothing': () => m.rules_fault_pays_nothing(),
  'counted-twice': ({ id }, { nameOf }) => m.rules_fault_counted_twice({ row: nameOf(id) }),
  'split-matters': () => m.rules_fault_split(),
} satisfies Partial<Sentences>

const SENTENCES: Sentences = {
  ...BRACKETS,
  ...ROWS,
  'factor-twice': ({ substance }) => m.rules_fault_twice({ what: substanceName(substance) }),
  'factor-nothing': ({ substance }) => m.rules_fault_factor_nothing({ substance: substanceName(substance) }),
  'factor-of-other-table': ({ substance }) => m.rules_fault_factor_other({ substance: substanceName(substance) }),
  'cap-nothing': () => m.rules_fault_cap_nothing(),
  'cap-above': ({ other, otherFen }) => m.rules_fault_cap_above({ other: capWords[other](), fen: yuanText(otherFen) }),
  'never-reached': ({ capFen }) => m.rules_fault_never({ cap: yuanText(capFen) }),
  'no-caps': () => m.rules_fault_no_caps(),
  'condition-missing': ({ condition }) =>
    m.rules_fault_condition_missing({ condition: conditionWords(speech, condition) }),
  'condition-twice': ({ condition }) => m.rules_fault_twice({ what: conditionWords(speech, condition) }),
}

/** 10 克至 50 克, without saying which bound is in: two that overlap do so either way. */
function plainRange({ from, to }: Bracket, said: Around['said']): string {
  return to === null
    ? m.rules_range_open({ from: said(from) })
    : m.rules_range_plain({ from: said(from), to: said(to) })
}

function ruleWords(fault: RuleFault, draft: RuleDraft): string {
  // A code always comes with its own values; the type of the whole list cannot say so.
  const sentence = SENTENCES[fault.code] as (values: RuleFault['values'], around: Around) => string
  return sentence(fault.values, aroundOf(fault, draft))
}

function aroundOf({ at }: RuleFault, { rows }: RuleDraft): Around {
  const row = at.part === 'row' ? rows[at.row] : undefined
  const place = at.part === 'row' ? at.bracket : null
  const [before, here] = [row?.brackets[(place ?? 0) - 1], row?.brackets[place ?? 0]]
  return {
    said: (quantity) => (row === undefined ? quantity : quantityWords(speech, row.measure, quantity)),
    nameOf(id) {
      const other = rows.find((one) => one.id === id)
      return other === undefined || other.zh === '' ? id : named(speech, other)
    },
    brackets: place !== null && before !== undefined && here !== undefined ? [before, here] : null,
  }
}
