import { sha256 } from '@noble/hashes/sha2.js'
import { proposeAward, type Grounds, type PreparedAward } from '#contract/awards.ts'
import type { TipChoice } from '#contract/rewards/choice.ts'
import { composeTipAward, type TipRecords } from '#contract/rewards/compose.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import { toB64, toHex } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import { signingKeyOf, signStep } from '#seal/signing.ts'
import type { Answer } from '#ui/client.ts'
import { callOffice } from '../session/call-office.ts'

/** A proposal as it is sent. Sent again after a lost connection it is the same one, and changes nothing more. */
export type SignedProposal = { award: string; body: BodyOf<typeof proposeAward> }

/** Seals the reasons, puts the version together from the records and the choice, and signs it. */
export async function signProposal(
  records: TipRecords,
  { choice, grounds }: { choice: TipChoice; grounds: Grounds },
  recipients: PreparedAward['recipients'],
  memberIdentity: string,
): Promise<SignedProposal> {
  const { award, version, case: subject, tip } = records
  const at = { tip: award, kind: 'award-grounds', seq: version } as const
  const readers = recipients.map(({ recipient }) => recipient)
  const sealedBytes = await seal(at, grounds, readers)
  const { digest } = composeTipAward(records, choice, toHex(sha256(sealedBytes)))
  const signatureB64 = toB64(signStep(signingKeyOf(memberIdentity), { award, version, step: 'propose', digest }))
  return { award, body: { case: subject, tip, choice, version, digest, groundsB64: toB64(sealedBytes), signatureB64 } }
}

export const sendProposal = ({ award, body }: SignedProposal): Promise<Answer<ReplyOf<typeof proposeAward>>> =>
  callOffice(proposeAward, { params: { award }, body })
