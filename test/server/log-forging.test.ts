import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHECK_RESULTS, type Finding } from '#contract/log.ts'
import { growTree } from '#contract/tlog/grow-tree.ts'
import { leafHash } from '#contract/tlog/hashes.ts'
import { formatCheckpoint, formatVerifier, signNote, type Signer } from '#contract/tlog/note.ts'
import { publishLog } from '#server/log/publish.ts'
import { checkLog } from '#server/log/run-check.ts'
import { verifyLog } from '#server/log/verify/verify-log.ts'
import type { KeptHead } from '#server/log/verify/walk-tree.ts'
import { aKey } from '../contract/tlog/a-log.ts'
import { startLogWorld, tampered, type LogWorld } from './log-world.ts'

let log: LogWorld
let kept: KeptHead[]
let [size, firstSize] = [0, 0]
/** A key that the attacker has; theirs, or the real one. */
const theirs = aKey('log.example/sanya', 66)
let ours: Signer
let publicKey: Uint8Array

beforeAll(async () => {
  log = await startLogWorld()
  kept = [...(await log.world.database.owner<KeptHead[]>`select size::int, root, note from log_heads order by size`)]
  ;[firstSize, size] = kept.map((head) => head.size) as [number, number]
  const { key } = log.publishing(0)
  ours = key.signerNamed('log.example/sanya')
  publicKey = key.publicKeyBytes
})
afterAll(() => log.stop())

type Tx = postgres.TransactionSql
const finding = (is: Finding['is'], source: string, record: string | null, index: number | null = null): Finding => ({
  is,
  source,
  record,
  index,
})
const about = (found: readonly Finding[]): string[] =>
  found.map(({ is, source, record }) => `${is} ${source} ${record}`)

/** A record that was published, and where. */
async function aRecord(tx: Tx): Promise<{ seq: string; idx: number }> {
  const [row] = await tx<{ seq: string; idx: string }[]>`
    select record as seq, idx from log_leaves where source = 'records' and idx < ${firstSize} order by idx limit 1`
  return { seq: row?.seq ?? '', idx: Number(row?.idx) }
}

/** Rewrites the log as it would have been with other records: leaf, entry, every node, every head, signed anew. */
async function rewrite(tx: Tx, signer: Signer): Promise<void> {
  const { seq, idx } = await aRecord(tx)
  await tx`update records set did = 'nothing-happened' where seq = ${seq}`
  await tx`set local timezone = 'UTC'`
  await tx`update log_leaves l set entry = sha256(l.salt || log_record_digest('records', to_jsonb(r))) from records r
    where l.source = 'records' and l.record = ${seq} and r.seq = ${seq}`
  await tx`update log_entries set entry = (select entry from log_leaves where idx = ${idx}) where idx = ${idx}`
  await tx`delete from log_nodes`
  const tree = growTree()
  const entries = await tx<{ entry: Uint8Array }[]>`select entry from log_entries order by idx`
  for (const { entry } of entries) {
    for (const { level, n, hash } of tree.append(leafHash(entry)))
      await tx`insert into log_nodes (level, n, hash) values (${level}, ${n}, ${hash})`
    const [root, at] = [tree.root(), tree.size]
    if (at !== firstSize && at !== size) continue
    const note = await signNote(formatCheckpoint({ origin: signer.name, size: at, root }), signer)
    await tx`update log_heads set root = ${root}, note = ${note} where size = ${at}`
  }
}

test('a log that was rewritten with its own key is found by a head that was kept outside, and by that alone', async () => {
  expect(await tampered(log, (tx) => rewrite(tx, ours))).toEqual([])
  const found = await tampered(log, (tx) => rewrite(tx, ours), { kept })
  expect(found).toEqual([
    finding('forked', 'log_heads', `${firstSize}`, firstSize),
    finding('forked', 'log_heads', `${size}`, size),
  ])
})

test('a log that was rewritten without its key is forged', async () => {
  const found = await tampered(log, (tx) => rewrite(tx, theirs.signer))
  expect(found).toEqual([
    finding('headForged', 'log_heads', `${firstSize}`, firstSize),
    finding('headForged', 'log_heads', `${size}`, size),
  ])
})

