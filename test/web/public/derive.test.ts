import { expect, test } from 'vitest'
import { argon2idBytes } from '#seal/argon2.ts'
import { nodeDerive } from '../../../web/public/src/answers/node-derive.ts'

test('keys derived for a posted form are those that a browser derives', async () => {
  const saltBytes = new Uint8Array(32).fill(7)
  expect(await nodeDerive('12345678901234567890', saltBytes)).toEqual(
    await argon2idBytes('12345678901234567890', saltBytes),
  )
})
