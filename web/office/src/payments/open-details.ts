import { sha256 } from '@noble/hashes/sha2.js'
import { claimDetails, type ClaimDetails } from '#contract/money/claim.ts'
import type { ShownClaim } from '#contract/money/evidence.ts'
import { openClaim } from '#contract/payments.ts'
import { fromB64, toHex } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import { callOffice } from '../session/call-office.ts'
import type { Part } from '../tip/opened-tip.ts'
import type { Failure } from '../words/refusals.ts'

/** Where somebody is paid, or who comes for it, after an attempt to open it. `swapped`: the envelope is not the one that was signed. */
export type Details = Part<ClaimDetails> | { is: 'swapped' } | { is: 'failed'; failure: Failure }

/** Opens the sealed part of the newest claim with the keys of the finance desks. Leaves a trace each time. */
export async function openDetails(
  payable: string,
  { seq, content }: ShownClaim,
  identities: readonly string[],
): Promise<Details> {
  const answer = await callOffice(openClaim, { params: { payable }, body: { claimSeq: seq } })
  if (answer.is !== 'done') return { is: 'failed', failure: answer }
  return openSealed(payable, seq, content, answer.reply.sealedB64, identities)
}

/** The same of an envelope that was given already: of this payable, at this place, and exactly the one whose hash was signed. */
export async function openSealed(
  payable: string,
  seq: number,
  { method, sealedSha256 }: ShownClaim['content'],
  sealedB64: string,
  identities: readonly string[],
): Promise<Exclude<Details, { is: 'failed' }>> {
  const sealedBytes = fromB64(sealedB64)
  if (toHex(sha256(sealedBytes)) !== sealedSha256) return { is: 'swapped' }
  if (identities.length === 0) return { is: 'notForUs' }
  const opened = await open(sealedBytes, identities, { tip: payable, kind: 'claim-details', seq })
  if (opened.is !== 'opened') return opened
  const read = claimDetails.safeParse(opened.body)
  const isOfMethod = read.success && read.data.method === method
  return isOfMethod ? { is: 'opened', value: read.data } : { is: 'damaged', why: 'format' }
}