test('a log that was rewritten under another key is told by our own key, and by the signature of a head that was kept', async () => {
  const replace = async (tx: Tx): Promise<void> => {
    await rewrite(tx, theirs.signer)
    await tx`update log_identity set verifier_key = ${formatVerifier(theirs.verifier)}`
  }
  expect(await tampered(log, replace, { publicKey })).toEqual([finding('headForged', 'log_identity', 'true')])
  expect(about(await tampered(log, replace, { kept: kept.slice(0, 1) }))).toEqual([
    `forked log_heads ${firstSize}`,
    'forked log_identity true',
  ])
})

test('a tail that was cut off is found by a head that was kept, and by an earlier check', async () => {
  const cut = async (tx: Tx): Promise<void> => {
    await tx`delete from log_heads where size > ${firstSize}`
    await tx`delete from log_entries where idx >= ${firstSize}`
    await tx`update log_leaves set idx = null where idx >= ${firstSize}`
    await tx`delete from log_nodes where (n + 1) * 256 ^ level > ${firstSize}`
  }
  expect(await tampered(log, cut), 'nothing else could tell').toEqual([])
  expect(await tampered(log, cut, { kept })).toEqual([finding('truncated', 'log_heads', `${size}`, size)])
  const found = await tampered(log, async (tx) => {
    await tx`insert into log_checks (started_at, finished_at, result, size, records, findings) values (now(), now(), 'clean', ${size}, 1, '[]')`
    await cut(tx)
  })
  expect(found).toEqual([finding('truncated', 'log_checks', null, size)])
})

test('an entry that was changed is named with its record, the nodes above it and the first head that does not stand any more', async () => {
  let record = { seq: '', idx: -1 }
  const found = await tampered(log, async (tx) => {
    record = await aRecord(tx)
    await tx`update log_entries set entry = sha256('x') where idx = ${record.idx}`
  })
  expect(about(found)).toEqual([
    `headDiffers log_heads ${firstSize}`,
    ...(firstSize >= 256 ? [`nodeDiffers log_nodes 1/${Math.floor(record.idx / 256)}`] : []),
    `unentered records ${record.seq}`,
  ])
})

test('filler that was changed explains nothing any more', async () => {
  let index = -1
  const found = await tampered(log, async (tx) => {
    const [row] =
      await tx`select idx from log_entries e where not exists (select from log_leaves l where l.idx = e.idx) order by idx limit 1`
    index = Number(row?.['idx'])
    await tx`update log_entries set entry = sha256('x') where idx = ${index}`
  })
  expect(found).toContainEqual(finding('unexplained', 'log_entries', `${index}`, index))
})

test('a leaf whose place was taken away is named by its entry', async () => {
  let record = { seq: '', idx: -1 }
  const found = await tampered(log, async (tx) => {
    record = await aRecord(tx)
    await tx`update log_leaves set idx = null where source = 'records' and record = ${record.seq}`
  })
  expect(found).toEqual([finding('unexplained', 'records', record.seq, record.idx)])
})

test.each<[string, (tx: Tx) => Promise<unknown>, () => string[]]>([
  [
    'an entry in the middle is gone',
    (tx) => tx`delete from log_entries where idx = 5`,
    () => ['removed log_entries 5', 'headMissing log_heads'],
  ],
  [
    'the newest head is gone',
    (tx) => tx`delete from log_heads where size = ${size}`,
    () => [`headMissing log_entries ${firstSize}`],
  ],
  [
    'an entry stands behind the newest head',
    (tx) => tx`insert into log_entries values (${size}, sha256('x'))`,
    () => [`headMissing log_entries ${size}`],
  ],
  [
    'an entry is no hash',
    async (tx) => {
      await tx`alter table log_entries drop constraint published_entry_is_a_hash`
      await tx`update log_entries set entry = '' where idx = 3`
    },
    () => ['headDiffers log_entries'],
  ],
  [
    'an entry stands before the first',
    (tx) => tx`insert into log_entries values (-1, sha256('x'))`,
    () => ['headMissing log_entries -1'],
  ],
  [
    'the root of a head is another',
    (tx) => tx`update log_heads set root = sha256('x') where size = ${size}`,
    () => [`headForged log_heads ${size}`, `headDiffers log_heads ${size}`],
  ],
  [
    'the note of a head is that of another',
    (tx) => tx`update log_heads set note = (select note from log_heads where size = ${firstSize})`,
    () => [`headForged log_heads ${size}`],
  ],
  ['the name of the log is gone', (tx) => tx`delete from log_identity`, () => ['headForged log_identity true']],
  [
    'a stored node is another',
    (tx) => tx`update log_nodes set hash = sha256('x') where (level, n) = (1, 0)`,
    () => ['nodeDiffers log_nodes 1/0'],
  ],
  [
    'a stored node is gone',
    (tx) => tx`delete from log_nodes where (level, n) = (1, 0)`,
    () => ['nodeDiffers log_nodes 1/0'],
  ],
  [
    'a node is stored that the log does not have',
    (tx) => tx`insert into log_nodes values (7, 0, sha256('x')), (1, 900, sha256('x'))`,
    () => ['nodeDiffers log_nodes 1/900', 'nodeDiffers log_nodes 7/0'],
  ],
  [
    'a leaf stands for a table that is not logged',
    (tx) => tx`insert into log_leaves (source, record, salt, entry) values ('sessions', '1', 'x', sha256('x'))`,
    () => ['removed sessions 1'],
  ],
])('it is found that %s', async (_, tamper, expected) => {
  const found = about(await tampered(log, tamper))
  for (const one of expected())
    expect(
      found.some((line) => line.startsWith(one)),
      `${one} in ${found.join(', ')}`,
    ).toBe(true)
})

