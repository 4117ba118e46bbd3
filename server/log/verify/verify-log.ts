import type postgres from 'postgres'
import type { Finding } from '#contract/log.ts'
import type { Database } from '#db/connect.ts'
import { CHANGING, FINAL, GUARDS } from '../sources.ts'
import { checkCommitments } from './check-commitments.ts'
import { collectFindings, type Findings } from './findings.ts'
import { selectTables, selectTriggers } from './store-guards.ts'
import {
  selectCounts,
  selectDifferentErasures,
  selectErasedWrongly,
  selectLate,
  selectMisplaced,
  selectStrays,
  selectUnexplained,
} from './store-leaves.ts'
import { selectChangedClocks, selectChangedRows, selectDifferences } from './store-records.ts'
import { selectBrokenFiles, selectMovedTips } from './store-tips.ts'
import { walkTree, type KeptHead, type Walked } from './walk-tree.ts'

/** What the log is held against besides itself. */
export type Against = {
  now: Date
  /** Heads that were kept outside the database. */
  kept?: readonly KeptHead[]
  /** The public half of the key that signs the log, where it is known from elsewhere than the database. */
  publicKey?: Uint8Array | null
  /** Told of every finding at once. */
  onFinding?: (finding: Finding) => void
}
export type VerifyDeps = Against & { db: Database }

export type Verified = Walked & {
  /** How many records were compared with their leaf. */
  records: number
  findings: readonly Finding[]
  /** How many there are, also when they are too many to be listed. */
  count: number
}

/**
 * Checks the log against everything that it stands for: signatures and roots against the entries, entries against leaves,
 * leaves against records, rows that may change against their last change, tips against their own commitment, and whether
 * the guards of the database stand. All of one moment; nothing is written. Works as the owner and as the office.
 */
export function verifyLog({ db, ...against }: VerifyDeps): Promise<Verified> {
  return db.$client.begin('isolation level repeatable read read only', (tx) => verifyIn(tx, against))
}

/** The same in a transaction that somebody else has opened. */
export async function verifyIn(tx: postgres.TransactionSql, against: Against): Promise<Verified> {
  await settle(tx)
  const findings = collectFindings(against.onFinding)
  await checkGuards(tx, findings)
  const walked = await walkTree(tx, against.kept ?? [], against.publicKey ?? null, findings)
  const { records, seen } = await selectCounts(tx)
  if (seen > walked.size) findings.add('truncated', { source: 'log_checks', index: seen })
  await checkLeaves(tx, findings, against.now)
  await checkRecords(tx, findings)
  await checkTips(tx, findings)
  return { ...walked, records, findings: findings.list, count: findings.count }
}

/**
 * What the digests depend on, and who answers to a name: PostgreSQL's own functions before any that were put beside the
 * tables. Compiling the statements would take longer than running them.
 */
async function settle(tx: postgres.TransactionSql): Promise<void> {
  await tx.unsafe(`set local statement_timeout = 0; set local search_path = pg_catalog, public; set local timezone = 'UTC';
    set local bytea_output = 'hex'; set local jit = off; set local work_mem = '64MB'`)
}

async function checkGuards(tx: postgres.TransactionSql, findings: Findings): Promise<void> {
  const triggers = new Map((await selectTriggers(tx)).map((found) => [`${found.table} ${found.name}`, found]))
  for (const { table, name, definition } of GUARDS) {
    const found = triggers.get(`${table} ${name}`)
    if (found?.definition !== definition || !found.isOn) findings.add('unguarded', { source: table, record: name })
  }
  const tables = new Set(await selectTables(tx))
  for (const { table } of GUARDS) if (!tables.has(table)) findings.add('unguarded', { source: table })
}

async function checkLeaves(tx: postgres.TransactionSql, findings: Findings, now: Date): Promise<void> {
  for (const place of await selectMisplaced(tx)) findings.add(place.other === null ? 'unentered' : 'reordered', place)
  for (const { source, record, index } of await selectUnexplained(tx))
    findings.add('unexplained', { source: source ?? 'log_entries', record: record ?? `${index}`, index })
  for (const place of await selectLate(tx, now)) findings.add('unentered', place)
  for (const place of await selectStrays(tx)) findings.add('removed', place)
  for (const place of await selectErasedWrongly(tx)) findings.add('erasedWrongly', place)
  for (const place of await selectDifferentErasures(tx)) findings.add('erasedWrongly', place)
}

async function checkRecords(tx: postgres.TransactionSql, findings: Findings): Promise<void> {
  for (const logged of FINAL)
    for (const { is, ...place } of await selectDifferences(tx, logged)) findings.add(is, place)
  for (const logged of CHANGING)
    for (const { is, ...place } of await selectChangedRows(tx, logged)) findings.add(is, place)
  for (const { is, ...place } of await selectChangedClocks(tx)) findings.add(is, place)
}

async function checkTips(tx: postgres.TransactionSql, findings: Findings): Promise<void> {
  for (const tip of await selectMovedTips(tx)) findings.add('stateDiffers', { source: 'tip_states', record: tip })
  for (const file of await selectBrokenFiles(tx)) findings.add('changed', { source: 'sealed_pieces', record: file })
  await checkCommitments(tx, findings)
}
