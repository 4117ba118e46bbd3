import type { SealedTip } from '#contract/matching.ts'
import type { Database } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import { selectParts, type SealedRow } from './store.ts'

/**
 * Everything of a tip that has words. `row` is read first: a message that comes between is in the texts and not in
 * `contentSeq`, and makes the tip be indexed once more.
 */
export async function sealedTip(db: Database, row: SealedRow): Promise<SealedTip> {
  const { dialogue, notes, index } = await selectParts(db, row.tip)
  const part = ({ seq, sealed }: { seq: number; sealed: Uint8Array }) => ({ seq, sealedB64: toB64(sealed) })
  return {
    tip: row.tip,
    wrapB64: toB64(row.wrap),
    reportB64: toB64(row.report),
    messages: dialogue.map(part),
    notes: notes.map(part),
    index: index === null ? null : { revision: index.revision, sealedB64: toB64(index.sealed) },
    contentSeq: row.contentSeq,
  }
}
