import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AnyRoute } from '#contract/route.ts'
import { enterAnswers, makeRun, stepRun } from '#contract/runs.ts'
import type { Input } from '#ui/client.ts'
import type { Person } from './awards-world.ts'
import {
  answersTo,
  books,
  claimed,
  granted,
  runOf,
  runSeen,
  runStep,
  seen,
  startPayments,
  type PaymentsWorld,
  type Reported,
} from './payments-world.ts'

/**
 * The office process is killed between any two steps of a batch, in the middle of each: what was sent is then sent again, as a browser
 * does. The books balance all the time, and the money goes out once.
 */
let it: PaymentsWorld
let owed: readonly Reported[]
let office: ChildProcess | null = null
beforeAll(async () => {
  it = await startPayments()
  owed = [await granted(it)]
  for (const one of owed) await claimed(it, one)
})
afterAll(async () => {
  office?.kill('SIGKILL')
  await it.stop()
})

/** Starts an office process over the same database and files; browsers send to it from then on. */
async function startOffice(): Promise<void> {
  const script = fileURLToPath(new URL('office-process.ts', import.meta.url))
  const { database, blobDir } = it.world
  const env = {
    ...process.env,
    DATA_DIR: dirname(blobDir),
    OFFICE_DATABASE_URL: database.officeUrl,
    PUBLIC_DATABASE_URL: database.publicUrl,
  }
  office = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(office.stdout ?? expect.fail('no output'), 'data')) as [Buffer]
  const address = String(said).trim()
  it.world.officeSend = (path, init) => fetch(`${address}${path}`, init)
}

/** The lock that everything takes which moves money (migration 0013). */
const MONEY = 7204

/** Sends something, kills the process while it waits in the middle of its transaction, and waits until the database knows; how it was answered. */
async function killed<T extends AnyRoute>(by: Person, route: T, input: Input<T>): Promise<string> {
  const { owner } = it.world.database
  return owner.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${MONEY})`
    const answer = it.as(by).refusal(route, input)
    const waiting = () => tx<{ pid: number }[]>`select pid from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`
    while ((await waiting()).length === 0);
    office?.kill('SIGKILL')
    const said = await answer
    // A backend that waits for a lock notices late that nobody listens any more.
    await tx`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`
    return said
  })
}

const outOf = async (): Promise<bigint> => (await books(it))['quota'] ?? 0n
const counted = async (): Promise<unknown[]> => {
  const [row] = await it.world.database.owner`select
    (select count(*)::int from runs) as runs, (select count(*)::int from payments) as payments, (select count(*)::int from run_steps) as steps,
    (select count(*)::int from payment_outcomes) as outcomes, (select count(*)::int from journals where payment_id is not null) as entries,
    (select count(*)::int from records where did in ('make-run', 'check-run', 'hand-run', 'enter-answers')) as traces`
  return Object.values(row ?? {})
}

/** Is killed in the middle of it, finds that nothing of it happened, and sends it again to a new process, twice. */
async function survives<T extends AnyRoute>(by: Person, route: T, input: Input<T>): Promise<void> {
  const [before, held] = [await counted(), await books(it)]
  expect(await killed(by, route, input)).toBe('unreachable')
  expect([await counted(), await books(it)]).toEqual([before, held])
  await startOffice()
  expect(await it.as(by).refusal(route, input)).toBe('done')
  const [after, holds] = [await counted(), await books(it)]
  expect(after).not.toEqual(before)
  expect(await it.as(by).refusal(route, input)).toBe('done')
  expect((await counted()).slice(0, 5)).toEqual(after.slice(0, 5))
  expect(await books(it)).toEqual(holds)
}

test('wherever the process is killed, a batch is paid once and the books balance', { timeout: 240_000 }, async () => {
  await startOffice()
  const start = await outOf()
  const sent = await runOf(
    it,
    owed.map(({ payable }) => payable),
  )
  const { run } = sent.params
  await survives('xu', makeRun, sent)
  await survives('xing', stepRun, await runStep(it, 'xing', run, 'check'))
  await survives('xu', stepRun, await runStep(it, 'xu', run, 'hand'))
  const lines = await answersTo(it, run)
  const answers = { params: { run }, body: { fileDigest: 'ef'.repeat(32), lines } }
  await survives('xu', enterAnswers, answers)
  const { state, lines: paid } = await runSeen(it, run)
  expect([state, ...paid.map((line) => line.state)]).toEqual(['done', 'paid'])
  expect(await counted()).toEqual([1, 1, 3, 1, 2, 5])
  expect(start - (await outOf())).toBe(owed.reduce((sum, { fen }) => sum + BigInt(fen), 0n))
  for (const { payable } of owed) expect((await seen(it, payable)).evidence.payable.state).toBe('paid')
})
