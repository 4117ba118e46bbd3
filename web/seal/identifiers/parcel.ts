import { normalMobile } from './mobile.ts'
import { findsOf, plainOf, type Find, type Reading } from './reading.ts'

/** 顺丰, 圆通, 中通, 申通, 极兔, 京东, 德邦, 韵达, 邮政, 跨越. */
const CARRIER =
  /(?<![a-z0-9])(?:sf|yto?|zto?|sto?|jt|jd[a-z]{0,3}|dpk?|yd|yz|ky|ems)[ -]?\d(?:[ -]?\d){9,14}(?![a-z0-9])/dg
/** UPU S10, as EMS writes it: EE123456789CN. */
const POSTAL = /(?<![a-z0-9])[a-z]{2}[ -]?\d(?:[ -]?\d){8}[ -]?[a-z]{2}(?![a-z0-9])/dg
const DIGITS = String.raw`\d(?:[ -]?\d){9,14}(?![\da-z])`
const CUED = new RegExp(
  String.raw`(?:快递|单号|运单|包裹|邮件号|顺丰|圆通|中通|申通|韵达|极兔|京东|邮政)[^\da-z\n]{0,6}(${DIGITS})`,
  'dg',
)
const BARE = new RegExp(String.raw`(?<![\da-z+])(${DIGITS})`, 'dg')

/** A parcel number in upper case without gaps; null for a phone number and for anything else. */
export function normalParcel(written: string): string | null {
  const number = plainOf(written).toUpperCase().replace(/[ -]/g, '')
  const isNumber = /^(?:[A-Z]{2,5}\d{10,15}|[A-Z]{2}\d{9}[A-Z]{2}|\d{10,15})$/.test(number)
  return isNumber && normalMobile(number) === null ? number : null
}

export function findParcels(reading: Reading): Find[] {
  const patterns = [CARRIER, POSTAL, reading.field === 'parcels' ? BARE : CUED]
  return patterns.flatMap((pattern) => findsOf(reading, 'parcel', pattern, normalParcel))
}
