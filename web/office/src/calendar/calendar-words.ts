import { m } from '#words/messages.js'
import { language } from '../words/language.svelte.ts'
import type { Line } from './year.ts'
import type { RangeWrong } from './year-draft.svelte.ts'

const locale = (): string => (language.now === 'zh' ? 'zh-CN' : 'en-GB')
const instant = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** The days of the week in one letter, Monday first. */
export function weekLetters(): string[] {
  const format = new Intl.DateTimeFormat(locale(), { weekday: 'narrow', timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, index) => format.format(instant(`2026-06-0${index + 1}`)))
}

export function monthName(year: number, month: number): string {
  const format = new Intl.DateTimeFormat(locale(), { month: 'long', timeZone: 'UTC' })
  return format.format(new Date(Date.UTC(year, month - 1, 1)))
}

/** A day of a year that is known, with its day of the week: 02-14 周六. */
export function dayWithWeekday(day: string): string {
  const weekday = new Intl.DateTimeFormat(locale(), { weekday: 'short', timeZone: 'UTC' }).format(instant(day))
  return `${day.slice(5)} ${weekday}`
}

export function rangeWords({ from, to, count }: Pick<Line, 'from' | 'to' | 'count'>): string {
  if (count === 1) return dayWithWeekday(from)
  return m.calendar_range({ from: dayWithWeekday(from), to: dayWithWeekday(to), count })
}

/** Why days were not added. */
export function rangeWrongWords(wrong: RangeWrong, year: number): string {
  const words: Readonly<Record<RangeWrong, () => string>> = {
    missing: m.calendar_wrong_missing,
    order: m.calendar_wrong_order,
    year: () => m.calendar_wrong_year({ year }),
    notWeekend: m.calendar_wrong_not_weekend,
  }
  return words[wrong]()
}
