import { DEMO_TIPS, EMPTY_REPORT } from '#db/seed/tips.ts'
import { toB64 } from '#seal/b64.ts'
import { findIdentifiers } from '#seal/identifiers/find-identifiers.ts'
import { bandsOf } from '#seal/near.ts'
import { tokensOf, withDecoys } from '#seal/tokens.ts'
import { wordsOf } from '#seal/words.ts'
import { randomFrom } from './requests.ts'

/**
 * What the tokens tell to whoever has the database and a public text of the same kind, but no key. `node test/bench/leak.ts`
 * prints the figures of web/seal/README.md. Tips are made of the clauses of the demo's tips, so the attacker's text is as
 * near to the tips as it can be.
 */

const TIPS = 3000
const CLAUSES = DEMO_TIPS.flatMap((tip) => tip.report.what.split(/(?<=[。！？；，])/u)).filter(
  (clause) => clause.length > 3,
)
const tokens = tokensOf(toB64(new Uint8Array(32).fill(5)))

const even = CLAUSES.filter((_, place) => place % 2 === 0)
const odd = CLAUSES.filter((_, place) => place % 2 === 1)

console.log(`${TIPS} tips of ${CLAUSES.length} clauses\n`)
console.log('Words guessed by rank of frequency:      10 most   100 most  1000 most       all   of all occurrences')
row('public text of the same clauses', guessed(made(CLAUSES, 1), made(CLAUSES, 2)))
row('public text of other clauses', guessed(made(even, 1), made(odd, 2)))

console.log('\nCounts of words:                   different counts   bits that a count tells   tips alone with theirs')
const counts = made(CLAUSES, 1).map((text) => wordsOf(text).length)
countRow('as they are', counts)
countRow(
  'padded',
  counts.map((count) => padded('words', count)),
)
console.log('\nCounts of identifiers, demo:')
const named = DEMO_TIPS.map(
  ({ report }) => findIdentifiers({ report: { ...EMPTY_REPORT, ...report, files: [] }, messages: [], notes: [] }).found,
)
countRow(
  'as they are',
  named.map((found) => found.length),
)
countRow(
  'padded',
  named.map((found) => padded('identifiers', found.length)),
)

console.log('\nEquality in the demo:')
const identifierTokens = named.map((found) => found.map(({ kind, normal }) => tokens(kind, normal)))
const bandTokens = DEMO_TIPS.map((tip) => bandsOf(tip.report.what).map((band) => tokens('band', band)))
console.log(`  tips that share an identifier with another: ${sharing(identifierTokens, 1)} of ${DEMO_TIPS.length}`)
console.log(`  tips of nearly the same text as another: ${sharing(bandTokens, 3)} of ${DEMO_TIPS.length}`)

/** Tips of four to ten clauses; some clauses are written far more often than others. */
function made(clauses: readonly string[], seed: number): string[] {
  const { below } = randomFrom(seed)
  const clause = (): string => clauses[Math.floor(clauses.length * (below(1000) / 1000) ** 2)] ?? ''
  return Array.from({ length: TIPS }, () => Array.from({ length: 4 + below(7) }, clause).join(''))
}

type Guess = { token: bigint; right: boolean; times: number }
/** The attacker takes the n-th most frequent token for the n-th most frequent word of the public text. */
function guessed(sealed: readonly string[], known: readonly string[]): Guess[] {
  const words = ranked(known.map(wordsOf))
  const seen = ranked(sealed.map((text) => wordsOf(text).map((word) => tokens('word', word))))
  return seen.map(([token, times], rank) => {
    const word = words[rank]?.[0]
    return { token, times, right: word !== undefined && tokens('word', word) === token }
  })
}

/** In how many tips each stands, the most frequent first; equal ones in an order that says nothing. */
function ranked<T extends string | bigint>(tips: readonly T[][]): [T, number][] {
  const times = new Map<T, number>()
  for (const tip of tips) for (const one of tip) times.set(one, (times.get(one) ?? 0) + 1)
  return [...times].toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
}

function row(name: string, guesses: readonly Guess[]): void {
  const share = (some: readonly Guess[]): string => percent(some.filter(({ right }) => right).length / some.length)
  const sum = (some: readonly Guess[]): number => some.reduce((total, { times }) => total + times, 0)
  const all = percent(sum(guesses.filter(({ right }) => right)) / sum(guesses))
  const most = [10, 100, 1000, guesses.length].map((count) => share(guesses.slice(0, count)).padStart(11)).join('')
  console.log(`  ${name.padEnd(36)}${most}${all.padStart(21)}`)
}

function countRow(name: string, values: readonly number[]): void {
  const tips = new Map<number, number>()
  for (const value of values) tips.set(value, (tips.get(value) ?? 0) + 1)
  const bits = [...tips.values()].reduce(
    (sum, many) => sum - (many / values.length) * Math.log2(many / values.length),
    0,
  )
  const alone = [...tips.values()].filter((many) => many === 1).length
  console.log(
    `  ${name.padEnd(36)}${String(tips.size).padStart(12)}${bits.toFixed(2).padStart(26)}${String(alone).padStart(25)}`,
  )
}

function padded(list: 'words' | 'identifiers', count: number): number {
  const real = Array.from({ length: count }, (_, place) => BigInt(place))
  return withDecoys(tokens, '6c1f3d0a-90f1-4ad7-9a5b-8f0d7d5f7a01', list, real).length
}

/** How many tips have so many tokens in common with one other. */
function sharing(tips: readonly bigint[][], least: number): number {
  const isNear = (one: readonly bigint[], other: readonly bigint[]): boolean =>
    one.filter((token) => other.includes(token)).length >= least
  return tips.filter((one, place) => tips.some((other, another) => another !== place && isNear(one, other))).length
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
