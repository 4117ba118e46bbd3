import fc from 'fast-check'
import nzh from 'nzh'
import { expect, test } from 'vitest'
import { rmb } from '#contract/rewards/rmb.ts'

const UNITS: Readonly<Record<string, bigint>> = { 拾: 10n, 佰: 100n, 仟: 1000n }

/** Reads the words back, by another way than they were written: the sum in fen. */
function read(words: string): bigint {
  let [total, section, digit] = [0n, 0n, 0n]
  for (const each of words.slice('人民币'.length)) {
    if (each === '整') break
    if (each in UNITS) [section, digit] = [section + digit * (UNITS[each] ?? 0n), 0n]
    else if (each === '万') [section, digit] = [(section + digit) * 10_000n, 0n]
    else if (each === '亿') [total, section, digit] = [(section + digit) * 100_000_000n, 0n, 0n]
    else if (each === '元') [total, section, digit] = [(total + section + digit) * 100n, 0n, 0n]
    else if (each === '角') [total, digit] = [total + digit * 10n, 0n]
    else if (each === '分') [total, digit] = [total + digit, 0n]
    else digit = BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(each))
  }
  return total
}

/** Most sums have many zeros; so do these. */
const sums = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
  fc
    .array(fc.constantFrom('0', '0', '0', '1', '5', '9'), { minLength: 1, maxLength: 15 })
    .map((digits) => BigInt(digits.join(''))),
)

test.each<[string, bigint]>([
  // The examples of the rule.
  ['人民币壹仟肆佰零玖元伍角', 1409_50n],
  ['人民币陆仟零柒元壹角肆分', 6007_14n],
  ['人民币壹仟陆佰捌拾元零叁角贰分', 1680_32n],
  ['人民币壹拾万柒仟元零伍角叁分', 107000_53n],
  ['人民币壹万陆仟肆佰零玖元零贰分', 16409_02n],
  ['人民币叁佰贰拾伍元零肆分', 325_04n],
  ['人民币壹拾元整', 10_00n],
  // Where the common library is wrong, and what rewards are.
  ['人民币叁佰元整', 300_00n],
  ['人民币贰万元整', 20000_00n],
  ['人民币叁拾万元整', 300000_00n],
  ['人民币壹拾壹元整', 11_00n],
  ['人民币壹仟零壹元整', 1001_00n],
  ['人民币壹万零壹佰元整', 10100_00n],
  ['人民币壹佰万零叁拾元整', 1000030_00n],
  ['人民币壹亿元整', 100000000_00n],
  ['人民币壹亿零壹元整', 100000001_00n],
  ['人民币壹亿零壹佰万元整', 101000000_00n],
  ['人民币玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分', 10n ** 15n - 1n],
  ['人民币零元整', 0n],
  ['人民币伍角', 50n],
  ['人民币伍分', 5n],
])('%s', (words, fen) => expect(rmb(fen)).toBe(words))

test('the words of a sum say that sum', () => {
  fc.assert(fc.property(sums, (fen) => read(rmb(fen)) === fen))
})

test('never two zeros, none before 万, 亿 or 元, 整 exactly after whole yuan, and always as a form has it', () => {
  fc.assert(
    fc.property(sums, (fen) => {
      const words = rmb(fen)
      expect(words).toMatch(
        /^人民币([零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+元)?(整|零?([壹贰叁肆伍陆柒捌玖]角)?([壹贰叁肆伍陆柒捌玖]分)?)$/,
      )
      expect(words).not.toMatch(/零零|零万|零亿|[^币]零元|币拾/)
      expect(words.endsWith('整')).toBe(fen % 100n === 0n)
    }),
  )
})

test('another library says the same, up to the 零 that is free and the 整 that it forgets', () => {
  const plain = (words: string): string => words.replaceAll('零', '').replace('整', '')
  fc.assert(
    fc.property(fc.bigInt({ min: 100n, max: 10n ** 13n }), (fen) => {
      const yuan = `${fen / 100n}.${(fen % 100n).toString().padStart(2, '0')}`
      expect(plain(rmb(fen))).toBe(plain(nzh.cn.toMoney(yuan)))
    }),
  )
})

test('a sum below zero is refused', () => expect(() => rmb(-1n)).toThrow(RangeError))
