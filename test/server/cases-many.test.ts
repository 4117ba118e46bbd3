import { afterAll, beforeAll, expect, test } from 'vitest'
import { countCases, exportCases, listCases, openCase } from '#contract/cases.ts'
import { startCases, type CasesWorld } from './cases-world.ts'

const CASES = 20_000
/** Far above what it takes on an idle machine, and far below what a walk over everything takes. */
const MOST_MS = 300

let at: CasesWorld
beforeAll(async () => {
  at = await startCases()
  const { owner } = at.world.database
  const [desk, lin, wang] = [at.city.id, at.linId, at.wangId]
  await owner`insert into cases (id, year, seq, number, title, level, category, desk_id, step, opened_at, made_by, made_at)
    select gen_random_uuid(), 2020, n, 'AJ-2020-' || n, '“' || md5(n::text) || '”案', case when n % 400 = 0 then 'ministry' else 'ordinary' end,
      'dealing', ${desk}, (array['opened', 'first-action', 'cracked', 'prosecution', 'closed'])[1 + n % 5], now() - n * interval '1 hour', ${lin}, now()
    from generate_series(1, ${CASES}) n`
  await owner`insert into case_officers select id, case when seq % 400 = 0 then ${lin}::uuid else ${wang}::uuid end from cases`
  await owner`insert into case_steps (case_id, seq, staff_id, at, step, happened_at)
    select id, 0, made_by, now(), 'opened', opened_at from cases`
  await owner`insert into outcomes (id, case_id, kind, happened_on, count, is_void, entered_by, entered_at)
    select gen_random_uuid(), c.id, 'arrest', '2020-01-01', 1, false, ${lin}, now() from cases c, generate_series(1, 3)`
  await owner`insert into outcome_confirmations (outcome_id, entered_by, staff_id, at, count)
    select id, entered_by, ${wang}, now(), 1 from outcomes where serial % 499 <> 0`
  await owner`analyze`
})
afterAll(() => at.world.stop())

/** The quickest of seven runs, in milliseconds: what else the machine does is no matter here. */
async function quickest(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < 7; turn++) {
    const start = performance.now()
    await run()
    times.push(performance.now() - start)
  }
  return Math.min(...times)
}

const list = (filters: object) => at.lin.done(listCases, { params: { desk: at.city.id, ...filters } })
const exported = { year: null, step: null, before: null }

test.for([
  ['a page', () => list({})],
  ['the last page', () => list({ before: 50 })],
  ['a rare level', () => list({ level: 'ministry' })],
  ['a category that no case has', () => list({ category: 'other' })],
  ['a step', () => list({ step: 'cracked' })],
  ['an officer', () => list({ officer: 'me' })],
  ['what waits', () => list({ waiting: 'confirmation' })],
  ['words that many titles have', () => list({ words: 'a' })],
  ['words that none has', () => list({ words: 'zzz' })],
  ['the counts', () => at.lin.done(countCases, { params: { desk: at.city.id } })],
  ['five hundred for a sheet', () => at.lin.done(exportCases, { params: { desk: at.city.id }, body: exported })],
  ['one case', async () => at.lin.done(openCase, { params: { case: (await list({})).rows[0]?.case ?? '' } })],
] as const)('of twenty thousand cases %s comes quickly', async ([what, run]) => {
  const took = await quickest(run)
  console.log(`${what}: ${took.toFixed(1)} ms`)
  expect(took).toBeLessThan(MOST_MS)
})

test('pages hold fifty and counts stop, whatever the total', async () => {
  expect((await list({})).rows).toHaveLength(50)
  const counts = await at.lin.done(countCases, { params: { desk: at.city.id } })
  expect(counts.steps).toEqual({ opened: 1000, 'first-action': 1000, cracked: 1000, prosecution: 1000, closed: 1000 })
  expect(counts.waiting).toBe(Math.floor((CASES * 3) / 499))
  const { rows } = await list({ waiting: 'confirmation' })
  expect(rows).toHaveLength(50)
  expect(rows.every(({ waiting }) => waiting === 1)).toBe(true)
})
