import type { EnvelopeKind } from '#contract/envelope.ts'

export type Place = { tip: string; kind: EnvelopeKind; seq: number }
/** Flips the lowest bit of a byte (counted from the end when negative), or cuts bytes off the end. */
export type Change = { flip: number } | { cut: number }
/** The file `vectors.json`. …Hex is lower-case hex, …B64 base64. */
export type Vectors = {
  codes: { typed: string; gives: string }[]
  codeKeys: {
    code: string
    siteId: string
    lookupHex: string
    lookupHashHex: string
    mailboxIdentity: string
    mailboxFingerprint: string
    claimSecretHex: string
    claimPublicHex: string
  }[]
  claims: { claimSecretHex: string; messageHex: string; signatureHex: string }[]
  passwords: { password: string; login: string; siteId: string; loginProofHex: string; unlockIdentity: string }[]
  keyPairs: { seedHex: string; identity: string; recipient: string; fingerprint: string }[]
  invitations: { secretB64: string; tokenHex: string; recipient: string; proofB64: string }[]
  commitments: {
    tip: string
    reportHex: string
    fileDigestsHex: string[]
    lookupHashHex: string
    claimPublicHex: string
    mailboxRecipient: string
    tipRecipient: string
    commitmentHex: string
  }[]
  padme: { size: number; padded: number }[]
  /** `gives`: `opened`, `notForUs`, or `damaged` and why. */
  envelopes: {
    about: string
    sealed: string
    identity: string
    at: Place
    change?: Change
    gives: string
    body?: unknown
  }[]
  files: {
    about: string
    sealed: string
    identity: string
    at: Place & { kind: 'file' }
    change?: Change
    gives: string
    name?: string
    contentSha256Hex?: string
  }[]
  /** The ciphertexts that envelopes and files name, base64. */
  sealedB64: Record<string, string>
  recovery: { shares: string[]; gives: string }[]
}
