import { isAgeFile } from '#contract/envelope.ts'
import type { PostedMessage } from '#contract/intake.ts'
import type { Database } from '#db/connect.ts'
import { CHECK_VIOLATION, UNIQUE_VIOLATION, WHOLE_FILES_MISSING } from '#db/sql-states.ts'
import { fromB64 } from '../http/b64.ts'
import { codeOf } from '../http/refuse-error.ts'
import { found, insist, Refusal } from '../http/refusal.ts'
import { lookupHash } from './read-mailbox.ts'
import { hourOf } from './hour.ts'
import { insertMessage, selectMailbox } from './store.ts'

/** Adds a sealed message of the tipster at its place. The same message again changes nothing; another one there is refused. */
export async function acceptMessage(
  deps: { db: Database; now: () => Date },
  sent: PostedMessage,
): Promise<{ seq: number }> {
  const hash = lookupHash(sent.lookupB64)
  const sealed = fromB64(sent.sealedB64)
  insist(isAgeFile(sealed), 'notSealed')
  const { tip, nextMessageSeq } = found(await selectMailbox(deps.db, hash, null, 0), 'codeUnknown')
  insist(sent.seq <= nextMessageSeq, 'placeTaken')
  const row = {
    tipId: tip,
    seq: sent.seq,
    id: sent.id,
    sender: 'tipster' as const,
    isQuestion: false,
    sealed,
    at: hourOf(deps.now()),
  }
  try {
    await insertMessage(deps.db, row, sent.files)
  } catch (error) {
    if (codeOf(error) !== UNIQUE_VIOLATION) throw refusalOf(error)
    const stored = await selectMailbox(deps.db, hash, sent.seq + 1, 1)
    insist(stored?.messages[0]?.id === sent.id, 'placeTaken')
  }
  return { seq: sent.seq }
}

function refusalOf(error: unknown): unknown {
  const code = codeOf(error)
  if (code === WHOLE_FILES_MISSING) return new Refusal('filesIncomplete')
  return code === CHECK_VIOLATION ? new Refusal('tooManyFiles') : error
}
