import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { connect } from '#db/connect.ts'
import { leftRunning, startEmbedded } from '#db/embedded.ts'
import { readConfig, type Config } from '../config.ts'
import { lastHeadFileOf } from './last-head.ts'
import { readKeptHead, readOwnHead, readPublicKey } from './verify/kept-heads.ts'
import { verifyLog } from './verify/verify-log.ts'
import type { KeptHead } from './verify/walk-tree.ts'
import { sayFinding } from './verify/words.ts'

// `npm run verify-log -- [--head FILE]… [--save FILE]`: a line for every finding, then a summary.
// --head compares with a head that was kept outside, a checkpoint or a .tlog-proof; --save writes the newest one.
const CLEAN = 0
const FOUND = 1
const COULD_NOT = 2

type Opened = { url: string; close: () => Promise<void> }

/** The database of DATABASE_URL or of OFFICE_DATABASE_URL, else the embedded one: the running one, or started for the check. */
async function openDatabase({ databaseUrl, officeDatabaseUrl, dataDir }: Config): Promise<Opened> {
  const given = databaseUrl ?? officeDatabaseUrl
  if (given !== null) return { url: given, close: async () => {} }
  const running = await leftRunning(dataDir)
  if (running !== null) return { url: running.ownerUrl, close: async () => {} }
  if (!existsSync(join(dataDir, 'postgres')))
    throw new Error(`There is no database in ${dataDir}; set DATABASE_URL or DATA_DIR`)
  const started = await startEmbedded(dataDir)
  return { url: started.ownerUrl, close: started.stop }
}

async function run(heads: readonly string[], save: string | undefined): Promise<number> {
  const startedAt = Date.now()
  const kept: KeptHead[] = []
  for (const file of heads) kept.push(await readKeptHead(file))
  const config = readConfig(process.env)
  const publicKey = await readPublicKey(config.logKeyFile)
  // Where the key lies, the publisher keeps the last head that it signed.
  if (publicKey !== null) kept.push(...(await readOwnHead(lastHeadFileOf(config.logKeyFile))))
  const opened = await openDatabase(config)
  const db = connect(opened.url, 1)
  try {
    const onFinding = (finding: Parameters<typeof sayFinding>[0]): void => console.log(sayFinding(finding))
    const { size, records, count, newestHead } = await verifyLog({ db, now: new Date(), kept, publicKey, onFinding })
    if (save !== undefined && newestHead !== null) await writeFile(save, newestHead)
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
    const against = kept.length === 0 ? '' : `, against ${kept.length} kept head(s)`
    console.log(
      `${size} entries, ${records} records${against}: ${count === 0 ? 'nothing found' : `${count} finding(s)`} in ${seconds} s`,
    )
    return count === 0 ? CLEAN : FOUND
  } finally {
    await db.$client.end()
    await opened.close()
  }
}

try {
  const { values } = parseArgs({ options: { head: { type: 'string', multiple: true }, save: { type: 'string' } } })
  process.exit(await run(values.head ?? [], values.save))
} catch (error) {
  console.error(`The log could not be checked: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(COULD_NOT)
}
