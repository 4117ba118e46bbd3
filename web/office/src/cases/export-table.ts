import { CASE_STEPS, timesOf, type ExportRow } from '#contract/cases.ts'
import type { OutcomeFacts } from '#contract/outcomes.ts'
import { m } from '#words/messages.js'
import type { ExportCell, ExportTable } from '../exporting/table.ts'
import { categoryWords } from '../words/labels.ts'
import { kindWords, levelWords, measureWords, stepWords, substanceName, unitWords } from './case-labels.ts'
import { yuanOf } from './decimal.ts'
import { outcomeWords } from './outcome-words.ts'

/** One line a case. */
export function casesTable(cases: readonly ExportRow[]): ExportTable {
  const head = [m.col_case_number(), m.case_filed_as(), m.case_title(), m.case_level(), m.category(), m.col_case_step()]
  const steps = CASE_STEPS.map((step) => stepWords[step]())
  const rest = [m.case_officers(), m.export_tip_numbers(), m.outcomes(), m.export_waiting()]
  return { name: m.cases(), head: [...head, ...steps, ...rest], rows: cases.map(caseLine) }
}

function caseLine(one: ExportRow): ExportCell[] {
  const times = timesOf(one.entries.map(({ step, happenedAt }) => ({ step, happenedAt: new Date(happenedAt) })))
  return [
    one.number,
    one.filedAs,
    one.title,
    levelWords[one.level](),
    categoryWords[one.category](),
    stepWords[one.step](),
    ...CASE_STEPS.map((step) => (times[step] ? { instant: times[step].toISOString() } : null)),
    one.officers.map(({ name }) => name).join(m.list_comma()),
    one.tipNumbers.join(m.list_comma()),
    one.counted.map(outcomeWords).join('；'),
    one.waiting,
  ]
}

/** One line an outcome that counts. */
export function outcomesTable(cases: readonly ExportRow[]): ExportTable {
  const head = [m.col_case_number(), m.outcome_kind(), m.outcome_day(), m.substance(), m.weight(), m.weight_unit()]
  const rest = [m.record_number(), m.outcome_count(), m.outcome_measure(), m.outcome_money_yuan()]
  const rows = cases.flatMap(({ number, counted }) => counted.map((facts) => [number, ...outcomeLine(facts)]))
  return { name: m.outcomes(), head: [...head, ...rest], rows }
}

function outcomeLine(facts: OutcomeFacts): ExportCell[] {
  const { kind, happenedOn, substance, weight, unit, recordNumber, count, measure, moneyFen } = facts
  return [
    kindWords[kind](),
    { instant: `${happenedOn}T00:00:00+08:00` },
    substance && substanceName(substance),
    weight,
    unit === 'mu' || unit === 'plants' ? unitWords[unit]() : unit,
    recordNumber,
    count,
    measure && measureWords[measure](),
    moneyFen && yuanOf(moneyFen),
  ]
}
