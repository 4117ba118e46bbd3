import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { randomBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base32crockford } from '@scure/base'
import type { Derive } from './argon2.ts'
import { fromB64, toB64 } from './b64.ts'
import { expand } from './code-keys.ts'
import { keyPairOf } from './identities.ts'

/** What a password opens: the proof for the server, and the key that the member key is wrapped to. */
export type PasswordKeys = { loginProofBytes: Uint8Array; unlockIdentity: string; unlockRecipient: string }

/** Derives the keys of a member's password. The login is part of the salt, so equal passwords give different keys. */
export async function passwordKeys(
  password: string,
  login: string,
  siteId: string,
  derive: Derive,
): Promise<PasswordKeys> {
  const salt = sha256(utf8ToBytes(`lushao/v1/staff${siteId}\0${login.normalize('NFKC').toLowerCase()}`))
  const rootBytes = await derive(password.normalize('NFKC'), salt)
  const unlock = await keyPairOf(expand(rootBytes, 'unlock', 32))
  return {
    loginProofBytes: expand(rootBytes, 'login', 32),
    unlockIdentity: unlock.identity,
    unlockRecipient: unlock.recipient,
  }
}

/** The key of the search tokens, shared by the investigation desks. */
export const newMatchingKeyB64 = (): string => toB64(randomBytes(32))

/** The secret of an invitation: it travels in the link, never to the server. */
export const newInvitationSecretB64 = (): string => toB64(randomBytes(32))

/** What the server may know of an invitation: it lets the joiner in, and says nothing of the secret. */
export const invitationTokenBytes = (secretB64: string): Uint8Array =>
  hmac(sha256, fromB64(secretB64), utf8ToBytes('lushao/invitation/token'))

/** Binds the joiner's public key to the invitation, so that the server cannot put its own key in between. Base64. */
export const invitationProof = (secretB64: string, recipient: string): string =>
  toB64(hmac(sha256, fromB64(secretB64), utf8ToBytes(`lushao/invitation/proof${recipient}`)))

/** 80 bits of a public key's hash in four groups of four, to be read aloud. */
export function fingerprint(recipient: string): string {
  const text = base32crockford.encode(sha256(utf8ToBytes(recipient)).slice(0, 10))
  return (text.match(/.{4}/g) ?? []).join('-')
}
