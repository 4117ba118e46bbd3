import { WHOLE_SHARE, type AssessmentFacts, type Finding } from './assessment.ts'
import type { Asked, NumberField, SubstanceRow } from './estimate-form.ts'
import { PRECONDITIONS, type DeclaredMeasure } from './rule-set.ts'

const KIND_OF_ROW = { substance: 'seizure', precursor: 'precursors', seed: 'seeds' } as const satisfies Record<
  SubstanceRow,
  Finding['kind']
>
type Counted = Exclude<NumberField, 'mu' | 'money' | 'manufacture' | 'wanted'>
const KIND_OF_NUMBER: Readonly<Record<Counted, Pick<Finding, 'kind' | 'measure'>>> = {
  growers: { kind: 'growers', measure: null },
  users: { kind: 'users', measure: 'other' },
  compulsory: { kind: 'users', measure: 'compulsory' },
  gathering: { kind: 'gathering', measure: null },
  drivers: { kind: 'drivers', measure: null },
  sites: { kind: 'site', measure: null },
  venues: { kind: 'venue', measure: 'banned' },
  arrests: { kind: 'arrest', measure: null },
  parcels: { kind: 'parcels', measure: null },
  vehicles: { kind: 'vehicles', measure: null },
  firearms: { kind: 'firearms', measure: null },
  ammunition: { kind: 'ammunition', measure: null },
}
const EMPTY: Omit<Finding, 'id' | 'kind'> = {
  substance: null,
  weight: null,
  unit: null,
  count: null,
  measure: null,
  moneyFen: null,
}

/** Findings of an estimate have ids that say only their place. */
const idAt = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`

/**
 * What somebody asked about, as facts of an assessment. It is taken that the case was filed and cracked, that the suspect was
 * caught and users are new, that nothing was paid before, and that this report alone led there.
 */
export function factsOf(asked: Asked): AssessmentFacts {
  const findings = [
    ...asked.substances.map(({ row, substance, amount, unit }) => ({
      ...EMPTY,
      kind: KIND_OF_ROW[row],
      substance,
      weight: amount,
      unit,
    })),
    ...asked.numbers.flatMap(findingOf),
  ].map((finding, index) => ({ id: idAt(index), ...finding }))
  return {
    findings,
    declared: declaredOf(asked).map((one, index) => ({ id: idAt(1000 + index), number: null, ...one })),
    preconditions: Object.fromEntries(PRECONDITIONS.map((name) => [name, true])) as AssessmentFacts['preconditions'],
    place: asked.later ? 'later' : 'first',
    share: WHOLE_SHARE,
    decisions: [],
    takenFen: { case: '0', year: '0' },
  }
}

function findingOf({ field, value }: Asked['numbers'][number]): Omit<Finding, 'id'>[] {
  if (field === 'manufacture' || field === 'wanted') return []
  if (field === 'mu') return [{ ...EMPTY, kind: 'growing', weight: value, unit: 'mu' }]
  if (field === 'money') return [{ ...EMPTY, kind: 'money', moneyFen: fenOf(value) }]
  return [{ ...EMPTY, ...KIND_OF_NUMBER[field], count: Number(value) }]
}

function fenOf(yuan: string): string {
  const [whole = '', fraction = ''] = yuan.split('.')
  return (BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'))).toString()
}

type PutForward = { measure: DeclaredMeasure; count: number }

function declaredOf({ numbers, special }: Asked): PutForward[] {
  const named = numbers.flatMap(({ field, value }): PutForward[] => {
    if (field === 'wanted') return [{ measure: 'wanted', count: Number(value) }]
    return field === 'manufacture' ? [{ measure: 'manufacture-lead', count: Number(value) }] : []
  })
  return special ? [...named, { measure: 'special', count: 1 }] : named
}
