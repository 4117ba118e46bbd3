import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { EventEmitter } from 'node:events'
import { Logger, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker'
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

type Deps<D> = { db: Database; url: string; log: Log; jobs: readonly Job<D>[]; deps: D }

/**
 * Runs jobs from the queue in PostgreSQL (graphile-worker), however many processes do. One that loses the database comes
 * back when the database does. It takes no signals: whoever started it stops it.
 */
export function startWorker<D>(given: Deps<D>): Worker {
  const pool = quietPool(given.url)
  const stopping = new AbortController()
  let runner: Runner | null = null
  let earlier: string | null = null

  const begin = async (): Promise<Runner> => {
    if (earlier !== null) await unlock(given.db, earlier)
    const events: WorkerEvents = new EventEmitter()
    events.on('pool:create', ({ workerPool }) => (earlier = workerPool.id))
    const begun = await run({
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
    for (const { did, tries, atStart } of given.jobs)
      if (atStart === true) await begun.addJob(did, {}, { jobKey: did, maxAttempts: tries })
    return begun
  }
  const keepRunning = async (): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      try {
        runner = await begin()
        failures = 0
        if (stopping.signal.aborted) return await runner.stop()
        await runner.promise
      } catch (error) {
        given.log(errorLine('jobs', error))
      }
      runner = null
      await pause(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0, stopping.signal)
    }
  }
  const running = keepRunning()

  return {
    async stop() {
      stopping.abort()
      if (runner !== null) await endRunner(runner, given.log)
      await running
      await pool.end()
    },
  }
}

/** Waits for the jobs that run; those that take too long are given back, so that another process does them. */
async function endRunner(runner: Runner, log: Log): Promise<void> {
  const stopped = runner.stop().then(
    () => true,
    () => true, // it stopped by itself meanwhile
  )
  const late = new AbortController()
  const isStopped = await Promise.race([stopped, pause(PATIENCE_MS, late.signal).then(() => false)])
  late.abort()
  if (!isStopped) await runner.kill().catch((error: unknown) => log(errorLine('jobs', error)))
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
