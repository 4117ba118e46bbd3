import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { ClaimContent } from '#contract/money/claim.ts'
import type { Claim } from './store.ts'

/** What a claim says, put together from what is stored of it: this, hashed, is what was signed. */
export function contentOf(
  award: string,
  claim: Omit<Claim, 'digest' | 'signature' | 'at' | 'fromOffice' | 'staffId'>,
): ClaimContent {
  const { payableId, seq, fen, method, sealed, verifier, hasWord } = claim
  return {
    award,
    payable: payableId,
    seq,
    fen: String(fen),
    method,
    sealedSha256: sealed === null ? null : bytesToHex(sha256(sealed)),
    verifier: verifier === null ? null : bytesToHex(verifier),
    hasWord,
  }
}
