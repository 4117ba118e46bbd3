import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupedAccount, isLuhn, maskedAccount, mayBeMistyped, normalAccount } from '#contract/money/account.ts'

describe('an account as somebody writes it', () => {
  test.each([
    ['6222021202041701419', '6222021202041701419'],
    ['6222 0212 0204 1701 419', '6222021202041701419'],
    ['6222-0212-0204-1701-419', '6222021202041701419'],
    ['６２２２０２１２０２０４１７０１４１９', '6222021202041701419'],
    ['6222　0212　0204　1701　419', '6222021202041701419'],
    ['6222\u20130212\u20140204－1701‐419', '6222021202041701419'],
    ['\u200B6222021202041701419\uFEFF', '6222021202041701419'],
    ['\u202A6222021202041701419\u202C', '6222021202041701419'],
    ['\t46001 0020 3605 1234 567\n', '46001002036051234567'],
    ['12345678', '12345678'],
    ['1'.repeat(32), '1'.repeat(32)],
  ])('%j is %j', (written, normal) => expect(normalAccount(written)).toBe(normal))

  test.each([
    ['nothing', ''],
    ['seven digits', '1234567'],
    ['thirty-three digits', '1'.repeat(33)],
    ['a letter for a digit', '622202120204170141O'],
    ['Chinese digits', '六二二二〇二一二〇二〇四'],
    ['digits of another script', '٦٢٢٢٠٢١٢٠٢٠٤١٧٠١'],
    ['a formula', '=6222021202041701419'],
    ['a float of a spreadsheet', '6.22202120204170E+18'],
    ['an address of a wallet', 'laolin@example.com'],
  ])('%s is none', (_, written) => expect(normalAccount(written)).toBe(null))

  test('what is normal stays as it is, whatever stands between its digits', () => {
    const account = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 8, maxLength: 32 })
    const gap = fc.constantFrom('', ' ', '-', '\u3000', '\u2013', '\u200B')
    fc.assert(
      fc.property(account, fc.array(gap, { minLength: 32, maxLength: 32 }), (digits, gaps) => {
        const written = Array.from(digits, (digit, place) => digit + (gaps[place] ?? '')).join('')
        expect(normalAccount(written)).toBe(digits)
      }),
    )
  })
})

describe('the check digit', () => {
  test.each([
    // ISO/IEC 7812-1, annex; numbers that payment providers publish for tests.
    ['79927398713', true],
    ['4111111111111111', true],
    ['5555555555554444', true],
    ['378282246310005', true],
    ['6200000000000005', true],
    ['6205500000000000004', true],
    ['79927398710', false],
    ['4111111111111112', false],
    ['6200000000000050', false],
    ['0000000000000000', false],
    ['', false],
  ])('of %j is right: %j', (digits, isRight) => expect(isLuhn(digits)).toBe(isRight))

  test('every single wrong digit is seen', () => {
    for (let place = 0; place < 19; place++)
      for (let add = 1; add < 10; add++) {
        const digits = Array.from('6205500000000000004', Number)
        digits[place] = ((digits[place] ?? 0) + add) % 10
        expect(isLuhn(digits.join(''))).toBe(false)
      }
  })

  test.each([
    ['6205500000000000004', false],
    ['6205500000000000005', true],
    ['46001002036051234567', false],
    ['12345678', false],
  ])('%s deserves a second look: %j', (account, isDoubtful) => expect(mayBeMistyped(account)).toBe(isDoubtful))
})

test('an account is read in groups of four, and shown by its last four', () => {
  expect(groupedAccount('6222021202041701419')).toBe('6222 0212 0204 1701 419')
  expect(groupedAccount('12345678')).toBe('1234 5678')
  expect(maskedAccount('6222021202041701419')).toBe('**** 1419')
})
