import { createHmac, hkdfSync } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalAccount } from '#contract/money/account.ts'
import { accountTokenOf } from '#seal/account-token.ts'
import { toHex } from '#seal/b64.ts'
import { keyPairOf, seedOf } from '#seal/identities.ts'
import type { AccountVectors } from './account-vectors-form.ts'
import json from './vectors-accounts.json' with { type: 'json' }

const vectors: AccountVectors = json
const { deskIdentity, seedHex } = vectors
const account = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 8, maxLength: 32 })

test('every token is as it was, and as OpenSSL computes it', () => {
  expect(toHex(seedOf(deskIdentity))).toBe(seedHex)
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(seedHex, 'hex'), '', 'account', 32))
  for (const { written, account: normal, tokenHex } of vectors.accounts) {
    expect(normalAccount(written), written).toBe(normal)
    if (normal === null) continue
    expect(toHex(accountTokenOf(deskIdentity, normal))).toBe(tokenHex)
    expect(createHmac('sha256', key).update(normal).digest('hex').slice(0, 32)).toBe(tokenHex)
  }
})

test('one account is one token however it was written, another account and another desk give another', async () => {
  const other = await keyPairOf(new Uint8Array(32).fill(7))
  fc.assert(
    fc.property(account, account, (one, two) => {
      const spaced = normalAccount(one.replace(/(.{4})/g, '$1 ')) ?? ''
      const token = toHex(accountTokenOf(deskIdentity, one))
      expect(toHex(accountTokenOf(deskIdentity, spaced))).toBe(token)
      expect(toHex(accountTokenOf(deskIdentity, two)) === token).toBe(one === two)
      expect(toHex(accountTokenOf(other.identity, one))).not.toBe(token)
    }),
  )
})

test.each(['6222 0212 0204 1701 419', '６２２２０２１２０２０４', 'laolin', '', '1234567'])(
  'no token is made of %j, which would be equal to none',
  (written) => expect(() => accountTokenOf(deskIdentity, written)).toThrow(TypeError),
)
