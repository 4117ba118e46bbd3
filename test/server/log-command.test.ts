import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatCheckpoint, signNote, type Signer } from '#contract/tlog/note.ts'
import { formatProof } from '#contract/tlog/proof-file.ts'
import type { KeptHead } from '#server/log/verify/walk-tree.ts'
import { startLogWorld, type LogWorld } from './log-world.ts'

let log: LogWorld
let kept: KeptHead[]
let signer: Signer
let [size, firstSize] = [0, 0]

beforeAll(async () => {
  log = await startLogWorld()
  kept = [...(await log.world.database.owner<KeptHead[]>`select size::int, root, note from log_heads order by size`)]
  ;[firstSize, size] = kept.map((head) => head.size) as [number, number]
  signer = log.publishing(0).key.signerNamed('log.example/sanya')
})
afterAll(() => log.stop())

/** Runs the command on the database of this test, as its owner. */
function command(...args: string[]): Promise<{ code: number; out: string }> {
  const script = fileURLToPath(new URL('../../server/log/verify-log.ts', import.meta.url))
  const env = { ...process.env, DATABASE_URL: log.world.database.ownerUrl, LOG_KEY_FILE: join(log.dir, 'log-key.pem') }
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), out: stdout + stderr }),
    )
  })
}

test(
  'the command says it in words, saves the newest head, and compares with one that was saved',
  { timeout: 90_000 },
  async () => {
    const saved = join(log.dir, 'saved')
    const clean = await command('--save', saved)
    expect(clean.out).toMatch(
      new RegExp(`^${size} entries, \\d+ records, against 1 kept head\\(s\\): nothing found in [\\d.]+ s\\n$`),
    )
    expect(clean.code).toBe(0)
    expect(await readFile(saved, 'utf8')).toBe(kept.at(-1)?.note)
    const proof = join(log.dir, 'a.tlog-proof')
    await writeFile(proof, formatProof({ index: 0, path: [], checkpoint: kept[0]?.note ?? '' }))
    expect(await command('--head', saved, '--head', proof)).toMatchObject({ code: 0 })
    const root = new Uint8Array(32)
    await writeFile(saved, await signNote(formatCheckpoint({ origin: signer.name, size: firstSize, root }), signer))
    const forked = await command('--head', saved)
    expect(forked.code).toBe(1)
    expect(forked.out).toContain(
      `forked: log_heads ${firstSize} (place ${firstSize}): the log does not contain the head`,
    )
  },
)

test('what cannot be checked is neither clean nor a finding', { timeout: 90_000 }, async () => {
  const wrong = join(log.dir, 'wrong')
  await writeFile(wrong, 'no head')
  expect(await command('--head', wrong)).toMatchObject({
    code: 2,
    out: expect.stringContaining('neither a checkpoint nor') as string,
  })
  expect(await command('--unknown')).toMatchObject({ code: 2 })
})

test('every finding is a line that names the table, the record and the place', { timeout: 90_000 }, async () => {
  const { owner } = log.world.database
  const [leaf] = await owner<{ record: string; idx: string }[]>`
    select record, idx from log_leaves where source = 'records' order by idx limit 1`
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update records set did = 'nothing' where seq = ${leaf?.record ?? ''}`
  })
  const found = await command()
  expect(found.code).toBe(1)
  expect(found.out.split('\n')[0]).toBe(
    `changed: records ${leaf?.record} (place ${leaf?.idx}): is not what its entry in the log says`,
  )
})
