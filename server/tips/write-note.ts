import { isAgeFile } from '#contract/envelope.ts'
import type { BodyOf } from '#contract/route.ts'
import type { writeNote } from '#contract/triage.ts'
import type { Database } from '#db/connect.ts'
import { fromB64 } from '../http/b64.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { insistColleagues } from './colleagues.ts'
import { ownTip } from './own-tip.ts'
import { insertNote, nextNoteSeq, selectNote } from './store-triage.ts'

/** Adds a note among colleagues at its place. The same note again changes nothing; another one there is `placeTaken`. */
export async function note(
  db: Database,
  who: Who,
  tipId: string,
  asked: BodyOf<typeof writeNote>,
): Promise<{ seq: number }> {
  const sealed = fromB64(asked.sealedB64)
  insist(isAgeFile(sealed), 'notSealed')
  return db.transaction(async (tx) => {
    const { state } = await ownTip(tx, who, tipId, 'workTips', true)
    const stored = await selectNote(tx, tipId, asked.seq)
    if (stored?.id === asked.id) return { seq: asked.seq }
    insist(asked.seq === (await nextNoteSeq(tx, tipId)), 'placeTaken')
    const mentions = [...new Set(asked.mentions)]
    await insistColleagues(tx, state.deskId, mentions)
    const row = { tipId, seq: asked.seq, id: asked.id, staffId: who.staff, sealed, at: new Date() }
    await insertNote(tx, row, mentions)
    await record(tx, { did: 'write-note', staff: who.staff, desk: state.deskId, tip: tipId })
    return { seq: asked.seq }
  })
}
