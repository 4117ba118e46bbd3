import { linkTip, openCase, writeNarrative, type OpenedCase } from '#contract/cases.ts'
import type { Link } from '#contract/links.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import { toB64 } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'
import type { Failure } from '../words/refusals.ts'

// Two officers may write in the same moment; the place is then read again.
const TRIES = 4
type Nothing = Record<string, never>

/** Seals why a tip belongs to a case; null for no words. */
export async function sealWhy(subject: string, seq: number, why: string, recipient: string): Promise<string | null> {
  if (why.trim() === '') return null
  return toB64(await seal({ tip: subject, kind: 'link-reason', seq }, why.trim(), [recipient]))
}

export async function sealNarrative(subject: string, seq: number, text: string, recipient: string): Promise<string> {
  return toB64(await seal({ tip: subject, kind: 'narrative', seq }, text.trim(), [recipient]))
}

export type Linked = { failure: Failure | null; linked: number; already: number }

/** Links tips one after another with the same reason. What was linked already is counted and passed over. */
export async function linkTips(subject: string, tips: readonly string[], as: Link, why: string): Promise<Linked> {
  const done: Linked = { failure: null, linked: 0, already: 0 }
  for (const tip of tips) {
    const answer = await linkAtNextPlace(subject, tip, as, why)
    if (answer.is === 'done') done.linked++
    else if (isRefused(answer, 'linkedAlready')) done.already++
    else return { ...done, failure: answer }
  }
  return done
}

/** A new version of the account, after the one that the writer saw; `placeTaken` when a colleague wrote meanwhile. */
export async function keepNarrative(seen: OpenedCase, text: string): Promise<Answer<Nothing>> {
  const seq = seen.nextNarrativeSeq
  const sealedB64 = await sealNarrative(seen.case, seq, text, seen.deskRecipient)
  return callOffice(writeNarrative, { params: { case: seen.case }, body: { seq, sealedB64 } })
}

export const isRefused = (answer: Answer<unknown>, code: RefusalCode): boolean =>
  answer.is === 'refused' && answer.refusal === code

async function linkAtNextPlace(subject: string, tip: string, as: Link, why: string): Promise<Answer<Nothing>> {
  for (let tries = 1; ; tries++) {
    const fresh = await callOffice(openCase, { params: { case: subject } })
    if (fresh.is !== 'done') return fresh
    const seq = fresh.reply.nextLinkSeq
    const whySealedB64 = await sealWhy(subject, seq, why, fresh.reply.deskRecipient)
    const answer = await callOffice(linkTip, { params: { case: subject }, body: { tip, as, seq, whySealedB64 } })
    if (!isRefused(answer, 'placeTaken') || tries === TRIES) return answer
  }
}
