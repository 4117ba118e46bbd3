import { Logger, runMigrations } from 'graphile-worker'
import type { Database } from './connect.ts'
import { forPg } from './for-pg.ts'

/** Tables of the queue. All but the last have row level security, which lets in nobody but their owner. */
const GUARDED = ['_private_jobs', '_private_job_queues', '_private_tasks', '_private_known_crontabs'] as const
const SCHEMA = 'graphile_worker'

/**
 * Brings the tables of the job queue (graphile-worker) to the version that we use, from whichever there is, and lets the
 * office's role work with them and with nothing else: it owns nothing there and can change no definition.
 */
export async function installQueue(db: Database, ownerUrl: string): Promise<void> {
  await runMigrations({ connectionString: forPg(ownerUrl), maxPoolSize: 1, logger: new Logger(() => () => {}) })
  await db.$client.begin(async (tx) => {
    await tx.unsafe(`
      REVOKE ALL ON SCHEMA ${SCHEMA} FROM PUBLIC;
      REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ${SCHEMA} FROM PUBLIC;
      GRANT USAGE ON SCHEMA ${SCHEMA} TO lushao_office;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${SCHEMA} TO lushao_office;
      GRANT SELECT ON ${SCHEMA}.migrations TO lushao_office;`)
    for (const table of GUARDED) {
      await tx.unsafe(`
        GRANT SELECT, INSERT, UPDATE, DELETE ON ${SCHEMA}.${table} TO lushao_office;
        DROP POLICY IF EXISTS office ON ${SCHEMA}.${table};
        CREATE POLICY office ON ${SCHEMA}.${table} TO lushao_office USING (true) WITH CHECK (true);`)
    }
  })
}
