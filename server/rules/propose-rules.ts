import { hexToBytes } from '@noble/hashes/utils.js'
import { digestOf } from '#contract/rewards/digest.ts'
import type { RuleDraft } from '#contract/rewards/rule-draft.ts'
import { ruleFaults } from '#contract/rewards/faults.ts'
import { ruleSet, type RuleSet } from '#contract/rewards/rule-set.ts'
import type { proposeRules } from '#contract/rule-sets.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { Transaction } from '#db/connect.ts'
import { found, insist, Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { RulesDeps } from './plugin.ts'
import { deleteDraft, lockDraft } from './store-drafts.ts'
import { insertProposal, oneAtATime, selectObstacles } from './store.ts'

/**
 * Proposes a draft as the rules from a day on. Refuses `changedMeanwhile` when the draft is another than was seen, `rulesWrong`
 * when it contradicts itself, and `rulesCodeTaken`, `rulesProposalOpen` or `rulesDateTaken` for what stands in its way.
 */
export async function propose(
  { db, now }: RulesDeps,
  who: Who,
  { draft, version, effectiveFrom, reason }: BodyOf<typeof proposeRules>,
): Promise<ReplyOf<typeof proposeRules>> {
  return db.transaction(async (tx) => {
    const stored = found(await lockDraft(tx, draft), 'rulesNotFound')
    insist(stored.version === version, 'changedMeanwhile')
    const document = soundOf(stored.document)
    await insistOnWay(tx, document.code, effectiveFrom)
    const digestBytes = hexToBytes(digestOf(document))
    const seq = await insertProposal(tx, { document, digestBytes, effectiveFrom, reason, by: who.staff, at: now() })
    await deleteDraft(tx, draft, version)
    await record(tx, { did: 'propose-rules', staff: who.staff })
    return { seq }
  })
}

/** A draft that is a rule set and does not contradict itself. */
function soundOf(draft: RuleDraft): RuleSet {
  const read = ruleSet.safeParse(draft)
  if (!read.success) throw new Refusal('rulesWrong')
  insist(
    ruleFaults(read.data).every(({ weight }) => weight === 'look'),
    'rulesWrong',
  )
  return read.data
}

/** The constraints of the table hold the same; here each is told apart from the others. */
async function insistOnWay(tx: Transaction, code: string, effectiveFrom: string): Promise<void> {
  await oneAtATime(tx)
  const inTheWay = await selectObstacles(tx, code, effectiveFrom)
  insist(!inTheWay.open, 'rulesProposalOpen')
  insist(!inTheWay.code, 'rulesCodeTaken')
  insist(!inTheWay.later, 'rulesDateTaken')
}
