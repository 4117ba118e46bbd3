import type { ExceptionalDay } from '#contract/calendar.ts'
import { daysFrom, isDay, isWeekend } from './days.ts'

/** What was found in a pasted text: its days, days that cannot be of this calendar, and lines with dates that say neither off nor worked. */
export type ReadNotice = { days: ExceptionalDay[]; left: string[]; unread: string[] }

/** What a day is called where the text does not name its festival. */
export const NAMELESS = { off: '放假', worked: '调休上班' } as const

/** A word that says what the dates around it are; or a date, or two of them with 至 between. */
const TOKEN = new RegExp(
  [
    String.raw`(?<off>放假(?:调休)?|休息|休|off|holiday)`,
    String.raw`(?<on>上班|补班|班|worked|work)`,
    String.raw`(?:(?<year>\d{4})\s*[年/.-]\s*)?(?<month>\d{1,2})\s*(?<sep>[月/.-])\s*(?<day>\d{1,2})\s*[日号]?` +
      String.raw`(?:\s*(?:至|到|~|\.\.|-+|–|—+|to)\s*(?:(?:(?<year2>\d{4})\s*[年/.-]\s*)?(?<month2>\d{1,2})\s*[月/.-]\s*)?(?<day2>\d{1,2})\s*[日号]?)?`,
  ].join('|'),
  'giu',
)
const FESTIVAL = /^\s*(?:[一二三四五六七八九十]+[、.])?\s*(\p{Script=Han}{2,8})\s*:/u
const WORDS = /放假|上班|休|班/u

type Token = Record<string, string | undefined>

/**
 * Reads days out of the words of the State Council's notice (「春节：2月15日至23日放假调休，共9天。2月14日上班」) or out of a
 * list (「休 2027-01-01 至 2027-01-03」). A date without a year is of the year that is entered.
 */
export function readNotice(text: string, year: number): ReadNotice {
  const found: ReadNotice = { days: [], left: [], unread: [] }
  // What stands in brackets are weekdays and days of the moon.
  const plain = text
    .normalize('NFKC')
    .replaceAll(/\([^)]*\)/gu, ' ')
    .replaceAll('调休上班', '上班')
  for (const line of plain.split('\n')) readLine(line, year, found)
  return found
}

function readLine(line: string, year: number, found: ReadNotice): void {
  const tokens = [...line.matchAll(TOKEN)].flatMap(({ groups }): Token[] => (groups ? [groups] : []))
  const dates = tokens.filter((token) => token['day'] !== undefined)
  const named = FESTIVAL.exec(line)?.[1]
  const name = named === undefined || WORDS.test(named) ? null : named
  for (const [days, isWorkday] of said(tokens, year)) take(days, { isWorkday, name }, year, found)
  const isSaid = tokens.some((token) => token['day'] === undefined)
  if (dates.length > 0 && (!isSaid || dates.some((token) => daysOf(token, year).length === 0)))
    found.unread.push(line.trim())
}

/** The days of each word of a line. In a list the word stands before its dates, in the notice behind them. */
function said(tokens: readonly Token[], year: number): [string[], boolean][] {
  const all: [string[], boolean][] = []
  const ordered = tokens[0]?.['day'] === undefined ? tokens : tokens.toReversed()
  for (const token of ordered) {
    if (token['day'] === undefined) all.push([[], token['on'] !== undefined])
    else all.at(-1)?.[0].push(...daysOf(token, year))
  }
  return all
}

function take(
  days: readonly string[],
  { isWorkday, name }: { isWorkday: boolean; name: string | null },
  year: number,
  found: ReadNotice,
): void {
  const called = name ?? (isWorkday ? NAMELESS.worked : NAMELESS.off)
  for (const day of days) {
    const isOfYear = day.startsWith(`${year}-`) && (!isWorkday || isWeekend(day))
    if (isOfYear) found.days.push({ day, isWorkday, name: called })
    else found.left.push(day)
  }
}

function daysOf(token: Token, year: number): string[] {
  const { year: y = String(year), month = '', day = '', year2 = y, month2 = month, day2 = day } = token
  // 「2-15」 could be a range as well as a date: a hyphen between month and day only with a year.
  if (token['sep'] === '-' && token['year'] === undefined) return []
  const [from, to] = [dayText(y, month, day), dayText(year2, month2, day2)]
  return isDay(from) && isDay(to) && from <= to ? daysFrom(from, to) : []
}

const dayText = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
