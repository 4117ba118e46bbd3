import { randomBytes } from 'node:crypto'
import { decodeB64, encodeB64 } from '#contract/tlog/base64.ts'
import { fillerEntry } from '#contract/tlog/entry.ts'
import { growTreeFrom, type StoredNode } from '#contract/tlog/grow-tree.ts'
import { isSame, leafHash } from '#contract/tlog/hashes.ts'
import { rootAt } from '#contract/tlog/merkle.ts'
import { formatCheckpoint, formatVerifier, openCheckpoint, parseVerifier, signNote } from '#contract/tlog/note.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { hourOf } from '../intake/hour.ts'
import { batchSize, chosenPlaces } from './batch.ts'
import { keepLastHead, readLastHead } from './last-head.ts'
import type { LogKey } from './log-key.ts'
import { hashReader, selectLogName, selectNewestHead, type Head } from './store-published.ts'
import {
  insertEntries,
  insertHead,
  insertName,
  insertNodes,
  lockLog,
  placeLeaves,
  selectSiteId,
  selectWaiting,
} from './store-publishing.ts'

export type PublishDeps = {
  db: Database
  key: LogKey
  /** Keeps the last signed head, beside the key and outside the database. */
  lastHeadFile: string
  /** The name of the log, for the first head; null makes one from the site id. */
  logName: string | null
  now: () => Date
}

/** Why no head was signed. What is in the database contradicts what was signed before; signing again would help the forger. */
export type Refused = 'otherKey' | 'headForged' | 'headDiffers' | 'forked' | 'truncated'
export class WillNotSign extends Error {
  readonly why: Refused
  constructor(why: Refused) {
    super(`No head was signed: ${why}`)
    this.why = why
  }
}

export type Published = { size: number; entered: number }

/**
 * Gives every waiting leaf its place and signs the head over them: once an hour, whoever asks and however often. The batch
 * is filled up with entries that nobody can tell from records. Throws WillNotSign when the log is not the one that was
 * signed last. Null when this hour has its head.
 */
export async function publishLog(deps: PublishDeps): Promise<Published | null> {
  const published = await deps.db.transaction(async (tx) => {
    await lockLog(tx)
    const head = await selectNewestHead(tx)
    const hour = hourOf(deps.now())
    if (head !== null && head.signedAt.getTime() >= hour.getTime()) return null
    const origin = await ownName(tx, deps)
    await insistSound(tx, deps, origin, head)
    return append(tx, deps.key, origin, head, hour)
  })
  if (published === null) return null
  await keepLastHead(deps.lastHeadFile, { size: published.size, rootB64: encodeB64(published.root) })
  return { size: published.size, entered: published.entered }
}

/** The name that the log has, or gets now with the key that signs it from then on. */
async function ownName(tx: Transaction, { key, logName }: PublishDeps): Promise<string> {
  const known = await selectLogName(tx)
  const name = known?.origin ?? logName ?? `lushao.invalid/${await selectSiteId(tx)}`
  const verifierKey = formatVerifier({ name, publicKey: key.publicKeyBytes })
  if (known === null) await insertName(tx, name, verifierKey)
  else if (known.verifierKey !== verifierKey) throw new WillNotSign('otherKey')
  return name
}

/** The stored log is the one that was signed last, as the database says and as we remember. */
async function insistSound(tx: Transaction, deps: PublishDeps, name: string, head: Head | null): Promise<void> {
  const size = head?.size ?? 0
  if (head !== null) {
    const verifier = parseVerifier(formatVerifier({ name, publicKey: deps.key.publicKeyBytes }))
    const signed = verifier === null ? null : openCheckpoint(head.note, verifier)
    if (signed === null || signed.size !== size || !isSame(signed.root, head.root)) throw new WillNotSign('headForged')
    if (!isSame(await rootAt(hashReader(tx), size), head.root)) throw new WillNotSign('headDiffers')
  }
  const kept = await readLastHead(deps.lastHeadFile)
  if (kept === null) return
  if (kept.size > size) throw new WillNotSign('truncated')
  const root = decodeB64(kept.rootB64)
  if (root === null || !isSame(await rootAt(hashReader(tx), kept.size), root)) throw new WillNotSign('forked')
}

type Appended = Published & { root: Uint8Array }

async function append(tx: Transaction, key: LogKey, name: string, head: Head | null, hour: Date): Promise<Appended> {
  const [from, waiting, seed] = [head?.size ?? 0, await selectWaiting(tx), new Uint8Array(randomBytes(32))]
  const { entries, placed } = batchOf(from, waiting, seed)
  const tree = await growTreeFrom(hashReader(tx), from)
  const nodes: StoredNode[] = entries.flatMap((entry) => tree.append(leafHash(entry)))
  await insertEntries(tx, from, entries)
  await placeLeaves(tx, placed)
  await insertNodes(tx, nodes)
  const [size, root] = [tree.size, tree.root()]
  const note = await signNote(formatCheckpoint({ origin: name, size, root }), key.signerNamed(name))
  await insertHead(tx, { size, root, note, signedAt: hour, fillerSeed: seed })
  return { size, root, entered: waiting.length }
}

type Batch = { entries: Uint8Array[]; placed: { entry: Uint8Array; index: number }[] }

/** The next stretch of the log: the waiting entries at random places, filler everywhere else. */
function batchOf(from: number, waiting: readonly Uint8Array[], seed: Uint8Array): Batch {
  const size = batchSize(waiting.length)
  const entries: (Uint8Array | undefined)[] = Array.from({ length: size })
  const places = chosenPlaces(size, waiting.length)
  const placed = waiting.map((entry, nth) => {
    const place = places[nth] ?? 0
    entries[place] = entry
    return { entry, index: from + place }
  })
  return { entries: entries.map((entry, place) => entry ?? fillerEntry(seed, from + place)), placed }
}
