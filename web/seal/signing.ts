import { ed25519 } from '@noble/curves/ed25519.js'
import { signedRun, type RunStep } from '#contract/money/chain.ts'
import { signedStep } from '#contract/rewards/content.ts'
import type { AwardStep } from '#contract/rewards/chain.ts'
import { isSignedClaim } from './claim.ts'
import { expand } from './code-keys.ts'
import { seedOf } from './identities.ts'

/** What a member signs with. Ed25519; 32 bytes each. */
export type SigningKey = { secretBytes: Uint8Array; publicBytes: Uint8Array }
/** A step of an award over what its version says; `digest` as 64 hex digits. */
export type Signed = { award: string; version: number; step: AwardStep; digest: string }

/** The signing key of a member follows from the member key, so whoever holds the one holds the other, and nothing more is kept. */
export function signingKeyOf(memberIdentity: string): SigningKey {
  const secretBytes = expand(seedOf(memberIdentity), 'lushao/v1/sign', 32)
  return { secretBytes, publicBytes: ed25519.getPublicKey(secretBytes) }
}

/** Signs a step of an award. 64 bytes. */
export const signStep = ({ secretBytes }: SigningKey, { award, version, step, digest }: Signed): Uint8Array =>
  ed25519.sign(signedStep(award, version, step, digest), secretBytes)

/** Whether a step was signed by this member. Strict as for claims; false for anything that is no signature at all. */
export const isSignedStep = (
  publicBytes: Uint8Array,
  { award, version, step, digest }: Signed,
  signatureBytes: Uint8Array,
): boolean => isSignedClaim(publicBytes, signedStep(award, version, step, digest), signatureBytes)

/** A step of a batch of payments over its lines; `digest` as 64 hex digits. */
export type SignedRun = { run: string; step: RunStep; digest: string }

/** Signs a step of a batch of payments. 64 bytes. */
export const signRunStep = ({ secretBytes }: SigningKey, { run, step, digest }: SignedRun): Uint8Array =>
  ed25519.sign(signedRun(run, step, digest), secretBytes)

/** Whether a step of a batch was signed by this member; as strict as for an award. */
export const isSignedRunStep = (
  publicBytes: Uint8Array,
  { run, step, digest }: SignedRun,
  signatureBytes: Uint8Array,
): boolean => isSignedClaim(publicBytes, signedRun(run, step, digest), signatureBytes)
