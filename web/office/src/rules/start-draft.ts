import { saveRuleDraft } from '#contract/rule-sets.ts'
import type { RuleDraft } from '#contract/rewards/rule-draft.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'

/** Makes a draft of a document; gives its id. */
export async function startDraft(document: RuleDraft): Promise<Answer<string>> {
  const draft = crypto.randomUUID()
  const answer = await callOffice(saveRuleDraft, { params: { draft }, body: { version: 0, document } })
  return answer.is === 'done' ? { is: 'done', reply: draft } : answer
}
