import type { RuleDraft } from '#contract/rewards/rule-draft.ts'
import { ruleFaults, type FaultPlace, type RuleFault } from '#contract/rewards/faults.ts'
import { ruleSet, type RuleSet } from '#contract/rewards/rule-set.ts'

/**
 * What is wrong with a draft, each with the place beside which it is said. First what is not readable yet; then, of all that is
 * readable, what contradicts itself: one unfinished row keeps nobody from hearing about the others.
 */
export type FormCode =
  | 'empty'
  | 'too-long'
  | 'amount'
  | 'quantity'
  | 'factor'
  | 'count'
  | 'code'
  | 'id'
  | 'none-chosen'
  | 'no-brackets'
export type FormFault = { code: FormCode; weight: 'must'; at: string; field: string }
export type ShownFault =
  | { is: 'form'; at: string; weight: 'must'; fault: FormFault }
  | { is: 'rule'; at: string; weight: 'must' | 'look'; fault: RuleFault }

/** Places as texts, so that a part of the page can ask for its own: `row:3`, `row:3:1` (its bracket), `factor:drugs:4`, `head`. */
export function faultsOf(draft: RuleDraft): ShownFault[] {
  const form = formFaults(draft)
  const { sound, places } = soundPart(draft, form)
  const rules = ruleFaults(sound).flatMap((fault): ShownFault[] =>
    isOfPruned(fault, draft, sound, form, places) ? [] : [shownAt(fault, inDraft(fault.at, places))],
  )
  return [...form.map((fault): ShownFault => ({ is: 'form', at: fault.at, weight: 'must', fault })), ...rules]
}

/** Whether faults of a place, or of what lies in it, are among them. */
export const faultsAt = (faults: readonly ShownFault[], at: string): ShownFault[] =>
  faults.filter((fault) => fault.at === at || fault.at.startsWith(`${at}:`))

/** The part of the editor in which a place lies: the address of its page. */
export function sectionOf(at: string): string {
  const [part = '', second = ''] = at.split(':')
  if (part === 'row') return `row-${second}`
  if (part === 'factor') return second
  return { cap: 'caps', term: 'terms', rows: 'rows', condition: 'conditions', conditions: 'conditions' }[part] ?? part
}

type Path = readonly PropertyKey[]

function formFaults(draft: RuleDraft): FormFault[] {
  const read = ruleSet.safeParse(draft)
  if (read.success) return []
  const seen = new Set<string>()
  return read.error.issues.flatMap(({ path, code }) => {
    const fault = {
      code: formCode(path, code, valueAt(draft, path)),
      weight: 'must',
      at: atPath(path),
      field: fieldOf(path),
    } as const
    const key = `${fault.at} ${fault.field}`
    if (seen.has(key)) return []
    seen.add(key)
    return [fault]
  })
}

const fieldOf = (path: Path): string => path.findLast((part) => typeof part === 'string') ?? ''

function valueAt(draft: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, part) => (at as Record<PropertyKey, unknown> | null | undefined)?.[part], draft)
}

function formCode(path: Path, issue: string, value: unknown): FormCode {
  const field = fieldOf(path)
  if (field === 'substances' || field === 'methods') return 'none-chosen'
  if (field === 'brackets') return 'no-brackets'
  if (field === 'count') return 'count'
  if (value === '' || (typeof value === 'string' && value.trim() === '')) return 'empty'
  if (issue === 'too_big') return 'too-long'
  if (/fen$/i.test(field)) return 'amount'
  if (field === 'factor') return 'factor'
  if (field === 'code') return 'code'
  return field === 'id' || field === 'replaces' ? 'id' : 'quantity'
}

function atPath([first, second, third, fourth]: Path): string {
  if (first === 'rows')
    return third === 'brackets' && fourth !== undefined
      ? `row:${String(second)}:${String(fourth)}`
      : `row:${String(second)}`
  if (first === 'strikeRows') return `strike:${String(second)}`
  if (first === 'equivalence')
    return third === 'factors' ? `factor:${String(second)}:${String(fourth)}` : `factor:${String(second)}`
  if (first === 'caps') return `cap:${String(second)}`
  if (first === 'secondApproval') return 'cap:second-approval'
  if (first === 'later') return 'cap:later'
  if (first === 'notify' || first === 'claimWithin') return `term:${first}`
  if (first === 'collect') return 'term:collect'
  if (first === 'conditions') return `condition:${String(second)}`
  return first === 'excluded' ? `excluded:${String(second)}` : 'head'
}

/** What a fault of the row alone does not spoil: its brackets can still be compared. */
const STAND_IN_FIELDS = ['zh', 'en', 'source', 'fen', 'minFen', 'maxFen', 'capFen', 'baseFen', 'baseUnits', 'percent']
const isComparable = (faults: readonly FormFault[]): boolean =>
  faults.every(({ field }) => STAND_IN_FIELDS.includes(field))