test('a salt that was erased without a deletion, or in the name of another one, is named', async () => {
  const [gone] = await log.world.database.owner<{ id: string }[]>`select tip_id as id from tombstones limit 1`
  for (const by of [null, randomUUID(), gone?.id ?? '']) {
    let record = ''
    const found = await tampered(log, async (tx) => {
      record = String(
        (await tx`select record from log_leaves where source = 'tip_notes' and salt is not null limit 1`)[0]?.[
          'record'
        ],
      )
      await tx`alter table log_leaves drop constraint erased_by_a_deletion`
      await tx.unsafe(`delete from tip_notes where tip_id || '/' || seq = $1`, [record])
      await tx`update log_leaves set salt = null, erased_by = ${by} where source = 'tip_notes' and record = ${record}`
    })
    expect(about(found)).toContain(`erasedWrongly tip_notes ${record}`)
    expect(about(found).includes(`erasedWrongly tombstones ${gone?.id}`)).toBe(by === gone?.id)
  }
})

test('a salt that was erased while its record is there is named', async () => {
  let tip = ''
  const found = await tampered(log, async (tx) => {
    tip = String((await tx`select id from tips limit 1`)[0]?.['id'])
    await tx`insert into tombstones values (${tip}, 1, sha256('x'), now(), (select sha256(entry) from log_leaves where source = 'tips' and record = ${tip}))`
    await tx`update log_leaves set salt = null, erased_by = ${tip} where source = 'tips' and record = ${tip}`
  })
  expect(about(found)).toEqual([`erasedWrongly tips ${tip}`, `added tombstones ${tip}`])
})

test('a tip that was moved, transferred or given away without a trace is named', async () => {
  for (const change of [
    `stage = 'closed'`,
    'desk_id = gen_random_uuid()',
    'assignee_id = gen_random_uuid()',
    `category = 'other'`,
  ]) {
    let tip = ''
    const found = await tampered(log, async (tx) => {
      tip = String((await tx`select tip_id from tip_states limit 1`)[0]?.['tip_id'])
      await tx.unsafe(`update tip_states set ${change} where tip_id = '${tip}'`)
    })
    expect(about(found), change).toEqual([`stateDiffers tip_states ${tip}`])
  }
})

test('a piece of a file that was replaced or taken away is named by its file', async () => {
  for (const change of [
    `update sealed_pieces set sha256 = sha256('x') where file_id = $1`,
    'delete from sealed_pieces where file_id = $1',
  ]) {
    let file = { tip_id: '', file_id: '' }
    const found = await tampered(log, async (tx) => {
      file = (await tx<(typeof file)[]>`select tip_id, file_id from tip_files limit 1`)[0] ?? file
      await tx.unsafe(change, [file.file_id])
    })
    expect(about(found)).toEqual([`changed sealed_pieces ${file.tip_id}/${file.file_id}`])
  }
})

