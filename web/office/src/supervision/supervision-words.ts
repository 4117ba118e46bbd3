import type { ClockKind } from '#contract/clocks.ts'
import { spanOf, stepped, type Period, type Span } from '#contract/periods.ts'
import type { District } from '#contract/places.ts'
import type { Behind, SupervisedGroup, Supervision } from '#contract/supervision.ts'
import { m } from '#words/messages.js'
import { districtWords } from '../words/labels.ts'
import { language } from '../words/language.svelte.ts'
import { NONE } from './shares.ts'

export const clockKindWords: Readonly<Record<ClockKind, () => string>> = {
  accept: m.sup_kind_accept,
  verify: m.sup_kind_verify,
  decide: m.sup_kind_decide,
  close: m.sup_kind_close,
  answer: m.sup_kind_answer,
}

export const spanWords: Readonly<Record<Span, () => string>> = {
  week: m.sup_week,
  month: m.sup_month,
  quarter: m.sup_quarter,
  year: m.sup_year,
}

export const behindWords: Readonly<Record<Behind, () => string>> = {
  received: m.sup_behind_received,
  spam: m.sup_behind_spam,
  finished: m.sup_behind_finished,
  ended: m.sup_behind_ended,
  late: m.sup_behind_late,
  open: m.sup_behind_open,
  overdue: m.sup_behind_overdue,
  paused: m.sup_behind_paused,
  'transfers-in': m.sup_behind_transfers_in,
  'transfers-out': m.sup_behind_transfers_out,
  orders: m.sup_behind_orders,
  'orders-late': m.sup_behind_orders_late,
  'orders-open': m.sup_behind_orders_open,
  'orders-overdue': m.sup_behind_orders_overdue,
}

/** Lists of what stands now, whatever the period. */
export const isOfNow = (behind: Behind): boolean =>
  ['open', 'overdue', 'paused', 'orders-open', 'orders-overdue'].includes(behind)

const BEFORE: Readonly<Record<Span | 'free', () => string>> = {
  week: m.sup_before_week,
  month: m.sup_before_month,
  quarter: m.sup_before_quarter,
  year: m.sup_before_year,
  free: m.sup_before_free,
}

/** The name of a period as people say it. */
export function periodWords(period: Period): string {
  const year = period.from.slice(0, 4)
  const month = Number(period.from.slice(5, 7))
  const span = spanOf(period)
  if (span === 'month') return m.sup_month_of({ year, month })
  if (span === 'quarter') return m.sup_quarter_of({ year, quarter: Math.ceil(month / 3) })
  return span === 'year' ? m.sup_year_of({ year }) : rangeWords(period)
}

export const rangeWords = ({ from, to }: Period): string => (from === to ? from : m.sup_range({ from, to }))

/** What it is compared with: last month, or as much of it as has gone by of this one. */
export function beforeWords({ period, before }: Pick<Supervision, 'period' | 'before'>): string {
  const name = BEFORE[spanOf(period)]()
  return before.to < stepped(period, -1).to && spanOf(period) !== 'free' ? m.sup_before_so_far({ before: name }) : name
}

/** The name of a desk, or of a district. */
export function groupWords({ key, nameZh, nameEn }: Pick<SupervisedGroup, 'key' | 'nameZh' | 'nameEn'>): string {
  return nameZh === null || nameEn === null ? districtWords[key as District]() : language.nameOf({ nameZh, nameEn })
}

/** A median of working days, to the half. */
export const daysWords = (days: number | null): string => (days === null ? NONE : m.sup_median_days({ days }))

export function hoursWords(hours: number | null): string {
  if (hours === null) return ''
  return hours < 1 ? m.sup_median_hour() : m.sup_median_hours({ hours: Math.round(hours) })
}

/** The days of a part, without a year that the head of the page tells. */
export function daysOfPart(part: Period): string {
  if (spanOf(part) === 'month' || part.from === part.to) return partWords(part)
  const { from, to } = part
  return from.slice(0, 4) === to.slice(0, 4) ? m.sup_range({ from: from.slice(5), to: to.slice(5) }) : rangeWords(part)
}

/** A part of a period for its axis: a day, the first day of a week, a month. */
export function partWords({ from, to }: Period): string {
  return spanOf({ from, to }) === 'month' ? from.slice(0, 7) : from.slice(5)
}
