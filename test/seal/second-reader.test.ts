import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { SUITE } from '#contract/envelope.ts'
import { keyPairOf } from '#seal/identities.ts'
import { padmeBytes } from '#seal/padme.ts'
import { plaintextOf, recipientOf } from './second-reader.ts'
import json from './vectors.json' with { type: 'json' }
import type { Vectors } from './vectors-form.ts'

const vectors = json as Vectors
const sealedBytes = (name: string): Buffer => Buffer.from(vectors.sealedB64[name] ?? '', 'base64')

test('OpenSSL makes the same public key of an identity', async () => {
  for (const { identity, recipient } of vectors.keyPairs) expect(recipientOf(identity)).toBe(recipient)
  const pair = await keyPairOf(new Uint8Array(32).fill(200))
  expect(recipientOf(pair.identity)).toBe(pair.recipient)
})

test('a reader of nothing but OpenSSL opens every envelope that opens', () => {
  const opening = vectors.envelopes.filter((each) => each.gives === 'opened')
  expect(opening.length).toBeGreaterThan(4)
  for (const { about, sealed, identity, at, body } of opening) {
    const plain = plaintextOf(sealedBytes(sealed), identity).toString('utf8')
    expect(JSON.parse(plain.replace(/\0+$/, '')), about).toEqual({ v: 1, suite: SUITE, ...at, body })
  }
})

test('and every file, with its header, its content and its padding where the specification puts them', () => {
  const opening = vectors.files.filter((each) => each.gives === 'opened')
  expect(opening).toHaveLength(3)
  for (const { about, sealed, identity, at, name, contentSha256Hex } of opening) {
    const plain = plaintextOf(sealedBytes(sealed), identity)
    const start = 4 + plain.readUInt32BE(0)
    const header = JSON.parse(plain.subarray(4, start).toString('utf8')) as { body: { size: number } }
    expect(header, about).toMatchObject({ v: 1, suite: SUITE, ...at, body: { name } })
    const end = start + header.body.size
    expect(createHash('sha256').update(plain.subarray(start, end)).digest('hex')).toBe(contentSha256Hex)
    expect(plain.length).toBe(padmeBytes(end))
    expect(plain.subarray(end).every((byte) => byte === 0)).toBe(true)
  }
})

test('it refuses what is not for it, and what was changed', () => {
  const [desk, tip] = [vectors.keyPairs[1], vectors.keyPairs[0]]
  if (desk === undefined || tip === undefined) throw new Error('No key pairs')
  expect(() => plaintextOf(sealedBytes('report'), desk.identity)).toThrow('Not for this identity')
  const changed = sealedBytes('report')
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
  expect(() => plaintextOf(changed, tip.identity)).toThrow()
})
