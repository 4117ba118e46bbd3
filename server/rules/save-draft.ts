import type { saveRuleDraft } from '#contract/rule-sets.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import { found, insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { RulesDeps } from './plugin.ts'
import { insertDraft, lockDraft, updateDraft, type StoredDraft } from './store-drafts.ts'

/** Pages save while one types. One sitting at a draft is one entry of the trail, not hundreds. */
const SITTING_MS = 60 * 60_000

type Saved = ReplyOf<typeof saveRuleDraft>

/**
 * Saves a draft over the version that was seen, or makes it. Refuses `changedMeanwhile` when somebody saved it since, also in
 * another window, and `rulesNotFound` when it is gone. The same sent again is saved once.
 */
export async function saveDraft(
  { db, now }: RulesDeps,
  who: Who,
  draft: string,
  { version: seen, document }: BodyOf<typeof saveRuleDraft>,
): Promise<Saved> {
  const saved = { document, version: seen + 1, savedBy: who.staff, savedAt: now() }
  return db.transaction(async (tx) => {
    if (seen === 0 && (await insertDraft(tx, draft, saved))) {
      await record(tx, { did: 'save-rules', staff: who.staff })
      return shown(saved)
    }
    const before = found(await lockDraft(tx, draft, document), 'rulesNotFound')
    if (isSentAgain(before, saved)) return shown(before)
    insist(before.version === seen, 'changedMeanwhile')
    await updateDraft(tx, draft, saved)
    if (isNewSitting(before, saved)) await record(tx, { did: 'save-rules', staff: who.staff })
    return shown(saved)
  })
}

const shown = ({ version, savedAt }: { version: number; savedAt: Date }): Saved => ({
  version,
  savedAt: savedAt.toISOString(),
})

type Saving = { version: number; savedBy: string; savedAt: Date }

const isSentAgain = (before: StoredDraft, { version, savedBy }: Saving): boolean =>
  before.version === version && before.savedBy === savedBy && before.isSame

const isNewSitting = (before: StoredDraft, { savedBy, savedAt }: Saving): boolean =>
  before.savedBy !== savedBy || savedAt.getTime() - before.savedAt.getTime() > SITTING_MS
