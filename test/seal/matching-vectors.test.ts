import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { EMPTY_REPORT } from '#db/seed/tips.ts'
import { normalOf } from '#seal/identifiers/find-identifiers.ts'
import { indexOf } from '#seal/index-of.ts'
import { bandsOf } from '#seal/near.ts'
import { tokenOf } from '#seal/tokens.ts'
import { queryWords, wordsOf } from '#seal/words.ts'
import type { MatchingVectors } from './matching-vectors-form.ts'
import json from './vectors-matching.json' with { type: 'json' }

const vectors: MatchingVectors = json as MatchingVectors
const { matchingKeyB64 } = vectors

test('every token is as it was, and as OpenSSL computes it', () => {
  for (const { kind, normal, tokenHex } of vectors.tokens) {
    expect(tokenOf(matchingKeyB64, kind, normal).toString(16).padStart(16, '0')).toBe(tokenHex)
    const mac = createHmac('sha256', Buffer.from(matchingKeyB64, 'base64')).update(`${kind}\0${normal}`)
    expect(mac.digest('hex').slice(0, 16)).toBe(tokenHex)
  }
})

test('words, bands and normal forms are as they were', () => {
  for (const { text, words } of vectors.words) expect(wordsOf(text)).toEqual(words)
  for (const { query, words } of vectors.queries) expect(queryWords(query)).toEqual(words)
  for (const { text, bands } of vectors.bands) expect(bandsOf(text)).toEqual(bands)
  for (const { kind, written, normal } of vectors.identifiers) expect(normalOf(kind, written), written).toBe(normal)
})

test('the lists of a whole tip are as they were, decoys included', () => {
  for (const { tip, what, index, ...tokens } of vectors.indexes) {
    const texts = { report: { ...EMPTY_REPORT, what }, messages: [], notes: [] }
    expect(indexOf(matchingKeyB64, tip, texts, null)).toEqual({ index, tokens })
  }
})
