import { parseArgs } from 'node:util'
import { BEHIND, GROUPINGS, listSupervised, readSupervision } from '#contract/supervision.ts'
import { periodOf, SPANS, type Span } from '#contract/periods.ts'
import { startBench } from './bench-office.ts'
import { fillClocks } from './fill-clocks.ts'
import { fill } from './fill.ts'
import type { Kind } from './requests.ts'
import { timingsOf } from './timings.ts'

/** `node test/bench/measure-supervision.ts --tips 100000`: times of the supervision page over tips of two years, 2020 and 2021. */

const SEED = 42
const LIMIT_MS: Readonly<Record<Span | 'list', number>> = { week: 300, month: 300, quarter: 300, year: 500, list: 300 }
const MINUTES_OF_TWO_YEARS = 731 * 24 * 60

const { values } = parseArgs({
  options: { tips: { type: 'string', default: '100000' }, requests: { type: 'string', default: '40' } },
})
const tips = Number(values.tips)
const bench = await startBench(1)
const [office] = bench.offices
if (office === undefined) throw new Error('One office was started')
await fill(office.owner, {
  from: 1,
  to: tips,
  desks: office.desks,
  officers: [office.officer],
  words: 0,
  seed: SEED,
  minutesApart: Math.floor(MINUTES_OF_TWO_YEARS / tips),
})
await fillClocks(office.owner, { seed: SEED, officer: office.officer })

let turn = 0
const anyDayOf2021 = (): string => new Date(Date.UTC(2021, 0, 1 + (turn++ % 360))).toISOString().slice(0, 10)
const figures = (span: Span, by: (typeof GROUPINGS)[number]): Kind & { limit: number } => ({
  name: `${span} by ${by}`,
  limit: LIMIT_MS[span],
  prepare: async () => {
    const params = { by, ...periodOf(span, anyDayOf2021()) }
    return () => office.timed(readSupervision, { params })
  },
})
const lists = BEHIND.map((behind): Kind & { limit: number } => ({
  name: `list: ${behind}`,
  limit: LIMIT_MS.list,
  prepare: async () => {
    const params = { by: 'desk' as const, ...periodOf('year', anyDayOf2021()), behind }
    return () => office.timed(listSupervised, { params })
  },
}))
const kinds = [...SPANS.flatMap((span) => GROUPINGS.map((by) => figures(span, by))), ...lists]
const timings = await timingsOf(kinds, Number(values.requests), 1)
let isKept = true
for (const [place, { name, p50, p95 }] of timings.entries()) {
  const isGood = p95 <= (kinds[place]?.limit ?? 0)
  isKept &&= isGood
  console.log(
    `${name.padEnd(24)} p50 ${p50.toFixed(1).padStart(7)} ms   p95 ${p95.toFixed(1).padStart(7)} ms${isGood ? '' : '  !'}`,
  )
}
console.log(isKept ? 'All within their limits.' : 'Lines with ! break a limit.')
await bench.stop()
process.exit(isKept ? 0 : 1)
