import { sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import type { Database } from '#db/connect.ts'

/** GET /healthz: 200 when the database answers, otherwise the refusal `unavailable` (503). */
export function mountHealth(app: FastifyInstance, db: Database): void {
  app.get('/healthz', { config: { id: 'healthz' } }, async () => {
    await db.execute(sql`select 1`)
    return { ok: true }
  })
}
