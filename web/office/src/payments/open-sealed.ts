import { sha256 } from '@noble/hashes/sha2.js'
import { claimDetails, type ClaimContent, type ClaimDetails } from '#contract/money/claim.ts'
import { fromB64, toHex } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import type { Part } from '../tip/opened-tip.ts'

/** Where somebody is paid, or who comes for it, after an attempt to open it. `swapped`: the envelope is not the one that was signed. */
export type OpenedDetails = Part<ClaimDetails> | { is: 'swapped' }

/** Opens the sealed part of a claim: of this payable, at this place, and exactly the one whose hash was signed. */
export async function openSealed(
  payable: string,
  seq: number,
  { method, sealedSha256 }: ClaimContent,
  sealedB64: string,
  identities: readonly string[],
): Promise<OpenedDetails> {
  const sealedBytes = fromB64(sealedB64)
  if (toHex(sha256(sealedBytes)) !== sealedSha256) return { is: 'swapped' }
  if (identities.length === 0) return { is: 'notForUs' }
  const opened = await open(sealedBytes, identities, { tip: payable, kind: 'claim-details', seq })
  if (opened.is !== 'opened') return opened
  const read = claimDetails.safeParse(opened.body)
  const isOfMethod = read.success && read.data.method === method
  return isOfMethod ? { is: 'opened', value: read.data } : { is: 'damaged', why: 'format' }
}
