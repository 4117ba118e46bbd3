import { findsOf, plainOf, type Find, type Reading } from './reading.ts'

const SIDE = String.raw`(?:(?:北纬|南纬|东经|西经|纬度|经度|lat(?:itude)?|lon(?:gitude)?|lng)[ :=]{0,2})?`
const DECIMAL = String.raw`-?\d{1,3}\.\d{3,12}`
const PARTS = String.raw`\d{1,3} ?[°度] ?\d{1,2} ?['′分] ?(?:\d{1,2}(?:\.\d{1,4})? ?(?:"|''|′′|秒)?)?`
const ONE = String.raw`${SIDE}(?:${PARTS}|${DECIMAL}) ?[°度]? ?[nsew]?`
const PAIR = new RegExp(String.raw`(?<![\d.])${ONE}[,;、 ]{1,3}${ONE}(?![\d.])`, 'dg')
const EACH = new RegExp(ONE, 'g')

/**
 * A place as latitude and longitude in degrees, rounded to three decimals (about 100 m): `18.253,109.512`. Sides that
 * are named or marked decide the order; else latitude comes first, unless only the other order is possible. Null for
 * anything else.
 */
export function normalCoordinates(written: string): string | null {
  const [one, other, ...more] = Array.from(plainOf(written).matchAll(EACH), ([text]) => sideOf(text))
  if (one === undefined || other === undefined || more.length > 0) return null
  const isTurned = one.axis === 'lon' || other.axis === 'lat' || (one.axis === null && Math.abs(one.degrees) > 90)
  const [lat, lon] = isTurned ? [other.degrees, one.degrees] : [one.degrees, other.degrees]
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return null
  return `${rounded(lat)},${rounded(lon)}`
}

export const findCoordinates = (reading: Reading): Find[] => findsOf(reading, 'coordinates', PAIR, normalCoordinates)

type Side = { degrees: number; axis: 'lat' | 'lon' | null }

function sideOf(text: string): Side {
  const [degrees = 0, minutes = 0, seconds = 0] = (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number)
  const isNegative = /-\d|[南西]|[sw]$/.test(text.trim())
  const size = degrees + minutes / 60 + seconds / 3600
  return { degrees: isNegative ? -size : size, axis: axisOf(text.trim()) }
}

function axisOf(text: string): Side['axis'] {
  if (/[纬]|lat|[ns]$/.test(text)) return 'lat'
  return /[经]|lon|lng|[ew]$/.test(text) ? 'lon' : null
}

/** Never -0.000. */
const rounded = (degrees: number): string => (Math.round(degrees * 1000) / 1000 + 0).toFixed(3)
