import * as z from 'zod/mini'
import { id, instant } from './route.ts'
import { DRUG_CODES, PRECURSOR_CODES, SEED_CODES, SEEDLINGS, SUBSTANCES, type Substance } from './substances.ts'
import { day } from './triage.ts'

/** 战果: what a case brought. Each kind has its own fields; the table below says which, and the database holds it. */
export const OUTCOME_KINDS = [
  'seizure', // 缴获毒品
  'precursors', // 缴获易制毒化学品
  'seeds', // 查获毒品原植物种子、幼苗
  'growing', // 铲除非法种植毒品原植物，按面积
  'arrest', // 抓获犯罪嫌疑人
  'growers', // 抓获种植人员
  'users', // 查获吸毒人员
  'gathering', // 查处聚众吸毒，一起一条
  'drivers', // 查获毒驾人员
  'site', // 捣毁制毒窝点
  'venue', // 查处涉毒场所
  'parcels', // 截获涉毒寄递
  'vehicles', // 查扣车辆
  'firearms', // 缴获枪支
  'ammunition', // 缴获弹药
  'money', // 查扣毒资
] as const
export type OutcomeKind = (typeof OUTCOME_KINDS)[number]

export const UNITS = ['g', 'kg', 'mu', 'plants'] as const // 克 千克 亩 株
export type Unit = (typeof UNITS)[number]
/** What became of users found, and of a venue. */
export const USER_MEASURES = ['compulsory', 'community', 'detention', 'other'] as const // 强制隔离戒毒 社区戒毒 行政拘留 其他
export const VENUE_MEASURES = ['banned', 'suspended', 'corrected'] as const // 取缔 停业整顿 责令整改
export const MEASURES = [...USER_MEASURES, ...VENUE_MEASURES] as const
export type Measure = (typeof MEASURES)[number]

type Field = 'substance' | 'weight' | 'count' | 'measure' | 'money'
/** The fields that a kind has; all of them must be there, and no other. A weight brings its record number 称量笔录/鉴定. */
export const OUTCOME_FIELDS: Readonly<Record<OutcomeKind, readonly Field[]>> = {
  seizure: ['substance', 'weight'],
  precursors: ['substance', 'weight'],
  seeds: ['substance', 'weight'],
  growing: ['weight'],
  arrest: ['count'],
  growers: ['count'],
  users: ['count', 'measure'],
  gathering: ['count'],
  drivers: ['count'],
  site: ['count'],
  venue: ['count', 'measure'],
  parcels: ['count'],
  vehicles: ['count'],
  firearms: ['count'],
  ammunition: ['count'],
  money: ['money'],
}

/** The substances of a kind; none where it has no substance. */
export const SUBSTANCES_OF: Readonly<Partial<Record<OutcomeKind, readonly Substance[]>>> = {
  seizure: DRUG_CODES,
  precursors: PRECURSOR_CODES,
  seeds: SEED_CODES,
}

/** How many people make a gathering 聚众 (三人以上). */
export const GATHERING_FROM = 3

/** In what the weight of a kind is measured. What is grown is measured as an area, seedlings are counted. */
export function unitsOf(kind: OutcomeKind, substance: Substance | null): readonly Unit[] {
  if (!OUTCOME_FIELDS[kind].includes('weight')) return []
  if (kind === 'growing') return ['mu']
  return (SEEDLINGS as readonly (Substance | null)[]).includes(substance) ? ['plants'] : ['g', 'kg']
}

/** An exact decimal without sign, at most nine digits before and four after the point, no leading or trailing zeros too many. */
export const decimal = z.string().check(z.regex(/^(0|[1-9]\d{0,8})(\.\d{1,4})?$/))

export const count = z.int().check(z.gte(1), z.lte(1_000_000))
/** A sum in whole fen, as text. */
export const fen = z.string().check(z.regex(/^[1-9]\d{0,14}$/))

