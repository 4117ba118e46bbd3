import pg from 'pg'
import { forPg } from '#db/for-pg.ts'
import { codeOf } from '../http/refuse-error.ts'

/** One connection listens for new jobs, one makes the plan, and the workers share the third: they hold none while a job runs. */
const CONNECTIONS = 3

type Callback = (error: unknown, result?: unknown) => void
type Plain = (...given: unknown[]) => unknown

/**
 * The connections of the job queue. The library behind it writes the text of errors to the standard error and into its
 * tables; errors of these connections have none, only their code.
 */
export function quietPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: forPg(url),
    max: CONNECTIONS,
    application_name: 'lushao-jobs',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    Client: QuietClient,
  })
  // A connection that broke is replaced by the pool; without somebody who hears of it, Node would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

class QuietClient extends pg.Client {
  override connect(...given: unknown[]): never {
    return quietly((...heard) => super.connect(...(heard as [])), given) as never
  }
  override query(...given: unknown[]): never {
    return quietly((...heard) => super.query(...(heard as [string])), given) as never
  }
}

/** Calls a method that answers with a promise or to a callback; an error reaches neither with its text. */
function quietly(method: Plain, given: unknown[]): unknown {
  const last = given.at(-1)
  const heard = isCallback(last)
    ? [
        ...given.slice(0, -1),
        (error: unknown, result?: unknown) => last(error instanceof Error ? withoutText(error) : error, result),
      ]
    : given
  const answer = method(...heard)
  return answer instanceof Promise
    ? answer.catch((error: unknown) => {
        throw withoutText(error)
      })
    : answer
}

function isCallback(value: unknown): value is Callback {
  return typeof value === 'function'
}

function withoutText(error: unknown): NoText {
  return new NoText(codeOf(error) ?? 'CONNECTION_LOST')
}

/** Something failed; the code says what, and nothing says more. */
export class NoText extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}
