import { createHmac, hkdfSync } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { payeeToken } from '#contract/rewards/content.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import {
  normalPayee,
  PAYEE_KINDS,
  payeeTokenOf,
  payeeTokensOf,
  payeeTokensOfReporter,
  reporterKnownBy,
} from '#seal/payee-tokens.ts'
import { tokenOf } from '#seal/tokens.ts'
import type { PayeeVectors } from './payee-vectors-form.ts'
import json from './vectors-payees.json' with { type: 'json' }

const vectors: PayeeVectors = json as PayeeVectors
const { matchingKeyB64 } = vectors
const CASE = '0d9a7a52-3f52-4c27-8a4f-52b9c2c44f10'
const OTHER_CASE = '0d9a7a52-3f52-4c27-8a4f-52b9c2c44f11'

test('every token is as it was, and as OpenSSL computes it', () => {
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(matchingKeyB64, 'base64'), '', 'payee', 32))
  for (const { case: caseId, kind, normal, tokenHex } of vectors.tokens) {
    expect(payeeTokenOf(matchingKeyB64, caseId, kind, normal)).toBe(tokenHex)
    const mac = createHmac('sha256', key).update(`${caseId}\0${kind}\0${normal}`).digest('hex')
    expect(mac.slice(0, 32)).toBe(tokenHex)
    expect(payeeToken.parse(tokenHex)).toBe(tokenHex)
  }
})

test('normal forms, and what a reporter said of themselves, are as they were', () => {
  for (const { kind, written, normal } of vectors.normals) expect(normalPayee(kind, written), written).toBe(normal)
  for (const { knownBy, ...given } of vectors.reporters) expect(reporterKnownBy(given)).toEqual(knownBy)
})

test('one person has other tokens in another case, of another kind and under another key, and none is a token of search', () => {
  const key = fromB64(matchingKeyB64).map((byte) => byte ^ 1)
  fc.assert(
    fc.property(fc.constantFrom(...PAYEE_KINDS), fc.string({ unit: 'grapheme' }), (kind, normal) => {
      const token = payeeTokenOf(matchingKeyB64, CASE, kind, normal)
      const others = [
        payeeTokenOf(matchingKeyB64, OTHER_CASE, kind, normal),
        payeeTokenOf(matchingKeyB64, CASE, kind === 'phone' ? 'id-card' : 'phone', normal),
        payeeTokenOf(toB64(key), CASE, kind, normal),
      ]
      expect(new Set([token, ...others]).size).toBe(4)
      for (const search of ['mobile', 'landline', 'id-card', 'word'] as const)
        expect(token.startsWith(tokenOf(matchingKeyB64, search, normal).toString(16).padStart(16, '0'))).toBe(false)
    }),
  )
})

test('who reports and who takes part meet in one token, however each wrote the number', () => {
  const inForm = payeeTokensOf(matchingKeyB64, CASE, {
    phones: [normalPayee('phone', '+86 139 0000 0001') ?? ''],
    idNumbers: [normalPayee('id-card', '11010519491231002x') ?? ''],
  })
  const byPhone = payeeTokensOfReporter(matchingKeyB64, CASE, {
    name: '林国栋',
    contact: '电话：139-0000-0001（晚上）',
  })
  const byNumber = payeeTokensOfReporter(matchingKeyB64, CASE, { name: '', contact: '身份证 110105 19491231 002X' })
  const elsewhere = payeeTokensOfReporter(matchingKeyB64, OTHER_CASE, { name: '', contact: '13900000001' })
  expect(inForm).toHaveLength(2)
  for (const [token] of [byPhone, byNumber]) expect(inForm).toContain(token)
  expect(inForm).not.toContain(elsewhere[0])
})

test('who said nothing has no token, and who said much has six', () => {
  expect(payeeTokensOfReporter(matchingKeyB64, CASE, { name: '老林', contact: '微信 laolin_88' })).toEqual([])
  const contact = Array.from({ length: 20 }, (_, n) => `139000000${10 + n}`).join('，')
  expect(payeeTokensOfReporter(matchingKeyB64, CASE, { name: '', contact })).toHaveLength(6)
})