/** What an outcome says. `moneyFen` is whole fen as text. */
export const outcomeFacts = z.object({
  kind: z.enum(OUTCOME_KINDS),
  happenedOn: day,
  substance: z.nullable(z.enum(SUBSTANCES)),
  weight: z.nullable(decimal),
  unit: z.nullable(z.enum(UNITS)),
  /** Number of the weighing record or expert report. */
  recordNumber: z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(60))),
  count: z.nullable(count),
  measure: z.nullable(z.enum(MEASURES)),
  moneyFen: z.nullable(fen),
})
export type OutcomeFacts = z.output<typeof outcomeFacts>

/** The fields of an outcome that are missing, or that its kind does not have; empty when it is whole. */
export function wrongFields(facts: OutcomeFacts): string[] {
  const has = OUTCOME_FIELDS[facts.kind]
  const wanted: Readonly<Record<Exclude<keyof OutcomeFacts, 'kind' | 'happenedOn'>, boolean>> = {
    substance: has.includes('substance'),
    weight: has.includes('weight'),
    unit: has.includes('weight'),
    recordNumber: has.includes('weight'),
    count: has.includes('count'),
    measure: has.includes('measure'),
    moneyFen: has.includes('money'),
  }
  const present = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
    (field) => (facts[field] !== null) !== wanted[field],
  )
  const isWrongSubstance = facts.substance !== null && !(SUBSTANCES_OF[facts.kind] ?? []).includes(facts.substance)
  const measures: readonly Measure[] = facts.kind === 'users' ? USER_MEASURES : VENUE_MEASURES
  const isWrongMeasure = facts.measure !== null && !measures.includes(facts.measure)
  const isWrongUnit = facts.unit !== null && !unitsOf(facts.kind, facts.substance).includes(facts.unit)
  return [
    ...present,
    ...(isWrongSubstance ? ['substance'] : []),
    ...(isWrongMeasure ? ['measure'] : []),
    ...(isWrongUnit ? ['unit'] : []),
    ...(facts.weight !== null && !isAmount(facts.weight, facts.unit) ? ['weight'] : []),
    ...(facts.count !== null && facts.count < leastCount(facts.kind) ? ['count'] : []),
  ]
}

/** Whether a decimal is more than nothing, and whole where plants are counted. */
export const isAmount = (weight: string, unit: Unit | null): boolean =>
  /[1-9]/.test(weight) && (unit !== 'plants' || !weight.includes('.'))

/** The least number that a kind takes. */
export const leastCount = (kind: OutcomeKind): number => (kind === 'gathering' ? GATHERING_FROM : 1)

const who = z.object({ id, name: z.string() })
export const outcome = z.object({
  id,
  facts: outcomeFacts,
  /** The entry that this one replaces. A void correction takes it away and puts nothing in its place. */
  corrects: z.nullable(id),
  isVoid: z.boolean(),
  enteredBy: who,
  enteredAt: instant,
  confirmed: z.nullable(z.object({ by: who, at: instant })),
})
export type Outcome = z.output<typeof outcome>

/**
 * How an entry stands. Corrections form a chain, each entry corrected once at most; what holds is the newest one that is
 * confirmed, so whatever comes before it is replaced, also an entry whose own correction was never confirmed.
 */
export type Standing = 'counted' | 'waiting' | 'replaced' | 'void'
/** An entry as far as its standing depends on it. */
export type Stands = Pick<Outcome, 'id' | 'corrects' | 'isVoid' | 'confirmed'>
export function standingOf(one: Stands, all: readonly Stands[]): Standing {
  if (isReplaced(one, all)) return 'replaced'
  if (one.confirmed === null) return 'waiting'
  return one.isVoid ? 'void' : 'counted'
}

function isReplaced(one: Stands, all: readonly Stands[]): boolean {
  const correction = all.find((other) => other.corrects === one.id)
  return correction !== undefined && (correction.confirmed !== null || isReplaced(correction, all))
}
