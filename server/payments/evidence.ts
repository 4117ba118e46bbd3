import { bytesToHex } from '@noble/hashes/utils.js'
import type { ReadAward } from '#contract/awards.ts'
import { blindCommitment, filesHash, type BlindParts } from '#contract/commitment.ts'
import type { Evidence, ShownClaim, TipEvidence } from '#contract/money/evidence.ts'
import { isSame } from '#contract/tlog/hashes.ts'
import { fromB64, toB64 } from '../http/b64.ts'
import { found } from '../http/refusal.ts'
import { placeInLog } from '../log/own-entry.ts'
import { pinnedVerifier } from '../log/pinned-verifier.ts'
import { contentOf } from './claim-content.ts'
import type { PaymentsDeps } from './deps.ts'
import { selectTipParts, type TipParts } from './store-evidence.ts'
import type { ClaimRow, FreezeRow, OwedRow } from './store.ts'

type Around = { award: ReadAward; claims: readonly ShownClaim[]; freezes: readonly FreezeRow[] }

/** Everything that the finance browser checks before something is paid. Nothing of it leads to the tip's content or to its mailbox. */
export async function evidenceOf(deps: PaymentsDeps, { payable, content }: OwedRow, around: Around): Promise<Evidence> {
  const { award, claims, freezes } = around
  const { id, awardId, version, participant, fund, fen, state, claimSeq } = payable
  return {
    payable: { payable: id, award: awardId, version, participant, fund, fen: String(fen), state, claimSeq },
    award,
    claim: claims.find(({ seq }) => seq === claimSeq) ?? null,
    // Whose it is says what was signed, not the row of what is owed.
    tip: content.fund === 'tips' ? await tipEvidence(deps, content.tip) : null,
    freezes: freezes.filter(({ freeze }) => freeze.releasedAt === null).map(({ freeze: { cause } }) => ({ cause })),
    logKey: await pinnedVerifier(deps.db, deps.logPublicBytes),
  }
}

/** A claim with all that was signed of it, put together anew. */
export function shownClaim(award: string, { claim, by, signPublic, disputedAt }: ClaimRow): ShownClaim {
  const signPublicB64 = signPublic === null ? null : toB64(signPublic)
  return {
    seq: claim.seq,
    content: contentOf(award, claim),
    digest: bytesToHex(claim.digest),
    signatureB64: toB64(claim.signature),
    at: claim.at.toISOString(),
    enteredBy: by === null ? null : { ...by, signPublicB64 },
    isDisputed: disputedAt !== null,
  }
}

async function tipEvidence({ db }: PaymentsDeps, tip: string): Promise<TipEvidence> {
  const parts = found(await selectTipParts(db, tip), 'tipNotFound')
  const place = parts.entry === null ? null : await placeInLog(db, parts.entry.index)
  return {
    claimPublicB64: parts.claimPublicB64,
    reportHashB64: parts.reportHashB64,
    filesHashB64: toB64(filesHashOf(tip, parts)),
    lookupHashHashB64: parts.lookupHashedB64,
    mailboxHashB64: parts.mailboxHashedB64,
    tipRecipientHashB64: parts.tipRecipientHashedB64,
    entry:
      parts.entry === null || place === null
        ? null
        : { ...parts.entry, commitmentB64: parts.commitmentB64, pathB64: place.pathB64, note: place.note },
  }
}

/**
 * Over the files that came with the report: the first of all files of the tip, as many as make the commitment. Where none do, over all of
 * them; the browser then finds that it is another one.
 */
function filesHashOf(tip: string, parts: TipParts): Uint8Array {
  const digests = parts.fileDigestsB64.map(fromB64)
  const committed = fromB64(parts.commitmentB64)
  const known: Omit<BlindParts, 'filesHashBytes'> = {
    tip,
    claimPublicBytes: fromB64(parts.claimPublicB64),
    reportHashBytes: fromB64(parts.reportHashB64),
    lookupHashHashBytes: fromB64(parts.lookupHashedB64),
    mailboxHashBytes: fromB64(parts.mailboxHashedB64),
    tipRecipientHashBytes: fromB64(parts.tipRecipientHashedB64),
  }
  const hashes = Array.from({ length: digests.length + 1 }, (_, files) => filesHash(digests.slice(0, files)))
  const fits = (filesHashBytes: Uint8Array): boolean => isSame(committed, blindCommitment({ ...known, filesHashBytes }))
  return hashes.find(fits) ?? filesHash(digests)
}
