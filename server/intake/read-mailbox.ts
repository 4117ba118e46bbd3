import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { MAX_FILES } from '#contract/envelope.ts'
import { MAILBOX_ANSWER_BYTES, type Mailbox, type OwnEntry, type readMailbox } from '#contract/mailbox.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { fromB64, toB64 } from '../http/b64.ts'
import { placeInLog, type Place } from '../log/own-entry.ts'
import { boundedAwards } from './own-awards.ts'
import { selectMailbox, type MailboxRow } from './store.ts'

type Answer = ReplyOf<typeof readMailbox>

/** Messages looked at for one answer; as many of them as fit are in it. */
const MOST_MESSAGES = 30
/** Every answer takes this long, or a multiple of it, so that the time does not tell whether there is such a code. */
const STEP_MS = 250

/** The mailbox of a code, or none: always MAILBOX_ANSWER_BYTES long, always after whole steps of time. */
export async function openMailbox(
  deps: { db: Database; clock: () => number; wait?: (ms: number) => Promise<unknown> },
  asked: BodyOf<typeof readMailbox>,
): Promise<Answer> {
  const startedAt = deps.clock()
  const row = await selectMailbox(deps.db, lookupHash(asked.lookupB64), asked.before, MOST_MESSAGES)
  // For a code that has no entry some other is looked for, so that all codes cost the same.
  const place = await placeInLog(deps.db, row?.entered?.index ?? 0)
  const answer = padded(row === null ? null : fitting(row, ownEntry(row, place)))
  const took = deps.clock() - startedAt
  await (deps.wait ?? wait)(Math.ceil(Math.max(took, 1) / STEP_MS) * STEP_MS - took)
  return answer
}

export const lookupHash = (lookupB64: string): Uint8Array => createHash('sha256').update(fromB64(lookupB64)).digest()

/** The newest messages that fit into the answer, oldest first, and where to go on. */
export function fitting(row: MailboxRow, entry: OwnEntry | null): Mailbox {
  const { commitment: _commitment, entered: _entered, messages, awards, ...rest } = row
  const mailbox: Mailbox = { ...rest, awards: boundedAwards(awards), messages: [], older: null, entry }
  for (const { id: _id, ...message } of messages) {
    const longer: Mailbox = {
      ...mailbox,
      messages: [message, ...mailbox.messages],
      older: message.seq === 0 ? null : message.seq,
    }
    if (lengthOf(longer, '') > MAILBOX_ANSWER_BYTES) break
    mailbox.messages = longer.messages
    mailbox.older = longer.older
  }
  return mailbox
}

function ownEntry({ commitment, entered }: MailboxRow, place: Place): OwnEntry | null {
  if (entered === null) return null
  const { saltB64, fileDigestsB64, ...rest } = entered
  return {
    ...rest,
    ...place,
    saltB64: saltB64 ?? '',
    fileDigestsB64: fileDigestsB64.slice(0, MAX_FILES),
    commitmentB64: toB64(Buffer.from(commitment, 'hex')),
  }
}

/** Fills the answer up to its one size. The filler is random, so that a proxy that compresses changes nothing. */
export function padded(mailbox: Mailbox | null): Answer {
  const missing = MAILBOX_ANSWER_BYTES - lengthOf(mailbox, '')
  return { mailbox, padding: randomBytes(missing).toString('base64').slice(0, missing) }
}

const lengthOf = (mailbox: Mailbox | null, padding: string): number =>
  Buffer.byteLength(JSON.stringify({ mailbox, padding }))
