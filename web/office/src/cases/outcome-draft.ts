import {
  OUTCOME_FIELDS,
  decimal,
  isAmount,
  leastCount,
  type Measure,
  type OutcomeFacts,
  type OutcomeKind,
  type Unit,
  unitsOf,
} from '#contract/outcomes.ts'
import type { Substance } from '#contract/substances.ts'
import { fenOf, plainDigits } from './decimal.ts'

/** An outcome as it is being typed. */
export type OutcomeDraft = {
  kind: OutcomeKind
  happenedOn: string
  substance: Substance | ''
  weight: string
  weightAgain: string
  unit: Unit
  recordNumber: string
  count: string
  measure: Measure | ''
  money: string
}
export type DraftField = Exclude<keyof OutcomeDraft, 'kind' | 'unit'>
/** What keeps a draft from being an outcome, by field. */
export type DraftWrong = Partial<
  Record<DraftField, 'missing' | 'notDecimal' | 'notWhole' | 'differs' | 'notCount' | 'tooFew' | 'notMoney' | 'future'>
>

/** A draft of a kind; a correction begins with everything but the figures, which come from the record again. */
export function draftFrom(facts: OutcomeFacts | null, today: string): OutcomeDraft {
  return {
    kind: facts?.kind ?? 'seizure',
    happenedOn: facts?.happenedOn ?? today,
    substance: facts?.substance ?? '',
    weight: '',
    weightAgain: '',
    unit: facts?.unit ?? 'g',
    recordNumber: facts?.recordNumber ?? '',
    count: '',
    measure: facts?.measure ?? '',
    money: '',
  }
}

/** What a draft says, or what is wrong with it. `today` is the day in Sanya. */
export function factsFrom(
  draft: OutcomeDraft,
  today: string,
): { is: 'whole'; facts: OutcomeFacts } | { is: 'wrong'; wrong: DraftWrong } {
  const has = OUTCOME_FIELDS[draft.kind]
  const weighs = has.includes('weight')
  const [weight, again, count] = [draft.weight, draft.weightAgain, draft.count].map(plainDigits) as [
    string,
    string,
    string,
  ]
  const wrong: DraftWrong = {
    ...(draft.happenedOn === '' && { happenedOn: 'missing' }),
    ...(draft.happenedOn > today && { happenedOn: 'future' }),
    ...(has.includes('substance') && draft.substance === '' && { substance: 'missing' }),
    ...(weighs && weightWrong(draft, weight, again)),
    ...(weighs && draft.recordNumber.trim() === '' && { recordNumber: 'missing' }),
    ...(has.includes('count') && countWrong(draft.kind, count)),
    ...(has.includes('measure') && draft.measure === '' && { measure: 'missing' }),
    ...(has.includes('money') && fenOf(draft.money) === null && { money: 'notMoney' }),
  }
  if (Object.keys(wrong).length > 0) return { is: 'wrong', wrong }
  const facts: OutcomeFacts = {
    kind: draft.kind,
    happenedOn: draft.happenedOn,
    substance: has.includes('substance') && draft.substance !== '' ? draft.substance : null,
    weight: weighs ? weight : null,
    unit: weighs ? unitOf(draft) : null,
    recordNumber: weighs ? draft.recordNumber.trim() : null,
    count: has.includes('count') ? Number(count) : null,
    measure: has.includes('measure') && draft.measure !== '' ? draft.measure : null,
    moneyFen: has.includes('money') ? fenOf(draft.money) : null,
  }
  return { is: 'whole', facts }
}

export function isWeight(typed: string): boolean {
  return decimal.safeParse(typed).success && /[1-9]/.test(typed)
}
export function isCount(typed: string): boolean {
  return /^[1-9]\d{0,6}$/.test(typed) && Number(typed) <= 1_000_000
}

function weightWrong(draft: OutcomeDraft, weight: string, again: string): DraftWrong {
  if (!isWeight(weight)) return { weight: 'notDecimal' }
  if (!isAmount(weight, unitOf(draft))) return { weight: 'notWhole' }
  return weight === again ? {} : { weightAgain: 'differs' }
}

function countWrong(kind: OutcomeKind, count: string): DraftWrong {
  if (!isCount(count)) return { count: 'notCount' }
  return Number(count) < leastCount(kind) ? { count: 'tooFew' } : {}
}

/** The unit that was chosen, or the only one there is for what was found. */
export function unitOf({ kind, substance, unit }: Pick<OutcomeDraft, 'kind' | 'substance' | 'unit'>): Unit {
  const units = unitsOf(kind, substance === '' ? null : substance)
  return units.includes(unit) ? unit : (units[0] ?? unit)
}
