import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listLogDays, readLogHead } from '#contract/published-log.ts'
import { inclusionPath, type HashReader } from '#contract/tlog/merkle.ts'
import { decodeEntries, formatTilePath, tileWidth, type Tile } from '#contract/tlog/tiles.ts'
import { call } from '#ui/client.ts'
import { verifyCommand } from '../../web/public/src/log/verify-command.ts'
import { secondCheckpoint, secondInclusion } from '../contract/tlog/second-verifier.ts'
import { sigstoreThatTrusts } from '../contract/tlog/sigstore-verifier.ts'
import { publishUpTo, VERIFIER, VERIFIER_KEY } from './published-log.ts'
import { startWorld, type World } from './world.ts'

const FOR_EVER = 'public, max-age=31536000, immutable'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const get = (path: string) => world.public.inject({ method: 'GET', url: path })
const tileAt = (tile: Tile) => get(`/log/${formatTilePath(tile)}`)

/** A client that knows addresses and sizes only. */
async function bytesOf(tile: Tile): Promise<Buffer> {
  const answer = await tileAt(tile)
  expect(answer.statusCode, formatTilePath(tile)).toBe(200)
  expect(answer.headers['content-type']).toBe('application/octet-stream')
  expect(answer.headers['cache-control']).toBe(FOR_EVER)
  return answer.rawPayload
}
const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()

/** The Merkle tree hash as RFC 6962 writes it, over entries: nothing of ours is in it. */
function treeHash(entries: readonly Uint8Array[]): Buffer {
  const [only] = entries
  if (only === undefined) return sha256()
  if (entries.length === 1) return sha256(Buffer.from([0]), only)
  const k = 2 ** Math.floor(Math.log2(entries.length - 1))
  return sha256(Buffer.from([1]), treeHash(entries.slice(0, k)), treeHash(entries.slice(k)))
}

async function allEntries(size: number): Promise<Uint8Array[]> {
  const entries: Uint8Array[] = []
  for (let n = 0; n * 256 < size; n++) {
    const width = tileWidth({ level: 'entries', n }, size)
    entries.push(...(decodeEntries(await bytesOf({ level: 'entries', n, width })) ?? []))
  }
  return entries
}

test('before the first head there is no checkpoint and no tile, and the site is told so', async () => {
  for (const path of ['/log/checkpoint', '/log/tile/0/000', '/log/tile/0/000.p/1', '/log/tile/entries/000.p/1']) {
    const answer = await get(path)
    expect(answer.statusCode, path).toBe(404)
    expect(answer.headers['cache-control'], path).toBe('no-store')
  }
  expect((await get('/log/heads.txt')).body).toBe('')
  expect(await call(world.send, readLogHead, {})).toEqual({ is: 'done', reply: { log: null } })
  expect(await call(world.send, listLogDays, {})).toEqual({ is: 'done', reply: { days: [], older: null } })
})

describe.each([128, 255, 256, 257, 511, 513, 66_000])('a log of %i entries', (size) => {
  let note: string
  beforeAll(async () => {
    note = await publishUpTo(world.database.owner, size)
  }, 60_000)

  test('serves the newest head as text, kept for seconds only', async () => {
    const answer = await get('/log/checkpoint')
    expect(answer.body).toBe(note)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'public, max-age=5',
    })
    expect((await get(`/log/heads/${size}`)).body).toBe(note)
  })

  test('serves every tile byte by byte as the specification has it', async () => {
    const entries = await allEntries(size)
    expect(treeHash(entries).equals(secondCheckpoint(note, VERIFIER_KEY)?.root ?? Buffer.alloc(0))).toBe(true)
    for (let [level, stored] = [0, 1]; stored <= size; level++, stored *= 256) {
      // The first, the one in the middle and the last two of a level stand for all of a long one.
      const last = Math.floor((Math.floor(size / stored) - 1) / 256)
      for (const n of new Set([0, Math.floor(last / 2), Math.max(0, last - 1), last])) {
        const width = tileWidth({ level, n }, size)
        const hashes = Array.from({ length: width }, (_, i) =>
          treeHash(entries.slice((n * 256 + i) * stored, (n * 256 + i + 1) * stored)),
        )
        expect((await bytesOf({ level, n, width })).equals(Buffer.concat(hashes)), `${level}/${n}`).toBe(true)
      }
    }
  })

  test('serves nothing beyond the newest head', async () => {
    for (const level of [0, 1, 2, 3, 'entries'] as const) {
      const stored = level === 'entries' ? 1 : 256 ** level
      const n = Math.floor(size / stored / 256)
      const width = tileWidth({ level, n }, size)
      if (width < 255) expect((await tileAt({ level, n, width: width + 1 })).statusCode).toBe(404)
      expect((await tileAt({ level, n, width: 256 })).statusCode).toBe(404)
      expect((await tileAt({ level, n: n + 1, width: 1 })).statusCode).toBe(404)
    }
  })

  test('two verifiers that others wrote take what stands in the tiles, and nothing else', async () => {
    const reader: HashReader = async (level, from, count) => {
      const n = Math.floor(from / 256)
      const bytes = await bytesOf({ level, n, width: tileWidth({ level, n }, size) })
      return Array.from({ length: count }, (_, i) =>
        bytes.subarray((from - n * 256 + i) * 32, (from - n * 256 + i + 1) * 32),
      )
    }
    const sigstoreTakes = sigstoreThatTrusts(VERIFIER)
    const head = secondCheckpoint(note, VERIFIER_KEY)
    const entries = await allEntries(size)
    for (const index of [0, Math.floor(size / 3), size - 2, size - 1]) {
      const path = await inclusionPath(reader, index, size)
      const [entry, other] = [entries[index] ?? Buffer.alloc(0), entries[(index + 1) % size] ?? Buffer.alloc(0)]
      const seconds = (given: Uint8Array): boolean =>
        secondInclusion(given, index, size, path, head?.root ?? Buffer.alloc(0))
      expect([sigstoreTakes(entry, index, path, note), seconds(entry)], String(index)).toEqual([true, true])
      expect([sigstoreTakes(other, index, path, note), seconds(other)]).toEqual([false, false])
    }
  })
})

