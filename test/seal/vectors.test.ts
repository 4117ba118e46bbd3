import { expect, test } from 'vitest'
import { argon2idBytes } from '#seal/argon2.ts'
import { checkVectors } from './check-vectors.ts'
import json from './vectors.json' with { type: 'json' }
import type { Vectors } from './vectors-form.ts'

const vectors: Vectors = json as Vectors

test('every vector gives its answer in Node', { timeout: 60_000 }, async () => {
  const { checked, differences } = await checkVectors(vectors, argon2idBytes)
  expect(differences).toEqual([])
  expect(checked).toBeGreaterThan(100)
})

test('a changed vector is noticed', async () => {
  const [first] = vectors.padme
  if (first === undefined) throw new Error('No vector')
  const changed: Vectors = { ...vectors, codeKeys: [], passwords: [], padme: [{ ...first, padded: first.padded + 1 }] }
  expect((await checkVectors(changed, argon2idBytes)).differences).toHaveLength(1)
})
