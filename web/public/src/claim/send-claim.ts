import { sha256 } from '@noble/hashes/sha2.js'
import { disputeClaim, fileClaim } from '#contract/claims.ts'
import type { Mailbox } from '#contract/mailbox.ts'
import type { ClaimContent } from '#contract/money/claim.ts'
import type { Method } from '#contract/money/names.ts'
import { PARTS_OF } from '#contract/money/signed-claim.ts'
import type { OwnCollect } from '#contract/own-award.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import { untilAnswered } from '#reporting/again.ts'
import type { SendDeps } from '#reporting/deps.ts'
import { toB64, toHex } from '#seal/b64.ts'
import { signClaimContent, signDispute } from '#seal/claim-content.ts'
import type { CodeKeys } from '#seal/code-keys.ts'
import { seal } from '#seal/seal.ts'
import { plainWord, verifierOf, voucherOf, voucherProof } from '#seal/voucher.ts'
import { call } from '#ui/client.ts'
import { detailsOf, type ClaimValues } from './claim-values.ts'

type Sent = { is: 'done' } | { is: 'refused'; refusal: RefusalCode }
/** What a claim is made for; `collectTo` are the public keys of the finance desks. */
type Owed = { collect: OwnCollect; collectTo: Mailbox['collectTo'] }

/**
 * Seals, signs and sends how an award is to be paid. The values have been checked. The same claim goes out again until it is answered.
 * Throws GaveUp.
 */
export async function sendClaim(
  deps: SendDeps,
  keys: CodeKeys,
  { collect, collectTo }: Owed,
  values: ClaimValues & { method: Method },
): Promise<Sent> {
  const { payable, award, fen, nextSeq: seq } = collect
  const { method } = values
  if (PARTS_OF[method].sealed && collectTo.length === 0) return { is: 'refused', refusal: 'unavailable' }
  const details = detailsOf(values, collect.needsId)
  const sealed = details && (await seal({ tip: payable, kind: 'claim-details', seq }, details, collectTo))
  const verifier = PARTS_OF[method].verifier ? await verifierFor(deps, keys, payable, values.word) : null
  const hasWord = verifier !== null && plainWord(values.word) !== ''
  const content: ClaimContent = {
    award,
    payable,
    seq,
    fen,
    method,
    hasWord,
    sealedSha256: sealed && toHex(sha256(sealed)),
    verifier: verifier && toHex(verifier),
  }
  const body = {
    payable,
    seq,
    method,
    hasWord,
    lookupB64: toB64(keys.lookupBytes),
    sealedB64: sealed && toB64(sealed),
    verifierB64: verifier && toB64(verifier),
    signatureB64: toB64(signClaimContent(keys.claimSecretBytes, content)),
  }
  return untilAnswered(deps.patience, () => call(deps.send, fileClaim, { body }))
}

async function verifierFor(deps: SendDeps, keys: CodeKeys, payable: string, word: string): Promise<Uint8Array> {
  const voucher = voucherOf(keys.claimSecretBytes, payable)
  return verifierOf(await voucherProof(voucher, word, payable, deps.derive))
}

/** Signs and sends that a claim was made by somebody else. Throws GaveUp. */
export async function sendDispute(deps: SendDeps, keys: CodeKeys, payable: string, seq: number): Promise<Sent> {
  const body = {
    payable,
    seq,
    lookupB64: toB64(keys.lookupBytes),
    signatureB64: toB64(signDispute(keys.claimSecretBytes, payable, seq)),
  }
  return untilAnswered(deps.patience, () => call(deps.send, disputeClaim, { body }))
}
