import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/connect.ts'
import { messages, sealedPieces, tipFiles, tips, tipWraps } from '#db/schema/tips.ts'
import type { SealedFile, Site } from '#contract/intake.ts'
import type { Mailbox } from '#contract/mailbox.ts'
import { fromB64 } from '../http/b64.ts'
import type { AwardRow } from './own-awards.ts'

/** What the public process may do to the database; its role may do nothing else. */

type DeskRow = {
  site_id: string
  open: boolean
  id: string | null
  name_zh: string
  name_en: string
  recipient: string
  districts: string[]
  categories: string[]
}

export async function selectSite(db: Database): Promise<Omit<Site, 'demo' | 'cashDesk'>> {
  const rows = (await db.execute(sql`select * from intake_desks order by position`)) as unknown as DeskRow[]
  const desks = rows
    .filter((row) => row.id !== null)
    .map((row) => ({
      id: row.id,
      nameZh: row.name_zh,
      nameEn: row.name_en,
      recipient: row.recipient,
      districts: row.districts,
      categories: row.categories,
    }))
  return {
    siteId: rows[0]?.site_id ?? '',
    open: rows[0]?.open === true && desks.length > 0,
    desks: desks as Site['desks'],
  }
}

/** What the database says of the tip's entry; null before it is in the log. */
type EnteredRow = {
  index: number
  /** Null when it was taken, which happens to deleted tips only. */
  saltB64: string | null
  hour: number
  columnsB64: string
  reportHashB64: string
  fileDigestsB64: string[]
}

/** The mailbox as the database gives it; `id` of messages and the commitment are for recognising a resent request. */
export type MailboxRow = Omit<Mailbox, 'older' | 'messages' | 'entry' | 'awards'> & {
  awards: AwardRow[]
  commitment: string
  entered: EnteredRow | null
  messages: (Mailbox['messages'][number] & { id: string })[]
}

/** The mailbox with this lookup hash, its `most` newest messages before a place; null for none. */
export async function selectMailbox(
  db: Database,
  lookupHashBytes: Uint8Array,
  before: number | null,
  most: number,
): Promise<MailboxRow | null> {
  const rows = await db.execute(
    sql`select read_mailbox(${Buffer.from(lookupHashBytes)}::bytea, ${before}::integer, ${most}::integer) as mailbox`,
  )
  return (rows[0]?.['mailbox'] as MailboxRow | undefined) ?? null
}

export async function insertPiece(db: Database, piece: typeof sealedPieces.$inferInsert): Promise<void> {
  await db.insert(sealedPieces).values(piece)
}

/** Inserts in one transaction: the tip, the wrap of its desk, its files. Triggers make the rest. */
export async function insertTip(
  db: Database,
  tip: typeof tips.$inferInsert,
  wrap: Uint8Array,
  files: readonly SealedFile[],
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insert(tips).values(tip)
    await tx.insert(tipWraps).values({ tipId: tip.id, deskId: tip.deskId, wrap })
    await insertFiles(tx, tip.id, files)
  })
}

export async function insertMessage(
  db: Database,
  message: typeof messages.$inferInsert,
  files: readonly SealedFile[],
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insert(messages).values(message)
    await insertFiles(tx, message.tipId, files)
  })
}

async function insertFiles(tx: Transaction, tipId: string, files: readonly SealedFile[]): Promise<void> {
  if (files.length === 0) return
  const rows = files.map((file) => ({
    fileId: file.id,
    tipId,
    seq: file.seq,
    pieces: file.pieces,
    digest: fromB64(file.digestB64),
  }))
  await tx.insert(tipFiles).values(rows)
}
