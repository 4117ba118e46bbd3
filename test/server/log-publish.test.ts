import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, inject, test } from 'vitest'
import { fillerEntry } from '#contract/tlog/entry.ts'
import { leafHash } from '#contract/tlog/hashes.ts'
import { rootOf, rootAt } from '#contract/tlog/merkle.ts'
import { openCheckpoint, parseVerifier } from '#contract/tlog/note.ts'
import { connect, type Database } from '#db/connect.ts'
import { batchSize, chosenPlaces } from '#server/log/batch.ts'
import { openLogKey } from '#server/log/log-key.ts'
import { publishLog, WillNotSign, type PublishDeps } from '#server/log/publish.ts'
import { hashReader } from '#server/log/store-published.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

let database: TestDatabase
let offices: Database[]
let dir: string
let deps: PublishDeps

beforeEach(async () => {
  database = await freshDatabase(inject('templateUrl'))
  offices = [connect(database.officeUrl, 16), connect(database.officeUrl, 16)]
  dir = await mkdtemp(join(tmpdir(), 'lushao-log-'))
  deps = await publishing(0)
  return async () => {
    for (const office of offices) await office.$client.end()
    await database.drop()
    await rm(dir, { recursive: true, force: true })
  }
})

/** What one of the office processes publishes with; each remembers the last head in a file of its own. */
async function publishing(office: number, hour = 0): Promise<PublishDeps> {
  const db = offices[office]
  if (db === undefined) throw new Error('There are two offices')
  const key = await openLogKey(join(dir, 'log-key.pem'))
  return { db, key, lastHeadFile: join(dir, `last-head-${office}`), logName: null, now: () => at(hour) }
}
const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 25, hour, 17))
const inHour = (hour: number): PublishDeps => ({ ...deps, now: () => at(hour) })

const record = (db: Database): Promise<unknown> => db.$client`insert into records (at, did) values (now(), 'test')`
const count = async (what: string): Promise<number> =>
  Number((await database.owner.unsafe(`select count(*) as count from ${what}`))[0]?.['count'])
const asSuperuser = (statement: string): Promise<unknown> =>
  database.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx.unsafe(statement)
  })
const why = (deps_: PublishDeps): Promise<unknown> =>
  publishLog(deps_).then(
    () => null,
    (error: unknown) => (error instanceof WillNotSign ? error.why : error),
  )

