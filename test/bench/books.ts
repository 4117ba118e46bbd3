import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { openRoles } from '#db/roles.ts'
import { fillBooks, trialBalanceTimes } from './fill-books.ts'

/** `node test/bench/books.ts --entries 100000`: the trial balance of a fund with so many entries, of all months and of one, as the office asks. */
const { values } = parseArgs({ options: { entries: { type: 'string', default: '100000' } } })
const entries = Number(values.entries)
const dir = await mkdtemp(join(tmpdir(), 'lushao-bench-'))
await chmod(dir, 0o755)
const embedded = await startEmbedded(dir, { fast: true })
await migrate(embedded.ownerUrl)
const { officeUrl } = await openRoles(embedded.ownerUrl)
const owner = postgres(embedded.ownerUrl, { max: 1, onnotice: () => {} })
const office = postgres(officeUrl, { max: 1, onnotice: () => {} })
const year = await fillBooks(owner, entries)
for (const month of [null, '2026-03']) {
  const times = await trialBalanceTimes(office, year, month, 21)
  const [half, most] = [times[10] ?? 0, times.at(-1) ?? 0]
  const what = month === null ? 'all months' : `through ${month}`
  console.log(
    `${entries.toLocaleString('en')} entries, ${what}: half within ${Math.round(half)} ms, all within ${Math.round(most)} ms`,
  )
}
await owner.end()
await office.end()
await embedded.stop()
await rm(dir, { recursive: true, force: true })
