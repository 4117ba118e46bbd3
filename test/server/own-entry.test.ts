import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MAILBOX_ANSWER_BYTES, type Mailbox, type OwnEntry } from '#contract/mailbox.ts'
import { formatCheckpoint, signNote } from '#contract/tlog/note.ts'
import { parseProof } from '#contract/tlog/proof-file.ts'
import { connect } from '#db/connect.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import type { CodeKeys } from '#seal/code-keys.ts'
import { openMailbox } from '#server/intake/read-mailbox.ts'
import { placeInLog } from '#server/log/own-entry.ts'
import { findTip, keysOf } from '../../web/public/src/send/mailbox.ts'
import { sendMessage } from '../../web/public/src/send/send-message.ts'
import { checkEntry } from '../../web/public/src/status/check-entry.ts'
import { aKey, entryAt, flipped } from '../contract/tlog/a-log.ts'
import { secondInclusion, secondCheckpoint } from '../contract/tlog/second-verifier.ts'
import { sigstoreThatTrusts } from '../contract/tlog/sigstore-verifier.ts'
import { publishUpTo, SIGNER, VERIFIER, VERIFIER_KEY } from './published-log.ts'
import { foundedOffice, sentTip, startWorld, type World } from './world.ts'

let world: World
let keys: CodeKeys
let own: Mailbox
beforeAll(async () => {
  world = await startWorld()
  await foundedOffice(world)
  keys = await newTip()
})
afterAll(() => world.stop())

async function newTip(files: readonly File[] = []): Promise<CodeKeys> {
  const derived = await keysOf(world.deps, await sentTip(world, { files }))
  if ('is' in derived) throw new Error(derived.refusal)
  return derived
}
async function found(by = keys) {
  const answer = await findTip(world.deps, by, null)
  if (answer.is !== 'found') throw new Error(answer.is)
  return answer
}
const stateOf = async (by = keys): Promise<string> => {
  const { entry } = (await found(by)).shown
  return entry.is === 'differs' ? `differs: ${entry.why}` : entry.is
}

test('a tip waits for the next full hour, and is missed when it is not entered for hours', async () => {
  expect(await stateOf()).toBe('waiting')
  const { mailbox } = await found()
  const hours = (after: number): Date => new Date(Date.parse(mailbox.stages[0]?.at ?? '') + after * 3_600_000)
  expect(checkEntry(keys, mailbox, hours(2)).is).toBe('waiting')
  expect(checkEntry(keys, mailbox, hours(4)).is).toBe('late')
})

test.each([200, 256, 257, 66_000])(
  'a tip that was entered is found unchanged under a head of %i entries, also by others',
  async (size) => {
    const note = await publishUpTo(world.database.owner, size)
    const { mailbox, shown } = await found()
    own = mailbox
    expect(shown.entry).toMatchObject({ is: 'same', size, index: mailbox.entry?.index, verifierKey: VERIFIER_KEY })
    expect(shown.entry.is === 'same' && shown.entry.hour).toMatch(/:00:00\.000Z$/)
    const proof = parseProof(shown.entry.is === 'same' ? shown.entry.proof : '')
    expect(proof?.checkpoint).toBe(note)
    const { index, path = [], extraBytes = new Uint8Array() } = proof ?? { index: -1 }
    expect(sigstoreThatTrusts(VERIFIER)(extraBytes, index, path, note)).toBe(true)
    const root = secondCheckpoint(note, VERIFIER_KEY)?.root ?? Buffer.alloc(0)
    expect(secondInclusion(extraBytes, index, size, path, root)).toBe(true)
  },
  60_000,
)

test('every tip under a head is found, whatever its place', async () => {
  const tips = [await newTip(), await newTip([new File(['a'], 'a.txt')]), await newTip([new File(['b'], 'b.txt')])]
  const third = tips[2] ?? keys
  const { mailbox } = await found(third)
  await sendMessage(world.deps, third, mailbox, { text: '补充', files: [new File(['later'], 'later.txt')] })
  await publishUpTo(world.database.owner, 66_300)
  for (const each of [keys, ...tips]) expect(await stateOf(each)).toBe('same')
  expect((await found(third)).mailbox.entry?.fileDigestsB64).toHaveLength(2)
})