test('a batch has one of few sizes, and its records stand at places that say nothing', () => {
  expect([0, 1, 64, 65, 256, 257, 70_000].map(batchSize)).toEqual([64, 64, 64, 256, 256, 1024, 262_144])
  expect(chosenPlaces(8, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(chosenPlaces(64, 0)).toEqual([])
  const places = Array.from({ length: 400 }, () => chosenPlaces(4, 1)[0])
  for (const place of [0, 1, 2, 3]) expect(places.filter((each) => each === place).length).toBeGreaterThan(40)
})

test('the key is made once, is for its owner alone, and the same for all who open it at once', async () => {
  const file = join(dir, 'another-key.pem')
  const keys = await Promise.all(Array.from({ length: 8 }, () => openLogKey(file)))
  expect(new Set(keys.map((key) => Buffer.from(key.publicKeyBytes).toString('hex'))).size).toBe(1)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('every waiting leaf gets a place, the rest of the batch is filler, and the head is signed over all', async () => {
  const waiting = await count('log_leaves where idx is null')
  expect(waiting).toBeGreaterThan(0)
  expect(await publishLog(inHour(1))).toEqual({ size: batchSize(waiting), entered: waiting })
  expect(await count('log_leaves where idx is null')).toBe(0)
  expect(await count('log_leaves l join log_entries e on e.idx = l.idx and e.entry = l.entry')).toBe(waiting)
  const [head] = await database.owner`select * from log_heads`
  const [name] = await database.owner`select * from log_identity`
  const verifier = parseVerifier(String(name?.['verifier_key']))
  const checkpoint = verifier && openCheckpoint(String(head?.['note']), verifier)
  const entries = await database.owner<{ idx: string; entry: Uint8Array }[]>`select * from log_entries order by idx`
  expect(checkpoint?.size).toBe(entries.length)
  const root = rootOf(entries.map(({ entry }) => leafHash(entry)))
  expect(Buffer.from(checkpoint?.root ?? []).equals(Buffer.from(root))).toBe(true)
  const filler = entries.filter(({ idx, entry }) =>
    Buffer.from(fillerEntry(new Uint8Array(head?.['filler_seed'] as Buffer), Number(idx))).equals(entry),
  )
  expect(filler).toHaveLength(entries.length - waiting)
})

test('an hour has one head, and an hour without a deed has one too', async () => {
  const first = await publishLog(inHour(1))
  await record(deps.db)
  expect(await publishLog(inHour(1))).toBe(null)
  expect(await publishLog(inHour(2))).toEqual({ size: (first?.size ?? 0) + 64, entered: 1 })
  expect(await publishLog(inHour(3))).toEqual({ size: (first?.size ?? 0) + 128, entered: 0 })
  expect(await publishLog(inHour(2))).toBe(null)
})

test('a change that is rolled back leaves no leaf, and one that stays has its leaf in the same transaction', async () => {
  const before = await count('log_leaves')
  const [db] = offices
  await db?.$client
    .begin(async (tx) => {
      await tx`insert into records (at, did) values (now(), 'test')`
      throw new Error('cut off')
    })
    .catch(() => {})
  expect(await count('log_leaves')).toBe(before)
  await db?.$client.begin(async (tx) => {
    await tx`insert into records (at, did) values (now(), 'test')`
    expect((await tx`select count(*)::int as count from log_leaves`)[0]?.['count']).toBe(before + 1)
  })
})

test('two offices that write on 32 connections and publish at once give one log without gaps', async () => {
  const publishers = [await publishing(0), await publishing(1)]
  const writing = offices.flatMap((db) =>
    Array.from({ length: 16 }, async () => {
      for (let turn = 0; turn < 25; turn++) await record(db)
    }),
  )
  const publishingAll = publishers.map(async (each) => {
    let signed = 0
    for (let hour = 1; hour <= 12; hour++) if (await publishLog({ ...each, now: () => at(hour) })) signed += 1
    return signed
  })
  const [signed] = await Promise.all([Promise.all(publishingAll), ...writing])
  expect(signed.reduce((sum, each) => sum + each, 0)).toBe(await count('log_heads'))
  await publishLog(inHour(20))
  expect(await count(`log_leaves where source = 'records'`)).toBe(2 * 16 * 25)
  expect(await count('log_leaves where idx is null')).toBe(0)
  const [gaps] = await database.owner`select max(idx) + 1 - count(*) as gaps from log_entries`
  expect(Number(gaps?.['gaps'])).toBe(0)
  expect(
    await count('log_leaves l left join log_entries e on e.idx = l.idx and e.entry = l.entry where e.idx is null'),
  ).toBe(0)
  const heads = await database.owner<{ size: string; root: Buffer }[]>`select size, root from log_heads`
  for (const { size, root } of heads)
    expect(Buffer.from(await rootAt(hashReader(deps.db), Number(size))).equals(root)).toBe(true)
})

test('no head is signed with another key, over hashes that were changed, or over a head that nobody signed', async () => {
  await publishLog(inHour(1))
  const other = { ...inHour(2), key: await openLogKey(join(dir, 'other.pem')) }
  expect(await why(other)).toBe('otherKey')
  await asSuperuser(`update log_heads set root = sha256(root)`)
  expect(await why(inHour(2))).toBe('headForged')
  await asSuperuser(`update log_heads set root = decode(split_part(note, E'\\n', 3), 'base64')`)
  // What stands under a full subtree is not read again every hour: the verifier compares it with its root.
  await asSuperuser(`update log_nodes set hash = sha256(hash) where level = 1 and n = 0`)
  expect(await why(inHour(2))).toBe('headDiffers')
  expect(await count('log_heads')).toBe(1)
})

test('what was signed is remembered outside: a tail that is cut off and a log that is forked are not signed again', async () => {
  await publishLog(inHour(1))
  await record(deps.db)
  const before = await publishLog(inHour(2))
  const kept = await readFile(deps.lastHeadFile, 'utf8')
  const from = (before?.size ?? 0) - 64
  await asSuperuser(`delete from log_heads where size > ${from}; delete from log_entries where idx >= ${from};
    update log_leaves set idx = null where idx >= ${from}`)
  expect(await why(inHour(3))).toBe('truncated')
  // Who has no memory of the longer log signs one that forks off; who has it does not go on with that.
  await publishLog({ ...inHour(3), lastHeadFile: join(dir, 'forgotten') })
  expect(await readFile(deps.lastHeadFile, 'utf8')).toBe(kept)
  expect(await why(inHour(4))).toBe('forked')
})
