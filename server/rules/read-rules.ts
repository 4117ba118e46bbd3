import { bytesToHex } from '@noble/hashes/utils.js'
import type * as contract from '#contract/rule-sets.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { deedOf } from '../clocks/read-deadlines.ts'
import { found } from '../http/refusal.ts'
import { dayInSanya } from '../tips/day.ts'
import type { RulesDeps } from './plugin.ts'
import { standingOn, type Dated } from './standing.ts'
import { selectDraft, selectDrafts, type DraftRow } from './store-drafts.ts'
import { selectDocument, selectSets, type SetRow } from './store.ts'

/** All rule sets, and how each stands today. */
export async function listSets({ db, now }: RulesDeps): Promise<ReplyOf<typeof contract.listRuleSets>> {
  const [today, rows] = [dayInSanya(now()), await selectSets(db)]
  const dated = rows.map(datedOf)
  return { today, sets: rows.map((row) => headOf(today, row, dated)) }
}

/** One rule set with its document. Refuses `rulesNotFound`. */
export async function setOf(deps: RulesDeps, seq: number): Promise<ReplyOf<typeof contract.openRuleSet>> {
  const { sets } = await listSets(deps)
  const head = found(
    sets.find((set) => set.seq === seq),
    'rulesNotFound',
  )
  return { head, document: found(await selectDocument(deps.db, seq), 'rulesNotFound') }
}

export async function listDrafts(db: Database): Promise<ReplyOf<typeof contract.listRuleDrafts>> {
  return { drafts: (await selectDrafts(db)).map(draftHead) }
}

/** One draft with its document. Refuses `rulesNotFound`. */
export async function draftOf(db: Database, draft: string): Promise<ReplyOf<typeof contract.readRuleDraft>> {
  const { document, ...head } = found(await selectDraft(db, draft), 'rulesNotFound')
  return { head: draftHead(head), document }
}

const draftHead = (row: DraftRow): contract.RuleDraftHead => ({ ...row, savedAt: row.savedAt.toISOString() })

const datedOf = ({ set }: SetRow): Dated => ({
  seq: set.seq,
  effectiveFrom: set.effectiveFrom,
  isApproved: set.approvedAt !== null,
  isWithdrawn: set.withdrawnAt !== null,
})

function headOf(today: string, row: SetRow, all: readonly Dated[]): contract.RuleSetHead {
  const { set, proposer, approver, withdrawer } = row
  const { zh, en, isOfficial, source } = set.document
  return {
    seq: set.seq,
    code: set.code,
    zh,
    en,
    isOfficial,
    source,
    ...standingOn(today, datedOf(row), all),
    effectiveFrom: set.effectiveFrom,
    digest: bytesToHex(set.digest),
    reason: set.reason,
    proposed: deedOf(proposer, set.proposedAt),
    approved: deedOf(approver, set.approvedAt),
    withdrawn: deedOf(withdrawer, set.withdrawnAt),
  }
}