test('any place of a log can be proven with the tiles that are read for it', async () => {
  const db = connect(world.database.publicUrl, 1)
  for (let index = 0; index < 66_300; index += 1019) {
    const { pathB64, note } = await placeInLog(db, index)
    const { size, root } = secondCheckpoint(note, VERIFIER_KEY) ?? { size: 0, root: Buffer.alloc(0) }
    const [row] = await world.database.owner<{ entry: Buffer }[]>`select entry from log_entries where idx = ${index}`
    const path = (pathB64 ?? []).map(fromB64)
    expect(secondInclusion(row?.entry ?? root, index, size, path, root), String(index)).toBe(true)
  }
  await db.$client.end()
})

describe('what was tampered with is refused', () => {
  const turned = (b64: string): string => toB64(flipped(fromB64(b64), 9))
  const foreign = aKey('log.example/lushao', 7)
  const TAMPERED: [
    string,
    'record' | 'entry' | 'head',
    (entry: OwnEntry) => Partial<OwnEntry> | Promise<Partial<OwnEntry>>,
  ][] = [
    ['the commitment', 'record', ({ commitmentB64 }) => ({ commitmentB64: turned(commitmentB64) })],
    ['the report', 'record', ({ reportHashB64 }) => ({ reportHashB64: turned(reportHashB64) })],
    ['the hour', 'entry', ({ hour }) => ({ hour: hour + 3600 })],
    ['another column', 'entry', ({ columnsB64 }) => ({ columnsB64: turned(columnsB64) })],
    ['the salt', 'entry', ({ saltB64 }) => ({ saltB64: turned(saltB64) })],
    ['a salt that was taken', 'entry', () => ({ saltB64: '' })],
    ['the place', 'entry', ({ index }) => ({ index: index + 1 })],
    ['a place beyond the log', 'entry', () => ({ index: 10_000_000 })],
    [
      'the path',
      'entry',
      ({ pathB64 }) => ({ pathB64: pathB64?.map((hash, i) => (i === 3 ? turned(hash) : hash)) ?? null }),
    ],
    ['a shorter path', 'entry', ({ pathB64 }) => ({ pathB64: pathB64?.slice(1) ?? null })],
    ['a path that is missing', 'entry', () => ({ pathB64: null })],
    ['the size in the head', 'head', ({ note }) => ({ note: note.replace(/\n\d+\n/, '\n66299\n') })],
    [
      'the root in the head',
      'head',
      ({ note }) => ({ note: note.replace(/\n(.{43}=)\n/, `\n${toB64(entryAt(1))}\n`) }),
    ],
    ['a head that is missing', 'head', () => ({ note: '' })],
    ['the key', 'head', () => ({ verifierKey: '' })],
    [
      'the key of a stranger over the same head',
      'head',
      () => ({ verifierKey: `${VERIFIER_KEY.split('+')[0]}+00000000+AAAA` }),
    ],
    [
      'a head of the same key over another log',
      'entry',
      async () => ({
        note: await signNote(formatCheckpoint({ origin: VERIFIER.name, size: 66_300, root: entryAt(2) }), SIGNER),
      }),
    ],
    [
      'a head that a stranger signed',
      'head',
      async () => ({
        note: await signNote(
          formatCheckpoint({ origin: VERIFIER.name, size: 66_300, root: entryAt(2) }),
          foreign.signer,
        ),
      }),
    ],
  ]
  test.each(TAMPERED)('%s', async (_what, why, change) => {
    own = (await found()).mailbox
    if (own.entry === null) throw new Error('Not entered')
    expect(checkEntry(keys, own, new Date()).is).toBe('same')
    const tampered = { ...own, entry: { ...own.entry, ...(await change(own.entry)) } }
    expect(checkEntry(keys, tampered, new Date())).toMatchObject({ is: 'differs', why })
  })

  test.each(['lookupHashBytes', 'claimPublicBytes', 'mailboxRecipient'] as const)('%s of another', async (name) => {
    const others = { ...keys, [name]: typeof keys[name] === 'string' ? 'age1pq1other' : randomBytes(32) }
    expect(checkEntry(others, own, new Date())).toMatchObject({ is: 'differs', why: 'record' })
  })

  test.each([
    ['tip', '00000000-0000-4000-8000-000000000000'],
    ['tipRecipient', 'age1pq1other'],
  ])('%s of another', (name, value) => {
    expect(checkEntry(keys, { ...own, [name]: value }, new Date())).toMatchObject({ is: 'differs', why: 'record' })
  })

  test('a file that was exchanged or taken away', async () => {
    const withFile = await newTip([new File(['x'], 'x.txt')])
    await publishUpTo(world.database.owner, 66_400)
    const { mailbox } = await found(withFile)
    const entry = mailbox.entry as OwnEntry
    for (const fileDigestsB64 of [[], entry.fileDigestsB64.map(turned)])
      expect(checkEntry(withFile, { ...mailbox, entry: { ...entry, fileDigestsB64 } }, new Date())).toMatchObject({
        is: 'differs',
        why: 'record',
      })
  })
})

