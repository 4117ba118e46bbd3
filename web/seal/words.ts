import { folded, type Folded } from './folded.ts'

/**
 * Words for search. Signs of scripts without spaces give single signs and pairs; letters and digits of all other scripts
 * give whole words; a number of four digits and more also gives its last four, which people remember.
 */

const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}々〇`
const RUN = new RegExp(`[${UNSPACED}]+|\\p{N}+|(?:(?![${UNSPACED}])\\p{L})+`, 'gu')
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u')
/** Digits in groups, as people write a number to be read: 138 0013 8000. */
const GROUPED = /(?<!\d)\d+(?:[ \-·]\d+)+/g
const SHORTEST_GROUPED = 7
/** Longer words are cut; nobody searches for them. In UTF-16 units. */
const LONGEST_WORD = 64
const TAIL = 4

type Run = { text: string; start: number; end: number }

/** The words of a text in their normal form, each once, in the order of the text. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>()
  const plain = folded(text).text
  for (const run of runsOf(plain)) for (const word of wordsOfRun(run.text)) words.add(word)
  for (const [grouped] of plain.matchAll(GROUPED)) {
    const digits = grouped.replace(/\D/g, '')
    if (digits.length >= SHORTEST_GROUPED) for (const word of wordsOfRun(digits)) words.add(word)
  }
  return [...words]
}

/** The words that a tip must have to be found by this query; empty when the query has none. */
export function queryWords(query: string): string[] {
  return [...new Set(runsOf(folded(query).text).flatMap((run) => neededBy(run.text)))]
}

/** A place where a query was found: which text, the words around it, and where the hits are in them. */
export type Passage = { text: number; passage: string; hits: { start: number; end: number }[] }

const BEFORE = 24
const AFTER = 60

/** Confirms a search: one passage for each text with a hit, or none when a part of the query is nowhere. */
export function passagesIn(texts: readonly string[], query: string): Passage[] {
  const runs = queryRuns(query)
  const views = texts.map((text) => ({ text, plain: folded(text) }))
  const places = views.map(({ plain }) => runs.map((run) => placesOf(plain, run)))
  const isEverywhere = runs.every((_, run) => places.some((ofText) => (ofText[run] ?? []).length > 0))
  if (runs.length === 0 || !isEverywhere) return []
  return views.flatMap(({ text }, index) => {
    const hits = (places[index] ?? []).flat().sort((one, other) => one.start - other.start)
    return hits.length === 0 ? [] : [passageAround(text, index, hits)]
  })
}

/** The passage of one text, or null when it does not answer the query. */
export const passageOf = (text: string, query: string): Passage | null => passagesIn([text], query)[0] ?? null

function runsOf(plain: string): Run[] {
  return Array.from(plain.matchAll(RUN), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}

function* wordsOfRun(run: string): Generator<string> {
  if (!STARTS_UNSPACED.test(run)) {
    yield run.slice(0, LONGEST_WORD)
    if (/^\d{4,}$/.test(run)) yield tailOf(run)
    return
  }
  let before = ''
  for (const sign of run) {
    yield sign
    if (before !== '') yield before + sign
    before = sign
  }
}

function neededBy(run: string): string[] {
  if (/^\d{4}$/.test(run)) return [tailOf(run)]
  if (!STARTS_UNSPACED.test(run)) return [run.slice(0, LONGEST_WORD)]
  const signs = Array.from(run)
  return signs.length === 1 ? signs : signs.slice(1).map((sign, place) => `${signs[place]}${sign}`)
}

const tailOf = (digits: string): string => `尾${digits.slice(-TAIL)}`

/** The parts of a query. Parts that touch each other are found where they touch: B12345 is no 12345 elsewhere. */
function queryRuns(query: string): string[] {
  const joined: Run[] = []
  for (const run of runsOf(folded(query).text)) {
    const last = joined.at(-1)
    if (last?.end === run.start) joined[joined.length - 1] = { ...run, text: last.text + run.text, start: last.start }
    else joined.push(run)
  }
  return joined.map((run) => run.text)
}

function placesOf(plain: Folded, part: string): { start: number; end: number }[] {
  const places = rawPlaces(plain.text, part).filter(({ start, end }) => isWhole(plain.text, part, start, end))
  return places.map(({ start, end }) => ({ start: plain.starts[start] ?? 0, end: plain.ends[end - 1] ?? 0 }))
}

function rawPlaces(plain: string, part: string): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = []
  for (let start = plain.indexOf(part); start >= 0; start = plain.indexOf(part, start + part.length))
    places.push({ start, end: start + part.length })
  if (places.length > 0 || !/^\d+$/.test(part)) return places
  // A number that the text has in groups.
  for (const match of plain.matchAll(GROUPED)) {
    const digits = match[0].replace(/\D/g, '')
    if (digits === part || (part.length === TAIL && digits.endsWith(part)))
      places.push({ start: match.index, end: match.index + match[0].length })
  }
  return places
}

/** Words and numbers are found whole, and four digits also as the end of a number. */
function isWhole(plain: string, part: string, start: number, end: number): boolean {
  const isTail = /^\d{4}$/.test(part)
  return (isTail || !touches(plain.slice(0, start), part)) && !touches(part, plain.slice(end))
}

const CLASSES = [/\d$/, /^\d/, /\p{L}$/u, /^\p{L}/u] as const
function touches(before: string, after: string): boolean {
  const [one, other] = [lastSign(before), firstSign(after)]
  if (STARTS_UNSPACED.test(one) || STARTS_UNSPACED.test(other)) return false
  const [endsDigit, startsDigit, endsLetter, startsLetter] = CLASSES
  return (endsDigit.test(one) && startsDigit.test(other)) || (endsLetter.test(one) && startsLetter.test(other))
}

const firstSign = (text: string): string => String.fromCodePoint(text.codePointAt(0) ?? 32)
function lastSign(text: string): string {
  const last = text.codePointAt(text.length - 2) ?? 32
  return last > 0xffff ? String.fromCodePoint(last) : text.slice(-1)
}

function passageAround(text: string, index: number, hits: { start: number; end: number }[]): Passage {
  const first = hits[0]?.start ?? 0
  const from = wholeSign(text, Math.max(0, first - BEFORE))
  const to = wholeSign(text, Math.min(text.length, Math.max(first + AFTER, hits[0]?.end ?? 0)))
  const inside = hits.filter(({ start, end }) => start >= from && end <= to)
  return {
    text: index,
    passage: text.slice(from, to),
    hits: inside.map(({ start, end }) => ({ start: start - from, end: end - from })),
  }
}

/** Never between the two halves of a sign. */
const wholeSign = (text: string, place: number): number =>
  /[\udc00-\udfff]/.test(text.charAt(place)) ? place - 1 : place
