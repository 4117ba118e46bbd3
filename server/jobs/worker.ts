import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { EventEmitter } from 'node:events'
import { Logger, run, type Runner, type TaskList, type WorkerEvents, type WorkerPool } from 'graphile-worker'
import type { Pool } from 'pg'
import type { Database } from '#db/connect.ts'
import { errorLine, type Log } from '../http/log.ts'
import { codeOf } from '../http/refuse-error.ts'
import { NoText, quietPool } from './quiet-pool.ts'

/** Something that is done again and again, once for the whole installation. */
export type Job<D> = {
  did: string
  /** When, as a crontab has it, in UTC; null for what is only asked for. */
  at: string | null
  /** How long after its time a run that was missed is still made up, once. Not longer than its period. */
  fill: '1h' | '1d'
  tries: number
  /** Asked for once more whenever a process begins. */
  atStart?: true
  /** Safe to run twice. Answers how many things it did. */
  run: (deps: D) => Promise<number>
}

export type Worker = {
  /** Takes no more jobs and waits for those that run, for so long as a machine that shuts down has patience. */
  stop: () => Promise<void>
}

/** Jobs of one process at once. */
const AT_ONCE = 2
/** A new job is told of at once; this is for those that were put off. */
const LOOK_EVERY_MS = 2_000
const RETRY_MS = [200, 500, 1_000, 2_000, 5_000, 10_000] as const
const PATIENCE_MS = 10_000

type Deps<D> = {
  db: Database
  url: string
  log: Log
  jobs: readonly Job<D>[]
  deps: D
  /** How long stopping waits for jobs in hand. */
  patienceMs?: number
}

/** A runner of the library, and its workers, under whose id it takes jobs. */
type Running = { runner: Runner; workers: WorkerPool }

/**
 * Runs jobs from the queue in PostgreSQL (graphile-worker), however many processes do. One that loses the database comes
 * back when the database does. It takes no signals: whoever started it stops it.
 */
export function startWorker<D>(given: Deps<D>): Worker {
  const pool = quietPool(given.url)
  const stopping = new AbortController()
  let now: Running | null = null

  const keepRunning = async (): Promise<void> => {
    let earlier: string | null = null
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      try {
        if (earlier !== null) await unlock(given.db, earlier)
        now = await begin(given, pool)
        earlier = now.workers.id
        failures = 0
        if (stopping.signal.aborted) return await endRunning(now, given)
        await now.runner.promise
      } catch (error) {
        given.log(errorLine('jobs', error))
      }
      now = null
      await pause(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0, stopping.signal)
    }
  }
  const running = keepRunning()

  return {
    async stop() {
      stopping.abort()
      if (now !== null) await endRunning(now, given)
      await running
      await pool.end()
    },
  }
}

/** Starts the library on our jobs, and asks for those that a process begins with. */
async function begin<D>(given: Deps<D>, pool: Pool): Promise<Running> {
  let workers: WorkerPool | null = null
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => {
    workers = workerPool
  })
  const runner = await run({
    pgPool: pool,
    taskList: tasksOf(given),
    crontab: crontabOf(given.jobs),
    concurrency: AT_ONCE,
    pollInterval: LOOK_EVERY_MS,
    noHandleSignals: true,
    logger: quietLogger(given.log),
    events,
    // Without a batch the library leaves the promise of "done" to nobody, and a lost connection would end the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  })
  if (workers === null) throw new Error('The library makes its workers before it answers')
  const running: Running = { runner, workers }
  try {
    for (const { did, tries, atStart } of given.jobs)
      if (atStart === true) await runner.addJob(did, {}, { jobKey: did, maxAttempts: tries })
  } catch (error) {
    await endRunning(running, given)
    throw error
  }
  return running
}

/** Waits for the jobs that run; those that take too long are given back, so that another process does them. */
async function endRunning(
  { runner, workers }: Running,
  { log, patienceMs = PATIENCE_MS }: Pick<Deps<never>, 'log' | 'patienceMs'>,
): Promise<void> {
  const stopped = runner.stop().then(
    () => true,
    () => true, // it stopped by itself meanwhile
  )
  const late = new AbortController()
  const isStopped = await Promise.race([stopped, pause(patienceMs, late.signal).then(() => false)])
  late.abort()
  if (isStopped) return
  // `runner.kill()` does nothing once it is stopping.
  try {
    await workers.forcefulShutdown('stopped')
  } catch (error) {
    log(errorLine('jobs', error))
  }
}

/** A wait that ends early when the signal is given. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => {})
}

/** What a run of ours that broke off had taken is free again. */
async function unlock(db: Database, poolId: string): Promise<void> {
  await db.execute(sql`select graphile_worker.force_unlock_workers(array[${poolId}])`)
}

/** Each job with its failure in our log; the library, which stores the text of errors, gets a code. */
function tasksOf<D>({ jobs, deps, log }: Deps<D>): TaskList {
  return Object.fromEntries(
    jobs.map(({ did, run: doIt }) => [
      did,
      async () => {
        const startedAt = performance.now()
        try {
          const count = await doIt(deps)
          if (count > 0) log({ did, count, ms: Math.round(performance.now() - startedAt) })
        } catch (error) {
          log(errorLine(did, error))
          throw new NoText(codeOf(error) ?? 'FAILED')
        }
      },
    ]),
  )
}

/** One key a job: a run that was put off is replaced by the next, never doubled. */
function crontabOf(jobs: readonly Job<never>[]): string {
  return jobs
    .filter((job) => job.at !== null)
    .map(({ at, did, fill, tries }) => `${at} ${did} ?fill=${fill}&max=${tries}&jobKey=${did}`)
    .join('\n')
}

/** Of what the library says only that something failed, with its code; a job's own failure is told by the job. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, _message, meta) => {
    if (level !== 'error' || meta['failure'] === true) return
    log({ did: 'jobs', code: codeOf(meta['error'] ?? meta['fatalError']) ?? 'failed' })
  })
}
