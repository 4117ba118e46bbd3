import type { Database } from '#db/connect.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'

/** That somebody takes something of the books out, on paper or as a file. */
export async function traceOfPrint(db: Database, who: Who): Promise<Record<string, never>> {
  await db.transaction((tx) => record(tx, { did: 'export-books', staff: who.staff }))
  return {}
}
