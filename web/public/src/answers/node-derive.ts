import { argon2 } from 'node:crypto'
import type { Derive } from '#seal/argon2.ts'

/** Node's own Argon2id, beside the main thread, so that a form posted without JavaScript holds nobody up. As `argon2idBytes`. */
export const nodeDerive: Derive = (secret, saltBytes) =>
  new Promise((resolve, reject) => {
    const cost = { memory: 64 * 1024, passes: 3, parallelism: 1, tagLength: 32 }
    argon2('argon2id', { message: secret, nonce: saltBytes, ...cost }, (error, key) =>
      error ? reject(error) : resolve(new Uint8Array(key)),
    )
  })
