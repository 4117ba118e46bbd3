import type { OwnEntry } from '#contract/mailbox.ts'
import { inclusionPath, TILE_WIDTH, type HashReader } from '#contract/tlog/merkle.ts'
import { tileWidth } from '#contract/tlog/tiles.ts'
import type { Database } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import { selectLogName, selectNewestHead } from './store-published.ts'
import { selectHashes, type Stretch } from './store-served.ts'

/** Where an entry stands under the newest head: the path up to it, and the head as it was published. */
export type Place = Pick<OwnEntry, 'pathB64' | 'note' | 'verifierKey'>

const NO_LOG: Place = { pathB64: null, note: '', verifierKey: '' }

/** The place of the entry `index`, in as many queries for a long log as for a short one. */
export async function placeInLog(db: Database, index: number): Promise<Place> {
  const [name, head] = await Promise.all([selectLogName(db), selectNewestHead(db)])
  if (name === null || head === null) return NO_LOG
  return { pathB64: await pathTo(db, index, head.size), note: head.note, verifierKey: name.verifierKey }
}

/** Null where the log lacks what the path needs: whoever checks the entry then knows, and nobody else is held up. */
async function pathTo(db: Database, index: number, size: number): Promise<string[] | null> {
  if (index >= size) return null
  const read = await readTilesOf(db, index, size)
  try {
    return (await inclusionPath(read, index, size)).map(toB64)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Every hash that a path can need stands in the tiles over the entry or in those at the edge of the log. */
async function readTilesOf(db: Database, index: number, size: number): Promise<HashReader> {
  const rows = await selectHashes(db, tilesOf(index, size))
  const hashes = new Map(rows.map(({ level, n, hash }) => [`${level}/${n}`, hash]))
  return (level, from, count) =>
    Promise.resolve(
      Array.from({ length: count }, (_, i) => hashes.get(`${level}/${from + i}`)).filter((hash) => hash !== undefined),
    )
}

/** Those tiles, as stretches of stored hashes. */
export function tilesOf(index: number, size: number): Stretch[] {
  const stretches: Stretch[] = []
  for (let [level, stored] = [0, 1]; stored <= size; level++, stored *= TILE_WIDTH) {
    const places = [index, size].map((entry) => Math.floor(entry / stored / TILE_WIDTH))
    for (const n of new Set(places)) {
      const count = tileWidth({ level, n }, size)
      if (count > 0) stretches.push({ level, from: n * TILE_WIDTH, count })
    }
  }
  return stretches
}
