import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { findsOf, plainOf, type Find, type Reading } from './reading.ts'

const GAP = String.raw`[ \-.·()]{0,2}`
/** 1[3-9] and nine digits, with or without the country. */
const CHINESE = new RegExp(String.raw`(?<![\d+])(?:(?:\+|00)?${GAP}86${GAP})?1[3-9](?:${GAP}\d){9}(?!\d)`, 'dg')
const FOREIGN = new RegExp(String.raw`(?<![\d+])(?:\+|00)${GAP}\d(?:${GAP}\d){6,14}(?!\d)`, 'dg')
/** As Russians write it at home: 8 (912) 345-67-89. */
const RUSSIAN = /(?<![\d+])8[ -]?\(9\d\d\)[ -]?\d{3}[ -]?\d\d[ -]?\d\d(?!\d)/dg

/** A mobile number in E.164, or any number of another country; null for anything else. */
export function normalMobile(written: string): string | null {
  const plain = plainOf(written).trim()
  const digits = plain.replace(/\D/g, '')
  const chinese = /^(?:0{0,2}86)?(1[3-9]\d{9})$/.exec(digits)?.[1]
  if (chinese !== undefined) return `+86${chinese}`
  const international = internationalOf(plain, digits)
  if (international === null) return null
  const number = parsePhoneNumberFromString(international)
  return number?.isValid() && number.countryCallingCode !== '86' ? number.number : null
}

export function findMobiles(reading: Reading): Find[] {
  return [CHINESE, FOREIGN, RUSSIAN].flatMap((pattern) => findsOf(reading, 'mobile', pattern, normalMobile))
}

function internationalOf(plain: string, digits: string): string | null {
  if (plain.startsWith('+')) return `+${digits}`
  if (digits.startsWith('00')) return `+${digits.slice(2)}`
  return /^89\d{9}$/.test(digits) && plain.includes('(') ? `+7${digits.slice(1)}` : null
}