test('partial tiles of earlier heads stay, and a path that is written otherwise is no tile', async () => {
  for (const width of [128, 255]) expect((await bytesOf({ level: 0, n: 0, width })).length).toBe(width * 32)
  for (const width of [1, 255]) expect((await bytesOf({ level: 'entries', n: 0, width })).length).toBe(width * 34)
  for (const path of [
    '0/0',
    '0/000.p/0',
    '0/000.p/256',
    '0/000.p/01',
    '00/000',
    '64/000',
    '0/x000/000',
    'data/000',
    '0/',
  ])
    expect((await get(`/log/tile/${path}`)).statusCode, path).toBe(404)
})

test('pages of others may read the log, and a head that never was is not found', async () => {
  const { headers } = await get('/log/tile/0/000')
  expect(headers).toMatchObject({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' })
  expect((await get('/log/heads/300')).statusCode).toBe(404)
  expect((await get('/log/heads/x')).statusCode).toBe(400)
  expect((await world.public.inject({ method: 'POST', url: '/log/checkpoint' })).statusCode).toBe(404)
})

test('the history names every head as text, and each day once with its last head', async () => {
  const { owner } = world.database
  await publishUpTo(owner, 66_100, new Date('2031-01-31T15:59:00Z'))
  const last = await publishUpTo(owner, 66_200, new Date('2031-01-31T16:01:00Z'))
  const lines = (await get('/log/heads.txt')).body.trimEnd().split('\n')
  expect(lines).toHaveLength(9)
  const root = secondCheckpoint(last, VERIFIER_KEY)?.root.toString('base64') ?? ''
  expect(lines[0]).toBe(`2031-01-31T16:00:00.000Z 66200 ${root}`)
  expect((await get('/log/heads.txt?below=256')).body.trimEnd().split('\n')).toHaveLength(2)
  const answer = await call(world.send, listLogDays, {})
  const days = answer.is === 'done' ? answer.reply.days : []
  expect(days.map(({ on, size }) => ({ on, size })).slice(0, 2)).toEqual([
    { on: '2031-02-01', size: 66_200 },
    { on: '2031-01-31', size: 66_100 },
  ])
  const older = await call(world.send, listLogDays, { params: { before: '2031-01-31' } })
  expect(older.is === 'done' && older.reply.days.map(({ size }) => size)).toEqual([66_000])
  expect((await get('/api/log/days?before=yesterday')).statusCode).toBe(400)
})

test('the commands on the page verify the newest head with OpenSSL, and refuse it under another key', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lushao-head-'))
  await writeFile(join(dir, 'published'), (await get('/log/checkpoint')).body)
  const run = (key: string) =>
    promisify(execFile)('sh', ['-c', verifyCommand(`file://${join(dir, 'published')}`, key)], { cwd: dir })
  expect((await run(VERIFIER_KEY)).stdout).toContain('Signature Verified Successfully')
  await expect(run(VERIFIER_KEY.replace(/.{6}$/, 'AAAAA='))).rejects.toThrow(/verif|error/i)
  expect((await readFile(join(dir, 'text'), 'utf8')).split('\n')).toHaveLength(4)
  await rm(dir, { recursive: true })
})

test('a long history comes a month at a time, no day twice', async () => {
  const { owner } = world.database
  for (let size = 66_201; size <= 66_270; size++) {
    const day = new Date(Date.UTC(2032, 0, 1 + size - 66_201))
    await owner`insert into log_entries values (${size - 1}, sha256(int8send(${size})))`
    await owner`insert into log_heads values (${size}, sha256(''), 'no note', ${day}, sha256(''))`
  }
  const days: string[] = []
  let before: string | undefined
  for (let page = 0; page < 5; page++) {
    const answer = await call(world.send, listLogDays, { params: before === undefined ? {} : { before } })
    if (answer.is !== 'done') throw new Error(answer.is)
    days.push(...answer.reply.days.map(({ on }) => on))
    if (answer.reply.older === null) break
    before = answer.reply.older
  }
  expect(days.length).toBe(70 + 3)
  expect(days).toEqual([...new Set(days)].toSorted().toReversed())
})
