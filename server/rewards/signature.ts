import type { AwardStep } from '#contract/rewards/chain.ts'
import { signedStep } from '#contract/rewards/content.ts'
import type { Transaction } from '#db/connect.ts'
import { insistSignedBy } from '../staff/member-signature.ts'

/** A step as it was signed; `digest` as 64 hex digits. */
export type SignedStep = { award: string; version: number; step: AwardStep; digest: string; signatureB64: string }

/** Insists that a member signed a step, and gives the signature. Refuses as `insistSignedBy` does. */
export const insistSigned = (
  tx: Transaction,
  staffId: string,
  { award, version, step, digest, signatureB64 }: SignedStep,
): Promise<Uint8Array> => insistSignedBy(tx, staffId, signedStep(award, version, step, digest), signatureB64)