test('a tip that never was what it committed to is named, though its entry was made by the trigger', async () => {
  let tip = ''
  const found = await tampered(log, async (tx) => {
    tip = String((await tx`select id from tips order by serial desc limit 1`)[0]?.['id'])
    await tx`update tips set report = report || 'x' where id = ${tip}`
    await tx`set local timezone = 'UTC'`
    await tx`update log_leaves l set entry = sha256(l.salt || log_record_digest('tips', to_jsonb(t))), idx = null from tips t
      where l.source = 'tips' and l.record = ${tip} and t.id = ${tip}`
  })
  expect(about(found)).toContain(`changed tips ${tip}`)
})

test.each<[string, string, string, string | null]>([
  ['switched off', 'alter table records disable trigger entered', 'records', 'entered'],
  ['switched off for everybody but the replica', 'alter table tips enable replica trigger final', 'tips', 'final'],
  ['gone', 'drop trigger final_whole on messages', 'messages', 'final_whole'],
  [
    'bound to a condition',
    `drop trigger noted on staff; create trigger noted after insert or delete or update on staff for each row when (pg_trigger_depth() > 9) execute function note_change('id')`,
    'staff',
    'noted',
  ],
  [
    'one that calls something else',
    'drop trigger grows on log_heads; create trigger grows before insert on log_heads for each row execute function refuse_update()',
    'log_heads',
    'grows',
  ],
  [
    'that of a view',
    'alter table tip_notes rename to notes; create view tip_notes as select * from notes',
    'tip_notes',
    null,
  ],
])('a guard that is %s is named', async (_, statement, source, record) => {
  expect(await tampered(log, (tx) => tx.unsafe(statement))).toContainEqual(finding('unguarded', source, record))
})

test('functions that were put in the place of ours or of PostgreSQL’s hide nothing', async () => {
  let seq = ''
  const found = await tampered(log, async (tx) => {
    ;({ seq } = await aRecord(tx))
    await tx.unsafe(`update records set did = 'x' where seq = ${seq};
      create or replace function log_record_digest(source text, row_ jsonb) returns bytea language sql as $$ select ''::bytea $$;
      create function public.sha256(bytea) returns bytea language sql as $$ select ''::bytea $$;
      create function public.to_jsonb(records) returns jsonb language sql as $$ select '{}'::jsonb $$`)
  })
  expect(about(found)).toContain(`changed records ${seq}`)
})

test('the daily check writes down what it found', async () => {
  const { owner } = log.world.database
  const clean = await checkLog({ ...log.publishing(1), now: () => new Date() })
  expect(clean.count).toBe(0)
  const [stored] =
    await owner`select result, size::int, records::int, findings from log_checks order by id desc limit 1`
  expect(stored).toMatchObject({ result: CHECK_RESULTS[0], size, records: clean.records, findings: [] })
})

test('a leaf that waits is fine at first, and named once it has waited for hours', async () => {
  const { owner } = log.world.database
  const [row] = await owner<{ seq: string }[]>`insert into records (at, did) values (now(), 'test') returning seq`
  expect(await tampered(log, async () => {})).toEqual([])
  await owner`insert into log_checks (started_at, finished_at, result, size, records, findings) values (now(), now(), 'clean', 1, 1, '[]')`
  expect(await tampered(log, async () => {})).toEqual([])
  const later = new Date(Date.now() + 2.1 * 3_600_000)
  expect(await tampered(log, async () => {}, { now: later })).toEqual([finding('unentered', 'records', row?.seq ?? '')])
})

test('a tip that is put in later than it says is named, with its stage, though every trigger did its work', async () => {
  const { owner } = log.world.database
  const tip = randomUUID()
  await owner.begin(async (tx) => {
    await tx`insert into tips (id, category, district, received_at, desk_id, tip_recipient, mailbox_recipient, lookup_hash, claim_public, report, commitment)
      select ${tip}, category, district, '2026-11-18T03:00:00Z', desk_id, tip_recipient || 'q', mailbox_recipient || 'q', sha256(lookup_hash),
        sha256(claim_public), report, sha256(commitment) from tips order by serial limit 1`
    await tx`insert into tip_wraps (tip_id, desk_id, wrap) select ${tip}, desk_id, 'x' from tips where id = ${tip}`
  })
  await publishLog(log.publishing(2))
  const found = (await verifyLog({ db: log.db, now: new Date() })).findings
  const backdated = found.filter(({ is }) => is === 'backdated')
  expect(about(backdated)).toEqual([`backdated tips ${tip}`, `backdated tip_moves ${tip}/0`])
})
