import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign, verify } from 'node:crypto'
import { hash } from 'argon2'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recipient } from '#contract/route.ts'
import { argon2idBytes, canDerive, type Derive } from '#seal/argon2.ts'
import { fromB64, fromHex, fromUrlB64, toB64, toHex, toUrlB64 } from '#seal/b64.ts'
import { isSignedClaim, signClaim } from '#seal/claim.ts'
import { codeKeys } from '#seal/code-keys.ts'
import { keyPairOf, newKeyPair, seedOf } from '#seal/identities.ts'
import {
  fingerprint,
  invitationProof,
  invitationTokenBytes,
  newInvitationSecretB64,
  newMatchingKeyB64,
  passwordKeys,
} from '#seal/member-keys.ts'

const SITE = '7f0c1e52-8d5b-4c1d-9a5e-0b6f3a1d2c48'
const CODE = '12345678901234567888'
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')
/** Stands in for Argon2 where only the rest of a derivation matters. */
const quick: Derive = async (secret, saltBytes) => createHash('sha256').update(secret).update(saltBytes).digest()

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
const hkdf = (root: Buffer, info: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', root, '', info, length))
/** Argon2id by the reference implementation in C. */
const reference = (secret: string, salt: Buffer): Promise<Buffer> =>
  hash(secret, { salt, raw: true, type: 2, memoryCost: 64 * 1024, timeCost: 3, parallelism: 1, hashLength: 32 })

test('the keys of a code are what Argon2 in C and Node’s own crypto make of the specification', async () => {
  const keys = await codeKeys(CODE, SITE, argon2idBytes)
  const root = await reference(CODE, sha256(`lushao/v1${SITE}`))
  expect(toHex(keys.lookupBytes)).toBe(hkdf(root, 'lookup', 16).toString('hex'))
  expect(toHex(keys.lookupHashBytes)).toBe(createHash('sha256').update(keys.lookupBytes).digest('hex'))
  expect(toHex(seedOf(keys.mailboxIdentity))).toBe(hkdf(root, 'mailbox', 32).toString('hex'))
  expect(toHex(keys.claimSecretBytes)).toBe(hkdf(root, 'claim', 32).toString('hex'))
})

test('the keys of a password are what the other implementations make of the specification', async () => {
  const keys = await passwordKeys('密码 password', 'Lin.Yue', SITE, argon2idBytes)
  const root = await reference('密码 password', sha256(`lushao/v1/staff${SITE}\0lin.yue`))
  expect(toHex(keys.loginProofBytes)).toBe(hkdf(root, 'login', 32).toString('hex'))
  expect(toHex(seedOf(keys.unlockIdentity))).toBe(hkdf(root, 'unlock', 32).toString('hex'))
  expect((await keyPairOf(seedOf(keys.unlockIdentity))).recipient).toBe(keys.unlockRecipient)
})

test('another code, another site, another login give other keys; the same give the same', async () => {
  const roots = await Promise.all([
    codeKeys(CODE, SITE, quick),
    codeKeys('00000000000000000098', SITE, quick),
    codeKeys(CODE, 'other', quick),
    codeKeys(CODE, SITE, quick),
  ])
  expect(new Set(roots.map((keys) => toHex(keys.lookupBytes))).size).toBe(3)
  const logins = await Promise.all(['a.a', 'b.b', 'A.A'].map((login) => passwordKeys('same', login, SITE, quick)))
  expect(new Set(logins.map((keys) => toHex(keys.loginProofBytes))).size).toBe(2)
})

test('a password typed in another Unicode form is the same password', async () => {
  const [one, other] = await Promise.all(
    ['é１'.normalize('NFD'), 'é1'].map((password) => passwordKeys(password, 'a.a', SITE, quick)),
  )
  expect(one).toEqual(other)
})

test('Argon2 can run here', () => expect(canDerive()).toBe(true))

test('a claim is signed as Ed25519 everywhere, and nothing else passes for it', async () => {
  const { claimSecretBytes, claimPublicBytes } = await codeKeys(CODE, SITE, quick)
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, claimSecretBytes]), format: 'der', type: 'pkcs8' })
  const messageBytes = Buffer.from('{"award":1}')
  const signatureBytes = signClaim(claimSecretBytes, messageBytes)
  expect(Buffer.from(signatureBytes).equals(sign(null, messageBytes, key))).toBe(true)
  expect(verify(null, messageBytes, createPublicKey(key), signatureBytes)).toBe(true)
  expect(isSignedClaim(claimPublicBytes, messageBytes, signatureBytes)).toBe(true)
  expect(isSignedClaim(claimPublicBytes, Buffer.from('{"award":2}'), signatureBytes)).toBe(false)
  expect(isSignedClaim(claimPublicBytes, messageBytes, signatureBytes.slice(1))).toBe(false)
  expect(isSignedClaim(claimPublicBytes.slice(1), messageBytes, signatureBytes)).toBe(false)
  expect(isSignedClaim(new Uint8Array(32).fill(255), messageBytes, new Uint8Array(64))).toBe(false)
})

test('whatever bytes are given as signature and key, the answer is no and not an error', async () => {
  const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length })
  fc.assert(
    fc.property(bytes(32), bytes(64), (key, signature) => {
      expect(isSignedClaim(key, signature, signature)).toBe(false)
    }),
  )
})

test('a key of small order signs nothing', () => {
  const [identity, signature] = [new Uint8Array(32), new Uint8Array(64)]
  identity[0] = 1
  signature[0] = 1
  expect(isSignedClaim(identity, new Uint8Array(5), signature)).toBe(false)
})

test('a key pair follows from its seed, and the contract accepts its public half', async () => {
  const pair = await newKeyPair()
  expect(await keyPairOf(seedOf(pair.identity))).toEqual(pair)
  expect(recipient.safeParse(pair.recipient).success).toBe(true)
  expect(() => seedOf('AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX')).toThrow()
  await expect(keyPairOf(new Uint8Array(31))).rejects.toThrow()
})

test('the server of an invitation learns a token that does not give the proof away', () => {
  const secretB64 = newInvitationSecretB64()
  const token = invitationTokenBytes(secretB64)
  expect(token).toHaveLength(32)
  expect(toB64(token)).not.toBe(secretB64)
  expect(invitationProof(secretB64, 'age1pq1a')).not.toBe(invitationProof(secretB64, 'age1pq1b'))
  expect(invitationProof(toB64(token), 'age1pq1a')).not.toBe(invitationProof(secretB64, 'age1pq1a'))
  expect(newMatchingKeyB64()).not.toBe(newMatchingKeyB64())
})

test('a fingerprint is four groups of four that can be read aloud', () => {
  expect(fingerprint('age1pq1a')).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(fingerprint('age1pq1a')).not.toBe(fingerprint('age1pq1b'))
})

test('bytes survive base64, base64url and hex', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(fromB64(toB64(bytes))).toEqual(bytes)
      expect(fromHex(toHex(bytes))).toEqual(bytes)
      expect(fromUrlB64(toUrlB64(toB64(bytes)))).toBe(toB64(bytes))
      expect(toUrlB64(toB64(bytes))).toMatch(/^[\w-]*$/)
    }),
  )
  expect(() => fromB64('not base64!')).toThrow()
})
