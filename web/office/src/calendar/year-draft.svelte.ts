import { SvelteMap } from 'svelte/reactivity'
import type { ExceptionalDay } from '#contract/calendar.ts'
import { daysFrom, isDay, isWeekend } from './days.ts'
import { readNotice, type ReadNotice } from './read-notice.ts'
import type { Exceptions, Line } from './year.ts'

/** Why days were not added. */
export type RangeWrong = 'missing' | 'order' | 'year' | 'notWeekend'
export type TypedYear = { days: ExceptionalDay[]; notice: string; pasted: string }
type Added = { isWorkday: boolean; name: string; from: string; to: string }

/** The calendar of one year while somebody enters it. What is said last of a day holds. */
export class YearDraft {
  readonly year: number
  readonly #days = new SvelteMap<string, { isWorkday: boolean; name: string }>()
  notice = $state('')
  pasted = $state('')

  constructor(year: number) {
    this.year = year
  }

  get exceptions(): Exceptions {
    return this.#days
  }

  /** All days, in the order of time, as they are sent. */
  get days(): ExceptionalDay[] {
    return [...this.#days].map(([day, said]) => ({ day, ...said })).toSorted((a, b) => (a.day < b.day ? -1 : 1))
  }

  /** Adds all days of a range, or says why not. */
  add({ isWorkday, name, from, to }: Added): RangeWrong | null {
    if (!isDay(from) || !isDay(to)) return 'missing'
    if (from > to) return 'order'
    if (![from, to].every((day) => day.startsWith(`${this.year}-`))) return 'year'
    const days = daysFrom(from, to)
    if (isWorkday && !days.every(isWeekend)) return 'notWeekend'
    for (const day of days) this.#days.set(day, { isWorkday, name })
    return null
  }

  remove({ from, to }: Line): void {
    for (const day of daysFrom(from, to)) this.#days.delete(day)
  }

  /** Takes the days out of the pasted text, and says what was found. */
  absorb(): ReadNotice {
    const read = readNotice(this.pasted, this.year)
    this.#put(read.days)
    return read
  }

  typed(): TypedYear {
    return { days: this.days, notice: this.notice, pasted: this.pasted }
  }

  giveBack({ days, notice, pasted }: TypedYear): void {
    this.#put(days)
    this.notice = notice
    this.pasted = pasted
  }

  #put(days: readonly ExceptionalDay[]): void {
    for (const { day, isWorkday, name } of days) this.#days.set(day, { isWorkday, name })
  }
}