describe('who can write every table, past every guard, is noticed by the tipster', () => {
  const WRITES: [string, string][] = [
    [`update tips set claim_public = sha256(claim_public)`, 'differs: entry'],
    [`update tips set report = report || '\\x00'::bytea`, 'differs: record'],
    [`update tips set commitment = sha256(commitment)`, 'differs: record'],
    [`update tips set received_at = received_at - interval '1 hour'`, 'differs: entry'],
    [`update tips set category = 'use'`, 'differs: entry'],
    [`update log_leaves set idx = idx + 100000 where source = 'tips'`, 'differs: entry'],
    [`update log_leaves set salt = sha256(salt) where source = 'tips'`, 'differs: entry'],
    [`delete from log_entries where idx < 70000`, 'differs: entry'],
    [`update log_entries set entry = sha256(entry)`, 'differs: entry'],
    [`update log_nodes set hash = sha256(hash)`, 'differs: entry'],
    [`delete from log_nodes`, 'differs: entry'],
    [`update log_heads set note = replace(note, 'log.example', 'log.other')`, 'differs: head'],
    [`delete from log_heads`, 'differs: head'],
    [`delete from log_identity`, 'differs: head'],
    [`delete from log_leaves where source = 'tips'`, 'waiting'],
  ]
  test.each(WRITES)('%s', async (statement, expected) => {
    expect(await stateOf()).toBe('same')
    const tables = [...new Set(statement.match(/\b(?:tips|log_\w+)\b(?= set|$| where)/g))]
    const { owner } = world.database
    const reserved = await owner.reserve()
    try {
      await reserved`set session_replication_role = replica`
      for (const table of tables) await reserved.unsafe(`create temp table kept_${table} as select * from ${table}`)
      await reserved.unsafe(statement)
      expect(await stateOf()).toBe(expected)
      for (const table of tables) {
        await reserved.unsafe(`delete from ${table}`)
        await reserved.unsafe(`insert into ${table} overriding system value select * from kept_${table}`)
        await reserved.unsafe(`drop table kept_${table}`)
      }
    } finally {
      await reserved`set session_replication_role = origin`
      reserved.release()
    }
    expect(await stateOf()).toBe('same')
  })
})

test('an entered tip, one that waits and a code that does not exist are answered alike, in size and in time', async () => {
  const db = connect(world.database.publicUrl, 1)
  const waiting = await newTip()
  const lookups = { entered: keys.lookupBytes, waiting: waiting.lookupBytes, unknown: randomBytes(16) }
  const medians: Record<string, number> = {}
  for (const [kind, lookup] of Object.entries(lookups)) {
    const took: number[] = []
    for (let round = 0; round < 21; round++) {
      const startedAt = performance.now()
      const wait = async (): Promise<unknown> => took.push(performance.now() - startedAt)
      const answer = await openMailbox(
        { db, clock: () => performance.now(), wait },
        { lookupB64: toB64(lookup), before: null },
      )
      expect(Buffer.byteLength(JSON.stringify(answer)), kind).toBe(MAILBOX_ANSWER_BYTES)
    }
    medians[kind] = took.toSorted((a, b) => a - b)[10] ?? Infinity
  }
  console.log(
    'Answering takes',
    Object.entries(medians)
      .map(([kind, ms]) => `${kind} ${ms.toFixed(1)} ms`)
      .join(', '),
  )
  // Far within the first step of 250 ms, whichever it is: all three are answered when it ends.
  for (const [kind, ms] of Object.entries(medians)) expect(ms, kind).toBeLessThan(100)
  await db.$client.end()
})
