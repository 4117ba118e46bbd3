import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startBenchOffice, type BenchOffice } from '../bench/bench-office.ts'
import { fill } from '../bench/fill.ts'
import { kindsOf, type Kind } from '../bench/requests.ts'
import { timingsOf } from '../bench/timings.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

/** The benchmark of test/bench in small, with loose limits: a query that walks everything shows here too. */
const SMALL = 500
const LARGE = 5000

let dir: string
const databases: TestDatabase[] = []
const offices: BenchOffice[] = []
let pairs: [Kind, Kind][]

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lushao-scale-'))
  const kinds: Kind[][] = []
  for (let count = 0; count < 2; count++) databases.push(await freshDatabase(inject('templateUrl')))
  for (const [place, tips] of [SMALL, LARGE].entries()) {
    const ownerUrl = databases[place]?.ownerUrl ?? ''
    // The roles are the server's, with the password that the last database gave them.
    const officeUrl = new URL(databases.at(-1)?.officeUrl ?? '')
    officeUrl.pathname = new URL(ownerUrl).pathname
    const office = await startBenchOffice(ownerUrl, officeUrl.href, dir)
    offices.push(office)
    await fill(office.owner, {
      from: 1,
      to: tips,
      desks: office.desks,
      officers: [office.officer],
      words: 128,
      seed: 7,
    })
    kinds.push(kindsOf({ office, tips, hasWords: true, colleagues: [office.officer] }, 7))
  }
  pairs = (kinds[0] ?? []).flatMap((small, place): [Kind, Kind][] => {
    const large = kinds[1]?.[place]
    return large === undefined ? [] : [[small, large]]
  })
}, 120_000)
afterAll(async () => {
  for (const office of offices) await office.stop()
  for (const database of databases) await database.drop()
  await rm(dir, { recursive: true, force: true })
})

test('no list, count or search takes much longer with ten times the tips', async () => {
  for (const pair of pairs) {
    const [small, large] = await timingsOf(pair, 4, 2)
    expect(large?.p50, large?.name).toBeLessThan(Math.max(100, 6 * (small?.p50 ?? 0)))
  }
}, 120_000)
