import { findsOf, plainOf, type Find, type Reading } from './reading.ts'

const PATTERN = /(?<![\da-z])[1-9](?:[ -]?\d){16}[ -]?[\dx](?![\da-z])/dg
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** An identity number by GB 11643: real date, right check sign, upper case; null for anything else. */
export function normalIdCard(written: string): string | null {
  const number = plainOf(written).replace(/[ -]/g, '').toUpperCase()
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return null
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0)
  return CHECKS[sum % 11] === number[17] && hasRealDate(number) ? number : null
}

export const findIdCards = (reading: Reading): Find[] => findsOf(reading, 'id-card', PATTERN, normalIdCard)

function hasRealDate(number: string): boolean {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)]
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`)
  return isReal && Number(year) >= 1880 && Number(year) < 2100
}
