import { inject } from 'vitest'
import fc from 'fast-check'
import postgres from 'postgres'
import { LegalHoliday } from 'tyme4ts'
import { isWorkday } from 'chinese-days'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLOCK_OF_STAGE } from '#contract/clocks.ts'
import { FIGURES } from '#contract/deadlines.ts'
import { STAGES } from '#contract/stages.ts'
import { freshDatabase, type TestDatabase } from '../server/database.ts'

/** Neither the zone of the process nor that of the connection may move a day: both are as far from Sanya as there is. */
const FAR = 'Pacific/Apia'
const YEARS = ['2025-01-01', '2026-12-31'] as const

let database: TestDatabase
let sql: postgres.Sql
/** The other source: worked or not, by day, as `chinese-days` says where it says it right. */
const other = new Map<string, boolean>()

beforeAll(async () => {
  process.env['TZ'] = 'Asia/Shanghai'
  for (const day of daysBetween(...YEARS)) other.set(day, isWorkday(day))
  process.env['TZ'] = FAR
  database = await freshDatabase(inject('templateUrl'))
  sql = postgres(database.officeUrl, { max: 1, onnotice: () => {}, connection: { TimeZone: FAR } })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

function daysBetween(first: string, last: string): string[] {
  const days: string[] = []
  for (let day = first; day <= last; day = plus(day, 1)) days.push(day)
  return days
}
const plus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

const added = async (day: string, days: number): Promise<[dueOn: string, provisional: boolean]> => {
  const [row] = await sql`select due_on::text, provisional from add_working_days(${day}::date, ${days})`
  return [String(row?.['due_on']), row?.['provisional'] === true]
}
const between = async (one: string, two: string): Promise<number> => {
  const [row] = await sql`select working_days_between(${one}::date, ${two}::date) as days`
  return Number(row?.['days'])
}

test('the calendar that ships says of all 730 days what two independent sources say', async () => {
  const rows =
    await sql`select day::text, is_workday(day) as works from (select date '2025-01-01' + n as day from generate_series(0, 729) n) d`
  const ours = rows.map((row) => [String(row['day']), row['works'] === true] as const)
  expect(ours).toEqual([...other])
  expect(ours).toEqual(
    daysBetween(...YEARS).map((day) => {
      const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
      const said = LegalHoliday.fromYmd(year, month, date)
      return [day, said === null ? ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) : said.isWork()]
    }),
  )
})

test.each([
  // Spring Festival 2026: off from 15 to 23 February, worked on Saturdays 14 and 28.
  ['2026-02-12', 1, '2026-02-13'],
  ['2026-02-13', 1, '2026-02-14'],
  ['2026-02-14', 1, '2026-02-24'],
  ['2026-02-12', 3, '2026-02-24'],
  ['2026-02-13', 5, '2026-02-27'],
  ['2026-02-20', 1, '2026-02-24'],
  ['2026-02-26', 2, '2026-02-28'],
  ['2026-02-27', 2, '2026-03-02'],
  // National Day 2026: off from 1 to 7 October, worked on Sunday 20 September and Saturday 10 October.
  ['2026-09-18', 1, '2026-09-20'],
  ['2026-09-18', 5, '2026-09-24'],
  ['2026-09-24', 1, '2026-09-28'],
  ['2026-09-30', 1, '2026-10-08'],
  ['2026-09-30', 3, '2026-10-10'],
  ['2026-10-09', 2, '2026-10-12'],
  ['2026-09-29', 15, '2026-10-26'],
  // None at all is the day itself, or the next that is worked.
  ['2026-09-30', 0, '2026-09-30'],
  ['2026-10-01', 0, '2026-10-08'],
] as const)('%s and %i working days is %s', async (day, days, due) => {
  expect(await added(day, days)).toEqual([due, false])
})

test('whatever lies in a year without a calendar is provisional, and only that', async () => {
  expect(await added('2026-12-30', 1)).toEqual(['2026-12-31', false])
  expect(await added('2026-12-30', 2)).toEqual(['2027-01-01', true])
  expect(await added('2026-12-31', 15)).toEqual(['2027-01-21', true])
  expect(await added('2027-06-01', 1)).toEqual(['2027-06-02', true])
  expect(await added('2024-12-30', 3)).toEqual(['2025-01-03', true])
})

const anyDay = fc.integer({ min: 0, max: 660 }).map((days) => plus(YEARS[0], days))

test('adding and counting agree with another implementation over another source', async () => {
  await fc.assert(
    fc.asyncProperty(anyDay, fc.integer({ min: 1, max: 40 }), async (day, days) => {
      let due = day
      for (let left = days; left > 0;) if (other.get((due = plus(due, 1))) === true) left--
      expect(await added(day, days)).toEqual([due, false])
      expect(await between(day, due)).toBe(days)
      expect(await between(due, day)).toBe(-daysBetween(plus(day, 1), due).filter((each) => other.get(each)).length)
      const [before] = await sql`select working_day_before(${due}::date, ${days})::text as day`
      expect(await between(String(before?.['day']), due)).toBe(days)
    }),
    { numRuns: 150 },
  )
})

test('a day in Sanya begins at four in the afternoon of the day before in Greenwich', async () => {
  const [row] =
    await sql`select sanya_day('2026-09-30T15:59:59Z')::text as before, sanya_day('2026-09-30T16:00:00Z')::text as after`
  expect(row).toEqual({ before: '2026-09-30', after: '2026-10-01' })
})

test('the database starts the clocks that the contract names, under the figures that it ships with', async () => {
  for (const stage of STAGES) {
    const [row] = await database.owner`select clock_of_stage(${stage}) as kind`
    expect([stage, row?.['kind']]).toEqual([stage, CLOCK_OF_STAGE[stage]])
  }
  const [set] = await sql`select * from deadline_sets`
  const shipped = [3, 5, 15, 5, 3, 1, 1, 3, 5, 15]
  const columns = FIGURES.map((figure) => figure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  expect(columns.map((column) => set?.[column])).toEqual(shipped)
  expect(set?.['proposed_by']).toBe(null)
})
