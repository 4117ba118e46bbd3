import type postgres from 'postgres'
import { growTree, type StoredNode } from '#contract/tlog/grow-tree.ts'
import { leafHash } from '#contract/tlog/hashes.ts'
import { formatCheckpoint, formatVerifier, signNote } from '#contract/tlog/note.ts'
import { aKey, entryAt } from '../contract/tlog/a-log.ts'

const ORIGIN = 'log.example/lushao'
export const { verifier: VERIFIER, signer: SIGNER } = aKey(ORIGIN)
export const VERIFIER_KEY = formatVerifier(VERIFIER)

/**
 * Brings the log to exactly `size` entries, as publishing does but without its batches: what waits gets its place, the rest is
 * invented. Gives the signed head. `signedAt` is when it says that it was signed.
 */
export async function publishUpTo(owner: postgres.Sql, size: number, signedAt = new Date()): Promise<string> {
  const entries = await placed(owner, size)
  const tree = growTree()
  const nodes = entries.flatMap((entry): readonly StoredNode[] => tree.append(leafHash(entry)))
  for (const { level, n, hash } of nodes)
    await owner`insert into log_nodes values (${level}, ${n}, ${Buffer.from(hash)}) on conflict do nothing`
  const note = await signNote(formatCheckpoint({ origin: ORIGIN, size, root: tree.root() }), SIGNER)
  await owner`insert into log_identity (origin, verifier_key) values (${ORIGIN}, ${VERIFIER_KEY}) on conflict do nothing`
  await owner`insert into log_heads (size, root, note, signed_at, filler_seed)
    values (${size}, ${Buffer.from(tree.root())}, ${note}, ${signedAt}, ${Buffer.alloc(32)})`
  return note
}

async function placed(owner: postgres.Sql, size: number): Promise<Uint8Array[]> {
  const there = await owner<{ entry: Buffer }[]>`select entry from log_entries order by idx`
  const waiting = await owner<{ entry: Buffer }[]>`select entry from log_leaves where idx is null order by entry`
  const entries: Uint8Array[] = [...there, ...waiting].map(({ entry }) => entry)
  if (entries.length > size) throw new Error(`${entries.length} entries do not fit into ${size}`)
  while (entries.length < size) entries.push(entryAt(entries.length))
  const rows = entries.map((entry, idx) => ({ idx, entry: Buffer.from(entry) })).slice(there.length)
  for (let from = 0; from < rows.length; from += 1000)
    await owner`insert into log_entries ${owner(rows.slice(from, from + 1000))}`
  await owner`update log_leaves l set idx = e.idx from log_entries e where l.idx is null and e.entry = l.entry`
  return entries
}
