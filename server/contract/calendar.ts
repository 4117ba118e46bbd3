import * as z from 'zod/mini'
import { id, instant, route, wholeNumber } from './route.ts'
import { day } from './triage.ts'

/** A day on which the official notice departs from Monday to Friday: off 放假, or worked 调休上班. */
export const exceptionalDay = z.object({
  day,
  isWorkday: z.boolean(),
  /** The festival, as the notice calls it: 春节. */
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(20)),
})
export type ExceptionalDay = z.output<typeof exceptionalDay>
export const MAX_EXCEPTIONAL_DAYS = 80
const days = z.array(exceptionalDay).check(z.minLength(1), z.maxLength(MAX_EXCEPTIONAL_DAYS))
/** The notice, like 国办发明电〔2025〕7号. */
const sourceDoc = z.string().check(z.trim(), z.minLength(2), z.maxLength(120))
const year = wholeNumber.check(z.gte(2025), z.lte(2099))

const isWeekend = (of: string): boolean => [0, 6].includes(new Date(`${of}T00:00:00Z`).getUTCDay())

/** Why these cannot be the exceptional days of a year, with the day, or null. A worked day must be a Saturday or Sunday. */
export function daysWrong(of: number, entered: readonly ExceptionalDay[]): string | null {
  const seen = new Set<string>()
  for (const each of entered) {
    const isUsual = each.isWorkday && !isWeekend(each.day)
    if (!each.day.startsWith(`${of}-`) || seen.has(each.day) || isUsual) return each.day
    seen.add(each.day)
  }
  return null
}

/** From this day (MM-DD) on the calendar of the next year should be there: the notice comes in autumn. */
export const CALENDAR_ALARM_FROM = '11-01'

const who = z.object({ id, name: z.string() })
const deed = z.nullable(z.object({ by: who, at: instant }))
const published = z.object({
  year: wholeNumber,
  /** Grows with each correction. */
  version: wholeNumber,
  sourceDoc: z.string(),
  days: z.array(exceptionalDay),
  /** Both null for what ships with the product. */
  entered: deed,
  verified: deed,
})
export type PublishedYear = z.output<typeof published>

/** The first entry of a year. Its days are for the eyes of who made it: the second person types blind. */
const draft = z.object({
  year: wholeNumber,
  sourceDoc: z.string(),
  entered: z.object({ by: who, at: instant }),
  /** Null unless it is mine. */
  days: z.nullable(z.array(exceptionalDay)),
})

export const readCalendar = route({
  id: 'readCalendar',
  about: 'The published years, first entries that wait for a second person, and whether a year is missing.',
  method: 'GET',
  path: '/api/calendar',
  reply: z.object({
    today: day,
    years: z.array(published),
    drafts: z.array(draft),
    /** The years that are missing: this one, from 1 November the next, and those in which a running clock is due. */
    missing: z.array(wholeNumber),
    /** Running clocks whose day is provisional 暂定; at most 1000. */
    provisional: wholeNumber,
  }),
})
export type CalendarState = z.output<typeof readCalendar.reply>

export const enterCalendar = route({
  id: 'enterCalendar',
  about: 'The first entry of a year, or of a correction of it. One’s own first entry is replaced.',
  method: 'PUT',
  path: '/api/calendar/:year/draft',
  params: z.object({ year }),
  body: z.object({ sourceDoc, days }),
})

export const verifyCalendar = route({
  id: 'verifyCalendar',
  about:
    'The second entry, typed without seeing the first. When both say the same of every day, the year is published.',
  method: 'POST',
  path: '/api/calendar/:year/verification',
  params: z.object({ year }),
  body: z.object({ days }),
  reply: z.object({
    year: wholeNumber,
    version: wholeNumber,
    /** Clocks whose day changed or is no longer provisional. */
    recounted: wholeNumber,
  }),
})

export const withdrawCalendar = route({
  id: 'withdrawCalendar',
  about: 'Takes one’s own first entry away.',
  method: 'DELETE',
  path: '/api/calendar/:year/draft',
  params: z.object({ year }),
})
