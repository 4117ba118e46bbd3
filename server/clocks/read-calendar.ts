import { CALENDAR_ALARM_FROM, type CalendarState } from '#contract/calendar.ts'
import type { Database } from '#db/connect.ts'
import type { Who } from '../http/serve.ts'
import { dayInSanya } from '../tips/day.ts'
import { deedOf } from './read-deadlines.ts'
import { selectDrafts, selectProvisional, selectYears } from './store-calendar.ts'

/** The published years, first entries that wait, and what is missing. The days of a first entry only to who made it. */
export async function calendarState(db: Database, who: Who): Promise<CalendarState> {
  const today = dayInSanya(new Date())
  const [years, drafts, provisional] = await Promise.all([
    selectYears(db),
    selectDrafts(db, who.staff),
    selectProvisional(db),
  ])
  return {
    today,
    years: years.map(({ published, enterer, verifier }) => ({
      year: published.year,
      version: published.version,
      sourceDoc: published.sourceDoc,
      days: published.days,
      entered: deedOf(enterer, published.enteredAt),
      verified: deedOf(verifier, published.verifiedAt),
    })),
    drafts: drafts.map(({ year, sourceDoc, by, enteredAt, days }) => ({
      year,
      sourceDoc,
      entered: { by, at: enteredAt.toISOString() },
      days,
    })),
    missing: missingYears(
      today,
      years.map(({ published }) => published.year),
      provisional.years,
    ),
    provisional: provisional.held,
  }
}

/** The years without a calendar that should have one: this year, from 1 November the next, and those in which clocks are due. */
export function missingYears(today: string, published: readonly number[], dueIn: readonly number[]): number[] {
  const year = Number(today.slice(0, 4))
  const wanted = new Set([year, ...(today.slice(5) >= CALENDAR_ALARM_FROM ? [year + 1] : []), ...dueIn])
  return [...wanted].filter((each) => !published.includes(each)).toSorted((one, other) => one - other)
}
