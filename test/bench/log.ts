import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { consistencyPath, inclusionPath } from '#contract/tlog/merkle.ts'
import { connect } from '#db/connect.ts'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { openRoles } from '#db/roles.ts'
import { openLogKey } from '#server/log/log-key.ts'
import { publishLog, type PublishDeps } from '#server/log/publish.ts'
import { hashReader } from '#server/log/store-published.ts'
import { verifyLog } from '#server/log/verify/verify-log.ts'

/** `node test/bench/log.ts --leaves 1000000`: appending and proving at few entries and at all of them, then verifying all. */

const SMALL = 10
const REPEATS = 9

const { values } = parseArgs({
  options: {
    leaves: { type: 'string', default: '100000' },
    /** Records of an hour. By default sixteen hours make a million; with 60 there are as many heads as in years. */
    hour: { type: 'string', default: '65000' },
  },
})
const [leaves, anHour] = [Number(values.leaves), Number(values.hour)]
const dir = await mkdtemp(join(tmpdir(), 'lushao-bench-'))
await chmod(dir, 0o755)
const embedded = await startEmbedded(dir, { fast: true })
await migrate(embedded.ownerUrl)
const { officeUrl } = await openRoles(embedded.ownerUrl)
const owner = postgres(embedded.ownerUrl, { max: 1, onnotice: () => {} })
const db = connect(officeUrl, 2)
const key = await openLogKey(join(dir, 'log-key.pem'))
let hour = 0
const published = async (): Promise<number> => {
  hour += 1
  const now = (): Date => new Date(Date.UTC(2020, 0, 1, hour))
  const deps: PublishDeps = { db, key, lastHeadFile: join(dir, 'last-head'), logName: null, now }
  return (await publishLog(deps))?.size ?? 0
}

/** Real records with the entries that the trigger would have made, a set at a time. */
async function addRecords(count: number): Promise<void> {
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`set local timezone = 'UTC'`
    await tx`with added as (
        insert into records (at, did, tip_id) select now(), 'open-tip', gen_random_uuid() from generate_series(1, ${count}) returning *),
      salted as materialized (select r.seq, new_salt() as salt, log_record_digest('records', to_jsonb(r)) as digest from added r)
      insert into log_leaves (source, record, salt, entry) select 'records', seq::text, salt, sha256(salt || digest) from salted`
  })
}

/** The median of some milliseconds. */
async function timed(what: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < REPEATS; n++) {
    const startedAt = performance.now()
    await what()
    times.push(performance.now() - startedAt)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(REPEATS / 2)] ?? 0
}

async function appendAndProve(): Promise<string> {
  let size = 0
  const append = await timed(async () => {
    await owner`insert into records (at, did) select now(), 'open-tip' from generate_series(1, ${SMALL})`
    size = await published()
  })
  const reader = hashReader(db)
  const place = Math.floor(size / 3)
  const include = await timed(() => inclusionPath(reader, place, size))
  const consist = await timed(() => consistencyPath(reader, place, size))
  const ms = (time: number): string => `${time.toFixed(1)} ms`
  return `at ${size} entries: ${SMALL} records and a head ${ms(append)}, inclusion ${ms(include)}, consistency ${ms(consist)}`
}

console.log(await appendAndProve())
const fillingAt = performance.now()
for (let left = leaves; left > 0; left -= anHour) {
  await addRecords(Math.min(left, anHour))
  await published()
}
await owner`vacuum analyze`
console.log(`${leaves} records published in ${((performance.now() - fillingAt) / 1000).toFixed(1)} s`)
console.log(await appendAndProve())
const verifyingAt = performance.now()
const { size, records, count, findings } = await verifyLog({ db, now: new Date(), publicKey: key.publicKeyBytes })
const seconds = (performance.now() - verifyingAt) / 1000
console.log(
  `verified ${size} entries, ${records} records in ${seconds.toFixed(1)} s: ${count} findings; most memory of this process ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
)
for (const finding of findings.slice(0, 5)) console.log(finding)
await owner.end()
await db.$client.end()
await embedded.stop()
await rm(dir, { recursive: true, force: true })
process.exit(count === 0 ? 0 : 1)
