import { parseArgs } from 'node:util'
import { startBench, type BenchOffice } from './bench-office.ts'
import { fill } from './fill.ts'
import { kindsOf, type Kind } from './requests.ts'
import { timingsOf, type Timing } from './timings.ts'

/** `node test/bench/measure.ts --tips 100000`: times at a tenth of the tips and at all of them, and how they grow. */

const SEED = 42
/** From here on tips come without words: what is measured then are lists and identifiers. */
const MOST_WITH_WORDS = 200_000
const WORDS = 256
const LIMIT_MS = 50
const MOST_GROWTH = 2
/** A time below this is the server's own work for any request; a growth of it says nothing. */
const NOISE_MS = 5

const { values } = parseArgs({
  options: {
    tips: { type: 'string', default: '100000' },
    requests: { type: 'string', default: '100' },
    /** Of so many repeats of each request the fastest counts: more than one where the machine has other work. */
    repeats: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
})
const tips = Number(values.tips)
const words = tips > MOST_WITH_WORDS ? 0 : WORDS
const colleagues = Array.from({ length: 14 }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
const bench = await startBench(2)
const sizes = [Math.round(tips / 10), tips] as const
const kinds = await Promise.all(bench.offices.map((office, place) => filled(office, sizes[place] ?? tips)))
const timings: Timing[][] = []
for (const [place, kind] of (kinds[1] ?? []).entries()) {
  const earlier = kinds[0]?.[place]
  if (earlier !== undefined && kind.name.includes(values.only))
    timings.push(await timingsOf([earlier, kind], Number(values.requests), Number(values.repeats)))
}
const isKept = print(timings)
await bench.stop()
process.exit(isKept ? 0 : 1)

async function filled(office: BenchOffice, to: number): Promise<Kind[]> {
  const startedAt = Date.now()
  const officers = [office.officer, ...colleagues]
  await fill(office.owner, { from: 1, to, desks: office.desks, officers, words, seed: SEED })
  console.log(`${to} tips filled in ${Math.round((Date.now() - startedAt) / 1000)} s`)
  return kindsOf({ office, tips: to, hasWords: words > 0, colleagues }, SEED)
}

function print(pairs: readonly Timing[][]): boolean {
  const ms = (time: number): string => time.toFixed(1).padStart(8)
  console.log(
    `${''.padEnd(34)}${`p50 at ${tips / 10}`.padStart(17)}${'p95'.padStart(9)}${`p50 at ${tips}`.padStart(17)}${'p95'.padStart(9)}   growth of p95`,
  )
  let isKept = true
  for (const [earlier, later] of pairs) {
    if (later === undefined) continue
    const { name, p50, p95 } = later
    const growth = Math.max(p95, NOISE_MS) / Math.max(earlier?.p95 ?? p95, NOISE_MS)
    const isGood = p95 <= LIMIT_MS && growth < MOST_GROWTH
    isKept &&= isGood
    const [old50, old95] = [ms(earlier?.p50 ?? 0).padStart(17), ms(earlier?.p95 ?? 0).padStart(9)]
    console.log(
      `${name.padEnd(34)}${old50}${old95}${ms(p50).padStart(17)}${ms(p95).padStart(9)}${growth.toFixed(2).padStart(10)}${isGood ? '' : '  !'}`,
    )
  }
  console.log(
    isKept ? `All within ${LIMIT_MS} ms, growing by less than ${MOST_GROWTH}.` : 'Lines with ! break a limit.',
  )
  return isKept
}
