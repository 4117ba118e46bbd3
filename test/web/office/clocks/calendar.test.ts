import { expect, test } from 'vitest'
import { daysFrom, isDay } from '../../../../web/office/src/calendar/days.ts'
import { readNotice } from '../../../../web/office/src/calendar/read-notice.ts'
import {
  exceptionsOf,
  kindOf,
  linesOf,
  monthsOf,
  sumsOf,
  workingDaysIn,
} from '../../../../web/office/src/calendar/year.ts'

/** The State Council's notice of 4 November 2025, as it reads. */
const NOTICE_2026 = `国务院办公厅关于2026年部分节假日安排的通知
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`
const LINES_2026 = [
  ['2026-01-01', '2026-01-03', 'off', '元旦'],
  ['2026-01-04', '2026-01-04', 'worked', '元旦'],
  ['2026-02-14', '2026-02-14', 'worked', '春节'],
  ['2026-02-15', '2026-02-23', 'off', '春节'],
  ['2026-02-28', '2026-02-28', 'worked', '春节'],
  ['2026-04-04', '2026-04-06', 'off', '清明节'],
  ['2026-05-01', '2026-05-05', 'off', '劳动节'],
  ['2026-05-09', '2026-05-09', 'worked', '劳动节'],
  ['2026-06-19', '2026-06-21', 'off', '端午节'],
  ['2026-09-20', '2026-09-20', 'worked', '国庆节'],
  ['2026-09-25', '2026-09-27', 'off', '中秋节'],
  ['2026-10-01', '2026-10-07', 'off', '国庆节'],
  ['2026-10-10', '2026-10-10', 'worked', '国庆节'],
]
const of2026 = () => exceptionsOf(readNotice(NOTICE_2026, 2026).days)
/** Days off and worked days, in the order of time. */
function read(text: string, year: number): { off: string[]; worked: string[] } {
  const { days } = readNotice(text, year)
  const which = (isWorked: boolean): string[] =>
    days.flatMap(({ day, isWorkday }) => (isWorkday === isWorked ? day : [])).toSorted()
  return { off: which(false), worked: which(true) }
}

test('the notice of a year is read as it was published', () => {
  const lines = linesOf(of2026()).map(({ from, to, isWorkday, name }) => [from, to, isWorkday ? 'worked' : 'off', name])
  expect(lines).toEqual(LINES_2026)
  expect(readNotice(NOTICE_2026, 2026)).toMatchObject({ left: [], unread: [] })
  expect(sumsOf(of2026())).toEqual({ off: 33, worked: 6 })
})

test.each([
  ['休 2027-01-01 至 2027-01-03', ['2027-01-01', '2027-01-02', '2027-01-03'], []],
  ['放假：2027/1/1、2027/1/2', ['2027-01-01', '2027-01-02'], []],
  ['班 2027-02-06、2027-02-20', [], ['2027-02-06', '2027-02-20']],
  ['休 2027-10-01，班 2027-10-09', ['2027-10-01'], ['2027-10-09']],
  ['1/1-3 休', ['2027-01-01', '2027-01-02', '2027-01-03'], []],
  ['１月３０日至２月２日放假', ['2027-01-30', '2027-01-31', '2027-02-01', '2027-02-02'], []],
  ['2027年5月1日放假，5月8日上班', ['2027-05-01'], ['2027-05-08']],
  ['off 2027-01-01 to 2027-01-02', ['2027-01-01', '2027-01-02'], []],
])('%s is read', (text, off, worked) => {
  expect(read(text, 2027)).toEqual({ off, worked })
  expect(readNotice(text, 2027)).toMatchObject({ left: [], unread: [] })
})

test('what is of another year, or worked and no weekend, is told and not taken', () => {
  expect(readNotice('2026年12月31日至2027年1月1日放假。1月4日上班', 2027)).toEqual({
    days: [{ day: '2027-01-01', isWorkday: false, name: '放假' }],
    left: ['2027-01-04', '2026-12-31'],
    unread: [],
  })
})

test('a line with dates that says neither off nor worked is told', () => {
  const { days, unread } = readNotice('2027-03-01\n2月30日放假\n按规定办理', 2027)
  expect(days).toEqual([])
  expect(unread).toEqual(['2027-03-01', '2月30日放假'])
})

test('days go on over the ends of months, and not before their beginning', () => {
  expect(daysFrom('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
  expect(daysFrom('2026-02-02', '2026-02-01')).toEqual([])
  expect([isDay('2026-02-29'), isDay('2028-02-29'), isDay('2026-2-3'), isDay('')]).toEqual([false, true, false, false])
})

test('a year is twelve months of whole weeks, each day once', () => {
  for (const year of [2026, 2027, 2028]) {
    const months = monthsOf(year)
    expect(months).toHaveLength(12)
    expect(months.flatMap(({ weeks }) => weeks).every((week) => week.length === 7)).toBe(true)
    const days = months.flatMap(({ weeks }) => weeks.flat()).filter((day) => day !== null)
    expect(days).toEqual(daysFrom(`${year}-01-01`, `${year}-12-31`))
  }
  expect(monthsOf(2026)[1]?.weeks[0]).toEqual([null, null, null, null, null, null, '2026-02-01'])
})

test('the notice goes before the week: 2026 has 248 working days', () => {
  const kinds = ['2026-02-14', '2026-02-16', '2026-02-21', '2026-03-07', '2026-03-09'].map((day) =>
    kindOf(day, of2026()),
  )
  expect(kinds).toEqual(['worked', 'holiday', 'holiday', 'weekend', 'work'])
  expect(workingDaysIn(2026, of2026())).toBe(248)
})
