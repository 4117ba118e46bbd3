import type { FastifyInstance } from 'fastify'
import { ruleSetSchema } from '#contract/rewards/rule-set-schema.ts'
import * as contract from '#contract/rule-sets.ts'
import type { Database } from '#db/connect.ts'
import type { Serve } from '../http/serve.ts'
import { dropDraft } from './drop-draft.ts'
import { shippedExamples } from './examples.ts'
import { exportDocument, exportReassessed } from './export-rules.ts'
import { draftOf, listDrafts, listSets, setOf } from './read-rules.ts'
import { propose } from './propose-rules.ts'
import { reassess } from './reassess-awards.ts'
import { saveDraft } from './save-draft.ts'
import { approve, withdraw } from './settle-rules.ts'

export type RulesDeps = { db: Database; now: () => Date }

/** Rule sets: everybody who sees awards reads them, the reward desk drafts and proposes them, another approver approves. */
export function mountRules(app: FastifyInstance, serve: Serve, deps: RulesDeps): void {
  const { db } = deps
  serve(contract.listRuleSets, { may: 'readAwards' }, () => listSets(deps))
  serve(contract.openRuleSet, { may: 'readAwards' }, ({ params }) => setOf(deps, params.seq))
  serve(contract.exportRules, { may: 'readAwards' }, ({ who, params }) => exportDocument(db, who, params.seq))
  serve(contract.reassessAwards, { may: 'keepRules' }, ({ params }) => reassess(deps, params))
  serve(contract.exportComparison, { may: 'keepRules' }, ({ who, body }) => exportReassessed(deps, who, body))
  serve(contract.listRuleExamples, { may: 'keepRules' }, () => shippedExamples())
  serve(contract.listRuleDrafts, { may: 'keepRules' }, () => listDrafts(db))
  serve(contract.readRuleDraft, { may: 'keepRules' }, ({ params }) => draftOf(db, params.draft))
  serve(contract.saveRuleDraft, { may: 'keepRules' }, ({ who, params, body }) =>
    saveDraft(deps, who, params.draft, body),
  )
  serve(contract.dropRuleDraft, { may: 'keepRules' }, ({ who, params }) => dropDraft(db, who, params))
  serve(contract.proposeRules, { may: 'keepRules' }, ({ who, body }) => propose(deps, who, body))
  serve(contract.approveRules, { may: 'approveRules' }, ({ who, params }) => approve(deps, who, params.seq))
  serve(contract.withdrawRules, { may: 'keepRules' }, ({ who, params }) => withdraw(deps, who, params.seq))
  // The form of the files is no secret; its address stands in the files of other programs and stays.
  app.get(contract.RULE_SET_SCHEMA_PATH, { config: { id: 'ruleSetSchema' } }, (_request, reply) =>
    reply.type('application/schema+json').send(ruleSetSchema()),
  )
}
