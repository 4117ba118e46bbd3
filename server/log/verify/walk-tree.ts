import type postgres from 'postgres'
import { growTree, type StoredNode } from '#contract/tlog/grow-tree.ts'
import { isSame, leafHash } from '#contract/tlog/hashes.ts'
import { openCheckpoint, parseVerifier, type Verifier } from '#contract/tlog/note.ts'
import { isEd25519 } from './ed25519.ts'
import type { Findings } from './findings.ts'
import {
  selectBounds,
  selectEntriesPage,
  selectFirstGap,
  selectHeads,
  selectHeadOutside,
  selectIdentity,
  selectLastHead,
  selectNodesOutside,
  selectWrongNodes,
  type StoredHead,
} from './store-tree.ts'

/** A head that was kept outside the database, by whomever; with its signed note, unless we kept it ourselves. */
export type KeptHead = { size: number; root: Uint8Array; note: string | null }

/** Entries of a page: 2 MiB, whatever the size of the log. */
const PAGE = 65_536
const ENTRY_BYTES = 32

export type Walked = { size: number; newestHead: string | null }

/**
 * Walks over all entries once, in their order: every head and every stored node has to follow from them, and every head
 * that was kept outside has to be among what they were. Memory does not grow with the log.
 */
export async function walkTree(
  tx: postgres.TransactionSql,
  kept: readonly KeptHead[],
  ownKey: Uint8Array | null,
  findings: Findings,
): Promise<Walked> {
  const newest = await selectLastHead(tx)
  const verifier = await ownVerifier(tx, newest, ownKey, findings)
  const end = await endOfEntries(tx, newest?.size ?? 0, findings)
  await walk(tx, { kept, verifier, findings, end })
  const outside = await selectHeadOutside(tx, end)
  if (outside !== null)
    findings.add('headMissing', { source: 'log_heads', record: `${outside.size}`, index: outside.size })
  for (const { level, n } of await selectNodesOutside(tx, end))
    findings.add('nodeDiffers', { source: 'log_nodes', record: `${level}/${n}` })
  for (const { size, note } of kept) {
    if (size > end) findings.add('truncated', { source: 'log_heads', record: `${size}`, index: size })
    // Signed by another key, or under another name: this is another log in the place of the one that was kept.
    if (note !== null && verifier !== null && openCheckpoint(note, verifier) === null)
      findings.add('forked', { source: 'log_identity', record: 'true', index: size })
  }
  return { size: newest?.size ?? 0, newestHead: newest?.note ?? null }
}

/** The key that the heads have to be signed with: the one of the database, which is ours where we know it. */
async function ownVerifier(
  tx: postgres.TransactionSql,
  newest: StoredHead | null,
  ownKey: Uint8Array | null,
  findings: Findings,
): Promise<Verifier | null> {
  const text = await selectIdentity(tx)
  const verifier = text === null ? null : parseVerifier(text)
  const isOwn = verifier !== null && (ownKey === null || isSame(ownKey, verifier.publicKey))
  if ((newest !== null || text !== null) && !isOwn)
    findings.add('headForged', { source: 'log_identity', record: 'true' })
  return verifier
}

/** Up to where the entries stand without a gap. */
async function endOfEntries(tx: postgres.TransactionSql, headSize: number, findings: Findings): Promise<number> {
  const bounds = await selectBounds(tx)
  if (bounds === null) return 0
  if (bounds.first < 0)
    findings.add('headMissing', { source: 'log_entries', record: `${bounds.first}`, index: bounds.first })
  if (bounds.last >= headSize)
    findings.add('headMissing', { source: 'log_entries', record: `${headSize}`, index: headSize })
  const isWhole = bounds.first === 0 && bounds.count === bounds.last + 1
  const gap = isWhole ? null : await selectFirstGap(tx)
  if (gap !== null) findings.add('removed', { source: 'log_entries', record: `${gap}`, index: gap })
  return gap ?? bounds.last + 1
}

type Walk = { kept: readonly KeptHead[]; verifier: Verifier | null; findings: Findings; end: number }

async function walk(tx: postgres.TransactionSql, { kept, verifier, findings, end }: Walk): Promise<void> {
  const tree = growTree()
  // From the first root that differs on, all others do; the first one says where.
  let isOff = false
  for (let from = 0; from < end; from += PAGE) {
    const to = Math.min(end, from + PAGE)
    const heads = await selectHeads(tx, from, to)
    for (const head of heads) checkNote(head, verifier, findings)
    const roots = rootsToMeet(heads, kept, from, to)
    const nodes: StoredNode[] = []
    for (const entries of await selectEntriesPage(tx, from, to)) {
      for (let at = 0; at < entries.length && tree.size < to; at += ENTRY_BYTES) {
        nodes.push(...tree.append(leafHash(entries.subarray(at, at + ENTRY_BYTES))))
        for (const meet of roots.get(tree.size) ?? []) isOff = meetRoot(meet, tree.root(), isOff, findings) || isOff
      }
    }
    if (nodes.length > 0)
      for (const { level, n } of await selectWrongNodes(tx, nodes))
        findings.add('nodeDiffers', { source: 'log_nodes', record: `${level}/${n}` })
  }
  // Entries that are no hashes: the walk lost count, and its heads were not met.
  if (tree.size !== end) findings.add('headDiffers', { source: 'log_entries', index: end })
}

/** A head that the key of the log has signed and that says what its row says. */
function checkNote({ size, root, note }: StoredHead, verifier: Verifier | null, findings: Findings): void {
  if (verifier === null) return // said already, of the log as a whole
  const signed = openCheckpoint(note, verifier, isEd25519)
  if (signed === null || signed.size !== size || !isSame(signed.root, root))
    findings.add('headForged', { source: 'log_heads', record: `${size}`, index: size })
}

type Meet = { size: number; root: Uint8Array; isKept: boolean }

/** The roots that the tree has to have on its way from one size to another. */
function rootsToMeet(
  heads: readonly StoredHead[],
  kept: readonly KeptHead[],
  from: number,
  to: number,
): Map<number, Meet[]> {
  const meets = [
    ...heads.map(({ size, root }) => ({ size, root, isKept: false })),
    ...kept.filter(({ size }) => size > from && size <= to).map(({ size, root }) => ({ size, root, isKept: true })),
  ]
  return Map.groupBy(meets, ({ size }) => size)
}

/** Whether a root of the log itself differs. One that was kept outside is told in any case. */
function meetRoot({ size, root, isKept }: Meet, reached: Uint8Array, isOff: boolean, findings: Findings): boolean {
  if (isSame(root, reached)) return false
  if (isKept) findings.add('forked', { source: 'log_heads', record: `${size}`, index: size })
  else if (!isOff) findings.add('headDiffers', { source: 'log_heads', record: `${size}`, index: size })
  return !isKept
}
