import { bytesToHex } from '@noble/hashes/utils.js'
import type { Transaction } from '#db/connect.ts'
import { found, insist } from '../http/refusal.ts'
import { UnsoundClaims } from './hold-up.ts'
import { isSound } from './sound-claim.ts'
import type { Claim } from './store.ts'
import { selectClaimed, type ClaimedRow } from './store-runs.ts'

/** A line as it was seen: what is owed, the claim by the digest in hexadecimal, and the sum. */
export type SeenLine = { payable: string; claimDigest: string; fen: string }

/**
 * Insists that lines pay the newest claims, over what is owed, and that whoever must signed each; gives the claims by what they are
 * about. Refuses `payableNotFound`, `claimMoved`, `booksDiffer`; throws `UnsoundClaims` with all that do not hold.
 */
export async function insistSound(tx: Transaction, lines: readonly SeenLine[]): Promise<ReadonlyMap<string, Claim>> {
  const rows = await selectClaimed(
    tx,
    lines.map(({ payable }) => payable),
  )
  const byPayable = new Map(rows.map((row) => [row.payable.id, row]))
  const claimed = lines.map((line) => asSeen(line, found(byPayable.get(line.payable), 'payableNotFound')))
  const unsound = claimed.filter(({ claim, row }) => !isSound(soundness(claim, row)))
  if (unsound.length > 0) throw new UnsoundClaims(unsound.map(({ row }) => row.payable.id))
  return new Map(claimed.map(({ claim, row }) => [row.payable.id, claim]))
}

function asSeen({ claimDigest, fen }: SeenLine, row: ClaimedRow): { claim: Claim; row: ClaimedRow } {
  const claim = found(row.claim, 'claimMoved')
  insist(bytesToHex(claim.digest) === claimDigest, 'claimMoved')
  insist(String(row.payable.fen) === fen, 'booksDiffer')
  return { claim, row }
}

/** Whose claim it must be says what was signed, not the row of what is owed. */
function soundness(
  claim: Claim,
  { payable, content, claimPublic, signPublic }: ClaimedRow,
): Parameters<typeof isSound>[0] {
  const reporter = content.fund === 'tips' ? content.reporter : null
  const publicBytes = reporter === null ? signPublic : claimPublic
  return { claim, award: payable.awardId, fen: payable.fen, reporter, publicBytes }
}
