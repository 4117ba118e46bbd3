import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign } from 'node:crypto'
import { hash } from 'argon2'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ClaimContent } from '#contract/money/claim.ts'
import { claimContent } from '#contract/money/claim.ts'
import { argon2idBytes } from '#seal/argon2.ts'
import { fromHex, toHex } from '#seal/b64.ts'
import { isSignedClaimContent, isSignedDispute, signClaimContent, signDispute } from '#seal/claim-content.ts'
import {
  formatVoucher,
  parseVoucher,
  plainWord,
  verifierOf,
  VOUCHER_DIGITS,
  voucherOf,
  voucherProof,
} from '#seal/voucher.ts'
import type { VoucherVectors } from './voucher-vectors-form.ts'
import json from './vectors-vouchers.json' with { type: 'json' }

const vectors = json as VoucherVectors
const secretBytes = fromHex(vectors.claimSecretHex)
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')
const key = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, secretBytes]), format: 'der', type: 'pkcs8' })
const publicBytes = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
const sha256 = (text: string | Uint8Array): Buffer => createHash('sha256').update(text).digest()

test('every voucher is as it was, and as Node’s own HKDF and ISO 7064 give it', () => {
  for (const { payable, voucher } of vectors.vouchers) {
    expect(voucherOf(secretBytes, payable)).toBe(voucher)
    const bytes = Buffer.from(hkdfSync('sha256', secretBytes, '', `lushao/v1/voucher/${payable}`, 16))
    const digits = (BigInt(`0x${bytes.toString('hex')}`) % 10n ** 14n).toString().padStart(14, '0')
    expect(voucher.slice(0, 14)).toBe(digits)
    // ISO 7064 digit by digit, as the standard's recursion has it.
    expect([...voucher].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0)).toBe(1)
  }
})

test('what is typed is read as it was: forgiven in how it is written, never in its digits', () => {
  for (const { typed, gives } of vectors.typed) {
    const parsed = parseVoucher(typed)
    expect(parsed.ok ? parsed.voucher : parsed.why, typed).toBe(gives)
  }
})

test('every wrong digit and every swap of neighbours is caught', () => {
  for (const { voucher } of vectors.vouchers)
    for (let place = 0; place < VOUCHER_DIGITS; place++) {
      for (let digit = 0; digit < 10; digit++) {
        const wrong = voucher.slice(0, place) + String(digit) + voucher.slice(place + 1)
        expect(parseVoucher(wrong).ok).toBe(wrong === voucher)
      }
      const [one = '', other = ''] = voucher.slice(place, place + 2)
      if (one !== other && other !== '')
        expect(parseVoucher(voucher.slice(0, place) + other + one + voucher.slice(place + 2)).ok).toBe(false)
    }
})

test('whatever the key, a voucher has sixteen digits, parses, and is another for another award', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uuid(), fc.uuid(), (secret, one, other) => {
      const voucher = voucherOf(secret, one)
      expect(parseVoucher(formatVoucher(voucher))).toEqual({ ok: true, voucher })
      if (one !== other) expect(voucherOf(secret, other)).not.toBe(voucher)
    }),
  )
})

test('the agreed word is compared however it is written', () => {
  for (const { word, plain } of vectors.words) expect(plainWord(word), word).toBe(plain)
})

test('proof and verifier are what Argon2 in C makes of the specification', async () => {
  for (const { voucher, word, payable, proofHex, verifierHex } of vectors.proofs) {
    const proof = await hash(`${voucher}\n${word}`, {
      salt: sha256(`lushao/voucher/v1${payable}`),
      raw: true,
      type: 2,
      memoryCost: 64 * 1024,
      timeCost: 3,
      parallelism: 1,
      hashLength: 32,
    })
    expect(proof.toString('hex')).toBe(proofHex)
    expect(toHex(await voucherProof(voucher, word, payable, argon2idBytes))).toBe(proofHex)
    expect(sha256(proof).toString('hex')).toBe(verifierHex)
    expect(toHex(verifierOf(fromHex(proofHex)))).toBe(verifierHex)
  }
})

/** RFC 8785 of an object of texts, whole numbers, truths and nulls: its keys in order. */
const canonical = (content: ClaimContent): string =>
  `{${Object.entries(content)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
    .join(',')}}`

test('a claim and a dispute are signed as they were, and as Node signs the text of the specification', () => {
  for (const { content, digest, signatureHex } of vectors.claims) {
    expect(claimContent.parse(content)).toEqual(content)
    expect(sha256(canonical(content)).toString('hex')).toBe(digest)
    expect(sign(null, Buffer.from(`lushao/claim/v1\n${digest}\n`), key).toString('hex')).toBe(signatureHex)
    expect(toHex(signClaimContent(secretBytes, content))).toBe(signatureHex)
  }
  for (const { payable, seq, signatureHex } of vectors.disputes) {
    expect(sign(null, Buffer.from(`lushao/dispute/v1\n${payable}\n${seq}\n`), key).toString('hex')).toBe(signatureHex)
    expect(toHex(signDispute(secretBytes, payable, seq))).toBe(signatureHex)
  }
})

test('a signature holds for everything that a claim says, and for nothing else', () => {
  const [first] = vectors.claims
  if (first === undefined) throw new Error('There are claims in the vectors')
  const { content, signatureHex } = first
  const signature = fromHex(signatureHex)
  expect(isSignedClaimContent(publicBytes, content, signature)).toBe(true)
  const others: Partial<ClaimContent>[] = [
    { award: content.payable },
    { payable: content.award },
    { seq: 2 },
    { fen: '2000001' },
    { method: 'proxy' },
    { sealedSha256: 'ac'.repeat(32) },
    { sealedSha256: null },
    { verifier: 'ab'.repeat(32) },
    { hasWord: true },
  ]
  for (const other of others) expect(isSignedClaimContent(publicBytes, { ...content, ...other }, signature)).toBe(false)
})

test('a dispute is of one claim, and no claim passes for one', () => {
  const [{ payable, seq, signatureHex } = { payable: '', seq: 0, signatureHex: '' }] = vectors.disputes
  const signature = fromHex(signatureHex)
  expect(isSignedDispute(publicBytes, payable, seq, signature)).toBe(true)
  expect(isSignedDispute(publicBytes, payable, seq + 1, signature)).toBe(false)
  expect(isSignedDispute(publicBytes, 'other', seq, signature)).toBe(false)
  expect(isSignedDispute(publicBytes, payable, seq, fromHex(vectors.claims[0]?.signatureHex ?? ''))).toBe(false)
})
