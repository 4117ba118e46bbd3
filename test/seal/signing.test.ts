import { createPrivateKey, createPublicKey, hkdfSync, verify } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AWARD_STEPS } from '#contract/rewards/chain.ts'
import { toHex } from '#seal/b64.ts'
import { keyPairOf } from '#seal/identities.ts'
import { isSignedStep, signingKeyOf, signStep, type Signed } from '#seal/signing.ts'

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')
const seed = new Uint8Array(32).fill(7)
const { identity } = await keyPairOf(seed)
const key = signingKeyOf(identity)
const STEP: Signed = {
  award: '0b7d6c1e-6a51-4e34-9d4f-0f8a5f3f6a10',
  version: 2,
  step: 'review',
  digest: 'ab'.repeat(32),
}

test('the signing key is what Node’s own crypto makes of the member key, and Node accepts its signature', () => {
  const secret = Buffer.from(hkdfSync('sha256', seed, '', 'lushao/v1/sign', 32))
  const pair = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, secret]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(pair).export({ format: 'der', type: 'spki' })
  expect(toHex(key.publicBytes)).toBe(spki.subarray(-32).toString('hex'))
  const text = Buffer.from(`lushao/award/v1\nreview\n${STEP.award}\n2\n${STEP.digest}\n`)
  expect(verify(null, text, createPublicKey(pair), signStep(key, STEP))).toBe(true)
})

test('a signature holds for its step, award, version and digest, and for nothing else', () => {
  const signature = signStep(key, STEP)
  expect(isSignedStep(key.publicBytes, STEP, signature)).toBe(true)
  const others: Partial<Signed>[] = [
    { award: '0b7d6c1e-6a51-4e34-9d4f-0f8a5f3f6a11' },
    { version: 3 },
    { digest: `${'ab'.repeat(31)}ac` },
    ...AWARD_STEPS.filter((step) => step !== 'review').map((step) => ({ step })),
  ]
  for (const other of others) expect(isSignedStep(key.publicBytes, { ...STEP, ...other }, signature)).toBe(false)
})

test('another member’s key does not accept it, and what is no signature at all is refused', async () => {
  const stranger = signingKeyOf((await keyPairOf(new Uint8Array(32).fill(8))).identity)
  expect(isSignedStep(stranger.publicBytes, STEP, signStep(key, STEP))).toBe(false)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => !isSignedStep(key.publicBytes, STEP, bytes)),
    { numRuns: 100 },
  )
})
