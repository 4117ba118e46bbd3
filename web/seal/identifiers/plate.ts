import { findsOf, plainOf, type Find, type Reading } from './reading.ts'

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const GAP = String.raw`[ ·•‧・.\-_]{0,2}`
const SIGN = '[a-z0-9]'
const body = (signs: number, end = ''): string => `(?:${GAP}${SIGN}){${signs}}${end}`

const ORDINARY = new RegExp(`[${PROVINCES}]${GAP}[a-hj-np-z]${body(5)}(?!${SIGN})`, 'dg')
const NEW_ENERGY = new RegExp(`[${PROVINCES}]${GAP}[a-hj-np-z]${body(6)}(?!${SIGN})`, 'dg')
const SPECIAL = new RegExp(`[${PROVINCES}]${GAP}[a-hj-np-z]${body(4, `${GAP}[挂学警港澳]`)}`, 'dg')
const ARMED_POLICE = new RegExp(`(?<!${SIGN})wj${GAP}(?:[${PROVINCES}]|\\d{2})?${body(5)}(?!${SIGN})`, 'dg')
const EMBASSY = new RegExp(`使(?:${GAP}\\d){6}(?!\\d)|(?<!\\d)\\d{3}${GAP}\\d{3}${GAP}使`, 'dg')
const CONSULATE = new RegExp(`[${PROVINCES}]${GAP}[a-hj-np-z]${body(4, `${GAP}领`)}`, 'dg')
/** Without the province, after a word that says what it is: ours. */
const CUED = new RegExp(`(?:车牌号?码?|牌照|牌号)[:是为 ]{0,2}([a-hj-np-z]${body(5)})(?!${SIGN})`, 'dg')
const BARE = new RegExp(`(?<![${PROVINCES}]${GAP})(?<!${SIGN})([a-hj-np-z]${GAP}(?:${GAP}\\d){5})(?!${SIGN})`, 'dg')

const SHAPES = [
  new RegExp(`^[${PROVINCES}][A-HJ-NP-Z][A-HJ-NP-Z0-9]{5}$`),
  new RegExp(`^[${PROVINCES}][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4}[挂学警港澳领]$`),
  // New energy: small cars have the letter first, large ones last.
  new RegExp(`^[${PROVINCES}][A-HJ-NP-Z](?:[A-HJK][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[A-HJK])$`),
  new RegExp(`^WJ(?:[${PROVINCES}]|\\d{2})?\\d{4}[\\dA-Z]$`),
  /^使\d{6}$/,
  /^\d{6}使$/,
]
/** GA 36 has at most two letters in the serial number: what has fewer digits is a word. */
const FEWEST_DIGITS = 3

/**
 * A plate as it is stamped, without gaps: 琼B12345, 琼BD12345, 粤Z1234港. I and O are on no plate: they are 1 and 0.
 * Without its province it is ours. Null for anything else.
 */
export function normalPlate(written: string): string | null {
  const signs = plainOf(written)
    .toUpperCase()
    .replace(/[ ·•‧・.\-_]/g, '')
  const whole = /^[A-Z][A-Z0-9]{5}$/.test(signs) ? `琼${signs}` : signs
  const isArmedPolice = whole.startsWith('WJ')
  const head = isArmedPolice ? 3 : 2
  const plate = whole.slice(0, head) + whole.slice(head).replace(/I/g, '1').replace(/O/g, '0')
  const digits = plate.replace(/\D/g, '').length
  return digits >= FEWEST_DIGITS && SHAPES.some((shape) => shape.test(plate)) ? plate : null
}

export function findPlates(reading: Reading): Find[] {
  const patterns = [NEW_ENERGY, ORDINARY, SPECIAL, CONSULATE, ARMED_POLICE, EMBASSY, CUED]
  if (reading.field === 'vehicles') patterns.push(BARE)
  return patterns.flatMap((pattern) => findsOf(reading, 'plate', pattern, normalPlate))
}
