import { makeCase } from '#contract/cases.ts'
import type { Link } from '#contract/links.ts'
import type { MyDesk } from '#contract/staff.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'
import { sealNarrative, sealWhy } from './act-case.ts'
import { headOf, type CaseDraft } from './case-draft.ts'

/** What of a new case is sealed: its account, and why its tips belong to it. */
export type NewCaseTexts = { narrative: string; as: Link; why: string }
type NewCase = {
  id: string
  desk: MyDesk
  draft: CaseDraft
  openedAt: string
  texts: NewCaseTexts
  tips: readonly string[]
}

/** Opens a case at a desk; its texts are sealed to the desk in this browser. */
export async function sendNewCase(made: NewCase): Promise<Answer<{ case: string; number: string }>> {
  const { id, desk, draft, openedAt, texts, tips } = made
  const isTold = texts.narrative.trim() !== ''
  const narrative = isTold ? { sealedB64: await sealNarrative(id, 0, texts.narrative, desk.recipient) } : null
  const links = await Promise.all(
    tips.map(async (tip, seq) => ({
      tip,
      as: texts.as,
      seq,
      whySealedB64: await sealWhy(id, seq, texts.why, desk.recipient),
    })),
  )
  const body = { id, ...headOf(draft), openedAt, narrative, links }
  return callOffice(makeCase, { params: { desk: desk.id }, body })
}
