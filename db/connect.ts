import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

/** A pool of connections and the query builder over it. Queries are not logged: they carry ids. */
export type Database = PostgresJsDatabase & { $client: postgres.Sql }
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** Opens a pool. `max` connections; a statement that takes longer than 15 s is ended by the server. */
export function connect(url: string, max = 10): Database {
  const client = postgres(url, {
    max,
    onnotice: () => {},
    connect_timeout: 10,
    // The library's own pauses grow to 20 s; people wait for a database that has come back.
    backoff: (failures: number) => Math.min(0.05 * 2 ** failures, 1),
    connection: { application_name: 'lushao', statement_timeout: 15_000 },
  })
  return drizzle(client)
}
