import { createHash } from 'node:crypto'
import type { FiledClaim } from '#contract/claims.ts'
import { isAgeFile } from '#contract/envelope.ts'
import type { ClaimContent } from '#contract/money/claim.ts'
import { PARTS_OF, signedClaim } from '#contract/money/signed-claim.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import type { Database } from '#db/connect.ts'
import { UNIQUE_VIOLATION } from '#db/sql-states.ts'
import { fromB64 } from '../http/b64.ts'
import { codeOf } from '../http/refuse-error.ts'
import { found, insist } from '../http/refusal.ts'
import { hourOf } from './hour.ts'
import { lookupHash } from './read-mailbox.ts'
import { insistSignedByClaimKey, refusedMoney } from './signed-claims.ts'
import { insertClaim, selectClaimGrounds, type ClaimGrounds } from './store-claims.ts'

type Parts = { sealed: Buffer | null; verifier: Buffer | null }

/**
 * Stores how the tipster wants to have an award. The same claim again changes nothing. `fromOffice`: whether it came from a network of
 * the office, null where nobody knows. Refuses `codeUnknown` for whatever is not owed for the tip of this code, `claimWrong` when the
 * parts are not those of the way or the claim key did not sign exactly this, `notSealed`, `claimMoved` when another claim stands at
 * this place, and what the guards of money keep out.
 */
export async function file(
  deps: { db: Database; now: () => Date },
  sent: FiledClaim,
  fromOffice: boolean | null,
): Promise<{ seq: number }> {
  const { payable, seq, method, hasWord } = sent
  const parts = partsOf(sent)
  const lookup = lookupHash(sent.lookupB64)
  const grounds = found(await selectClaimGrounds(deps.db, lookup, { payable, seq }), 'codeUnknown')
  const content = contentOf(sent, parts, grounds)
  const signature = insistSignedByClaimKey(grounds.claimPublicB64, signedClaim(content), sent.signatureB64)
  const digest = digestOf(content)
  if (isStored(grounds, digest)) return { seq }
  const row = { payableId: payable, seq, method, hasWord, ...parts, fen: BigInt(grounds.fen), fromOffice }
  const signed = { digest: Buffer.from(digest, 'hex'), signature, at: hourOf(deps.now()) }
  try {
    await insertClaim(deps.db, { ...row, ...signed })
  } catch (error) {
    // The same claim may have come twice at once, or another one before it.
    const refused = refusedMoney(error)
    if (refused === error && codeOf(error) !== UNIQUE_VIOLATION) throw error
    const now = await selectClaimGrounds(deps.db, lookup, { payable, seq })
    if (now === null || now.claim === null) throw refused
    insist(isStored(now, digest), 'claimMoved')
  }
  return { seq }
}

/** The sealed details and the verifier, exactly those that the way has. */
function partsOf({ method, sealedB64, verifierB64, hasWord }: FiledClaim): Parts {
  const sealed = sealedB64 === null ? null : fromB64(sealedB64)
  const verifier = verifierB64 === null ? null : fromB64(verifierB64)
  insist(PARTS_OF[method].sealed === (sealed !== null), 'claimWrong')
  insist(PARTS_OF[method].verifier === (verifier !== null), 'claimWrong')
  insist(!hasWord || verifier !== null, 'claimWrong')
  insist(sealed === null || isAgeFile(sealed), 'notSealed')
  return { sealed, verifier }
}

/** What the tipster must have signed: award and sum are ours, not theirs. */
function contentOf({ payable, seq, method, hasWord }: FiledClaim, parts: Parts, grounds: ClaimGrounds): ClaimContent {
  return {
    award: grounds.award,
    payable,
    seq,
    fen: grounds.fen,
    method,
    sealedSha256: parts.sealed && createHash('sha256').update(parts.sealed).digest('hex'),
    verifier: parts.verifier && parts.verifier.toString('hex'),
    hasWord,
  }
}

/** Whether this very claim stands at its place. Signatures of one key over one text are equal. */
const isStored = ({ claim }: ClaimGrounds, digest: string): boolean => claim?.digest === digest
