import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { findsOf, plainOf, type Find, type Reading } from './reading.ts'

/** Hainan: who writes eight digits alone means this. */
const HERE = '898'
const GAP = String.raw`[ \-.·()]{0,2}`
const NUMBER = String.raw`[2-8]\d{2,3}[ -]?\d{4}`
const WITH_AREA = new RegExp(
  String.raw`(?<![\d+])\(?(?:(?:\+|00)${GAP}86${GAP})?(?:0\d{2,3}|(?<=86${GAP})\d{2,3})${GAP}${NUMBER}(?!\d)`,
  'dg',
)
const SERVICE = /(?<![\d+])[48]00[ -]\d{3,4}[ -]?\d{3,4}(?!\d)/dg
const CUED = new RegExp(String.raw`(?:电话|座机|固话|tel|phone)[^\d\n]{0,4}(${NUMBER})(?![\d-])`, 'dg')
const BARE = new RegExp(String.raw`(?<![\d+\-])(${NUMBER})(?![\d-])`, 'dg')

/** A landline of mainland China in E.164; eight digits alone are Hainan's. Null for anything else. */
export function normalLandline(written: string): string | null {
  const digits = plainOf(written).replace(/\D/g, '')
  const national = digits.replace(/^(?:00)?86(?=\d{9,12}$)/, '').replace(/^0/, '')
  const number = parsePhoneNumberFromString(/^\d{7,8}$/.test(national) ? HERE + national : national, 'CN')
  if (!number?.isValid() || number.countryCallingCode !== '86') return null
  return /^1[3-9]\d{9}$/.test(number.nationalNumber) ? null : number.number
}

export function findLandlines(reading: Reading): Find[] {
  const patterns = reading.field === 'phones' ? [WITH_AREA, SERVICE, BARE] : [WITH_AREA, SERVICE, CUED]
  return patterns.flatMap((pattern) => findsOf(reading, 'landline', pattern, normalLandline))
}
