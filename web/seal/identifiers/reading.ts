import type { Identifier, IdentifierKind } from '#contract/matching.ts'
import { folded } from '../folded.ts'

/** Where a text stands in a report. The field's meaning is a cue: a bare number among the accounts is an account. */
export type Field = 'words' | 'who' | 'place' | 'vehicles' | 'phones' | 'accounts' | 'parcels'

/** A text made ready to be searched: folded, with Chinese digits of longer numbers as digits. */
export type Reading = {
  original: string
  plain: string
  starts: readonly number[]
  ends: readonly number[]
  field: Field
}

/** An identifier and where it stands in the folded text. */
export type Find = { identifier: Identifier; start: number; end: number }
export type Finder = (reading: Reading) => Find[]

/** The longest identifier as written and as normal form, in UTF-16 units; what is longer is none. */
const LONGEST = 48

export function readingOf(text: string, field: Field = 'words'): Reading {
  const { text: plain, starts, ends } = folded(text)
  return { original: text, plain: withDigits(plain), starts, ends, field }
}

/** An identifier as somebody wrote it, folded, with digits: what normalisers begin with. */
export const plainOf = (written: string): string => withDigits(folded(written).text)

/**
 * What a pattern finds, in its normal form. The pattern has the flags `d` and `g`; its first group, if there is one, is
 * the identifier, and the rest a cue.
 */
export function findsOf(
  reading: Reading,
  kind: IdentifierKind,
  pattern: RegExp,
  normalOf: (written: string) => string | null,
): Find[] {
  const finds: Find[] = []
  for (const match of reading.plain.matchAll(pattern)) {
    const [start, end] = match.indices?.[1] ?? match.indices?.[0] ?? [0, 0]
    const normal = normalOf(reading.plain.slice(start, end))
    if (normal !== null) finds.push(...findAt(reading, kind, normal, start, end))
  }
  return finds
}

/** A find at a place of the folded text, with the words of the original; nothing when it is too long. */
export function findAt(reading: Reading, kind: IdentifierKind, normal: string, start: number, end: number): Find[] {
  const written = reading.original.slice(reading.starts[start] ?? 0, reading.ends[end - 1] ?? 0).trim()
  if (normal === '' || normal.length > LONGEST || written.length > LONGEST) return []
  return [{ identifier: { kind, written, normal }, start, end }]
}

const DIGITS: ReadonlyMap<string, string> = new Map(
  ['〇0', '○0', '零0', '一1', '幺1', '壹1', '二2', '贰2', '三3', '叁3', '四4', '肆4', '五5', '伍5', '六6', '陆6', '七7']
    .concat(['柒7', '八8', '捌8', '九9', '玖9', 'o0', 'l1'])
    .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]),
)
const DIGIT = '[\\d〇○零一幺壹二贰三叁四肆五伍六陆七柒八捌九玖]'
/** A number in digits of any kind, and one in which letters stand for digits that look like them. */
const NUMBERS = [
  new RegExp(`${DIGIT}(?:[ \\-.·]?${DIGIT})+`, 'g'),
  /(?<![a-z0-9])[ol]?\d[\dol]*\d[\dol]*(?![a-z0-9])/g,
] as const
/** Fewer are words: 三四个人, 二〇二六年. */
const FEWEST_DIGITS = 7

function withDigits(plain: string): string {
  return NUMBERS.reduce(
    (text, pattern) =>
      text.replace(pattern, (number) => {
        const count = number.replace(/[ \-.·]/g, '').length
        return count < FEWEST_DIGITS ? number : number.replace(/[^\d \-.·]/g, (sign) => DIGITS.get(sign) ?? sign)
      }),
    plain,
  )
}