/** A row with something that can be read in place of what cannot; its amounts say nothing then. */
function readable(row: RuleSet['rows'][number], place: number, form: readonly FormFault[]): RuleSet['rows'][number] {
  if (faultsIn(form, `row:${place}`).length === 0) return row
  const brackets = row.brackets.map((bracket, index) =>
    faultsIn(form, `row:${place}:${index}`).length === 0 ? bracket : { ...bracket, pay: { kind: 'none' as const } },
  )
  return { ...row, zh: row.zh || row.id, en: row.en || row.id, source: row.source || row.id, brackets }
}
/** What depends on amounts, which are not asked of a row of which some cannot be read. */
const OF_AMOUNTS: readonly RuleFault['code'][] = [
  'pays-nothing',
  'pays-less',
  'may-pay-less',
  'split-matters',
  'counted-twice',
  'above-cap',
  'never-reached',
]

/** Places of what is left, in the draft. */
type Places = { rows: number[]; strikeRows: number[]; factors: Record<keyof RuleSet['equivalence'], number[]> }

/** The draft without what is not readable: a rule set of the right form. */
function soundPart(draft: RuleDraft, form: readonly FormFault[]): { sound: RuleSet; places: Places } {
  const isWhole = (at: string): boolean => faultsIn(form, at).length === 0
  const kept = (count: number, at: string): number[] =>
    Array.from({ length: count }, (_, i) => i).filter((i) => isWhole(`${at}:${i}`))
  const only = <T>(all: readonly T[], places: readonly number[]): T[] =>
    all.filter((_, index) => places.includes(index))
  const { drugs, precursors, seeds } = draft.equivalence
  const table = (one: typeof drugs, places: number[]) => ({ ...one, factors: only(one.factors, places) })
  const places: Places = {
    rows: draft.rows.flatMap((_, place) => (isComparable(faultsIn(form, `row:${place}`)) ? [place] : [])),
    strikeRows: kept(draft.strikeRows.length, 'strike'),
    factors: {
      drugs: kept(drugs.factors.length, 'factor:drugs'),
      precursors: kept(precursors.factors.length, 'factor:precursors'),
      seeds: kept(seeds.factors.length, 'factor:seeds'),
    },
  }
  const cap = <T>(one: T, name: string): T | null => (isWhole(`cap:${name}`) ? one : null)
  const sound: RuleSet = {
    ...draft,
    caps: {
      report: cap(draft.caps.report, 'report'),
      case: cap(draft.caps.case, 'case'),
      year: cap(draft.caps.year, 'year'),
    },
    secondApproval: cap(draft.secondApproval, 'second-approval'),
    later: cap(draft.later, 'later'),
    rows: places.rows.flatMap((place) => {
      const row = draft.rows[place]
      return row === undefined ? [] : [readable(row, place, form)]
    }),
    strikeRows: only(draft.strikeRows, places.strikeRows),
    equivalence: {
      drugs: table(drugs, places.factors.drugs),
      precursors: table(precursors, places.factors.precursors),
      seeds: table(seeds, places.factors.seeds),
    },
  }
  return { sound, places }
}

const faultsIn = (form: readonly FormFault[], at: string): FormFault[] =>
  form.filter((fault) => fault.at === at || fault.at.startsWith(`${at}:`))

/** The place of a fault in the draft, of which it was found in a part. */
function inDraft(at: FaultPlace, places: Places): FaultPlace {
  if (at.part === 'row') return { ...at, row: places.rows[at.row] ?? at.row }
  if (at.part === 'strike-row') return { ...at, row: places.strikeRows[at.row] ?? at.row }
  return at.part === 'factor' ? { ...at, factor: places.factors[at.table][at.factor] ?? at.factor } : at
}

const shownAt = (fault: RuleFault, at: FaultPlace): ShownFault => ({
  is: 'rule',
  at: placeText(at),
  weight: fault.weight,
  fault: { ...fault, at },
})

function placeText(at: FaultPlace): string {
  if (at.part === 'row') return at.bracket === null ? `row:${at.row}` : `row:${at.row}:${at.bracket}`
  if (at.part === 'strike-row') return `strike:${at.row}`
  if (at.part === 'factor') return `factor:${at.table}:${at.factor}`
  return at.part === 'cap' ? `cap:${at.cap}` : at.part
}

/** Whether a fault is there only because what is not readable was left out. */
function isOfPruned(
  { code, values, at }: RuleFault,
  draft: RuleDraft,
  sound: RuleSet,
  form: readonly FormFault[],
  places: Places,
): boolean {
  if (
    at.part === 'row' &&
    OF_AMOUNTS.includes(code) &&
    faultsIn(form, `row:${places.rows[at.row] ?? at.row}`).length > 0
  )
    return true
  if (code === 'no-rows') return draft.rows.length > 0
  if (code === 'replaces-nothing') return draft.rows.some(({ id }) => id === values.id)
  if (code === 'no-factor-at-all' || code === 'substance-without-factor') return hasPrunedFactors(draft, sound)
  if (code === 'no-caps' || code === 'never-reached') return draft.caps.report !== sound.caps.report
  return false
}

const hasPrunedFactors = (draft: RuleDraft, sound: RuleSet): boolean =>
  (['drugs', 'precursors', 'seeds'] as const).some(
    (table) => draft.equivalence[table].factors.length !== sound.equivalence[table].factors.length,
  )
