import { formatVerifier } from '#contract/tlog/note.ts'
import type { Database } from '#db/connect.ts'
import { selectLogName } from './store-published.ts'

/** The key of the log as our own file has it, under the name of the log; empty before the first head. Whoever changes the database does not change it. */
export async function pinnedVerifier(db: Database, publicKey: Uint8Array): Promise<string> {
  const name = await selectLogName(db)
  return name === null ? '' : formatVerifier({ name: name.origin, publicKey })
}
