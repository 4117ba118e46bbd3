import type { LogDay, PublishedHead, PublishedLog } from '#contract/published-log.ts'
import { encodeEntries, tileWidth, type Tile } from '#contract/tlog/tiles.ts'
import { TILE_WIDTH } from '#contract/tlog/merkle.ts'
import type { Database } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import { found, insist } from '../http/refusal.ts'
import { hourOf } from '../intake/hour.ts'
import { hashReader, selectEntries, selectLogName, selectNewestHead, type Head } from './store-published.ts'
import { selectDays, selectHead, selectHeads } from './store-served.ts'

type Deps = { db: Database }

/** Days on one page of the history, and heads in one text. */
const MOST_DAYS = 31
const MOST_HEADS = 1000

/** The newest head, with the name and key of its log. */
export async function readLog({ db }: Deps): Promise<{ log: PublishedLog | null }> {
  const [name, head] = await Promise.all([selectLogName(db), selectNewestHead(db)])
  return { log: name === null || head === null ? null : { ...name, head: shownHead(head) } }
}

/** A page of days that have heads; `older` is what to ask for next. */
export async function listDays(
  { db }: Deps,
  { before }: { before?: string | undefined },
): Promise<{ days: LogDay[]; older: string | null }> {
  const days = await selectDays(db, before ?? null, MOST_DAYS + 1)
  const page = days.slice(0, MOST_DAYS)
  return { days: page, older: days.length > page.length ? (page.at(-1)?.on ?? null) : null }
}

/** The signed note of the newest head, or of the head with a size. Refuses `notFound`. */
export async function readNote({ db }: Deps, size: number | null): Promise<string> {
  const head = await (size === null ? selectNewestHead(db) : selectHead(db, size))
  return found(head, 'notFound').note
}

/** Heads as text, the newest first: hour, size and root, one a line; at most a thousand, those below a size. */
export async function headsText({ db }: Deps, below: number | null): Promise<string> {
  const heads = await selectHeads(db, below, MOST_HEADS)
  return heads
    .map(shownHead)
    .map(({ at, size, rootB64 }) => `${at} ${size} ${rootB64}\n`)
    .join('')
}

/** The bytes of a tile of hashes or of a bundle of entries. Refuses `notFound` beyond the newest head. */
export async function readTile({ db }: Deps, tile: Tile): Promise<Uint8Array> {
  const { level, n, width } = tile
  insist(width <= tileWidth(tile, (await selectNewestHead(db))?.size ?? 0), 'notFound')
  const from = n * TILE_WIDTH
  if (level === 'entries') return encodeEntries(whole(await selectEntries(db, from, width), width))
  return Buffer.concat(whole(await hashReader(db)(level, from, width), width))
}

/** A log that lacks what its head stands over must not serve something shorter as if it were all. */
function whole<T>(rows: T[], width: number): T[] {
  if (rows.length !== width) throw new Error('The log lacks entries under its head')
  return rows
}

const shownHead = ({ size, root, note, signedAt }: Head): PublishedHead => ({
  size,
  rootB64: toB64(root),
  note,
  at: hourOf(signedAt).toISOString(),
})
