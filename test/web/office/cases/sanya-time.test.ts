import { expect, test } from 'vitest'
import { endOfDay, instantOf, localOf, sanyaDay } from '../../../../web/office/src/cases/sanya-time.ts'

test.each([
  ['2026-11-24T10:30', '2026-11-24T02:30:00.000Z'],
  ['2026-01-01T07:59', '2025-12-31T23:59:00.000Z'],
  ['2026-02-30T10:00', null],
  ['1999-12-31T10:00', null],
  ['2026-11-24', null],
  ['', null],
])('%s in Sanya is %s', (local, instant) => expect(instantOf(local)).toBe(instant))

test('a machine in any zone reads and writes the same time', () => {
  const before = process.env['TZ']
  for (const zone of ['America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati']) {
    process.env['TZ'] = zone
    expect(localOf('2026-03-08T07:30:00Z')).toBe('2026-03-08T15:30')
    expect(instantOf('2026-03-08T15:30')).toBe('2026-03-08T07:30:00.000Z')
  }
  process.env['TZ'] = before
})

test('a day begins and ends by the clock of Sanya', () => {
  expect(sanyaDay('2026-11-23T16:00:00Z')).toBe('2026-11-24')
  expect(new Date(endOfDay('2026-11-24')).toISOString()).toBe('2026-11-24T15:59:59.999Z')
})
