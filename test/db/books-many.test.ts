import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillBooks, trialBalanceTimes } from '../bench/fill-books.ts'
import { startAwards, type AwardsWorld } from './awards-world.ts'

/** Books that are full: `node test/bench/books.ts` prints the figures. */
const ENTRIES = 100_000
/** What the fastest of several takes, so that what else the machine does is not measured. */
const MOST_MS = 200

let it: AwardsWorld
let year: number
beforeAll(async () => {
  it = await startAwards()
  year = await fillBooks(it.owner, ENTRIES)
})
afterAll(() => it.stop())

test.each([null, '2026-03'])(
  'the trial balance over a hundred thousand entries comes quickly, month %s',
  async (month) => {
    const [fastest = Infinity] = await trialBalanceTimes(it.office, year, month, 9)
    console.log(`trial balance over ${ENTRIES} entries: ${fastest.toFixed(1)} ms`)
    expect(fastest).toBeLessThan(MOST_MS)
  },
)

test('and is what the entries add up to', async () => {
  const [sums] =
    await it.owner`select count(*)::int as n, sum(fen) filter (where kind = 'appropriate')::bigint as allotted,
    sum(fen) filter (where kind = 'reduce')::bigint as reduced from journals where fund = 'tips' and year = ${year}`
  const { n, allotted, reduced } = sums ?? {}
  expect(n).toBe(ENTRIES)
  const balance = String(BigInt(String(allotted)) - BigInt(String(reduced)))
  expect(
    await it.office`select debit, credit, balance from trial_balance('tips', ${year}, null) where account = 'quota'`,
  ).toEqual([{ debit: allotted, credit: reduced, balance }])
})
