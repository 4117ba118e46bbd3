import { expect, test } from 'vitest'
import { EMPTY_REPORT } from '#reporting/report-form.ts'
import { readAloud } from '../../../web/office/src/hotline/read-aloud.ts'
import { isTold, nothingTold, tidied, wrongInTold } from '../../../web/office/src/hotline/told.ts'

test('a code is read aloud in its five groups, digit by digit, in both languages', () => {
  const code = '00112345678990120345'
  expect(readAloud(code, 'zh').map(({ said }) => said)).toEqual([
    '零 零 一 一',
    '二 三 四 五',
    '六 七 八 九',
    '九 零 一 二',
    '零 三 四 五',
  ])
  expect(readAloud(code, 'en')[0]).toEqual({ digits: '0011', said: 'zero zero one one' })
  expect(
    readAloud(code, 'en')
      .map(({ digits }) => digits)
      .join(''),
  ).toBe(code)
})

test('what is missing is named in the order of the form, the channel first', () => {
  expect(wrongInTold(nothingTold(), []).map(({ field }) => field)).toEqual(['channel', 'category', 'district', 'what'])
})

test('spaces alone are nothing told, and those at the ends are not sent', () => {
  const told = { ...nothingTold(), values: { ...EMPTY_REPORT, what: '  \n ', place: ' 村口 ' } }
  expect(tidied(told).values).toMatchObject({ what: '', place: '村口', mayAsk: true })
  expect(isTold(told, [])).toBe(true)
  expect(isTold({ ...told, values: { ...told.values, place: ' ' } }, [])).toBe(false)
  expect(isTold(nothingTold(), [new File(['x'], '信.png')])).toBe(true)
})
