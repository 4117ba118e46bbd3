import { argon2id } from 'hash-wasm'

/** Derives 32 bytes from something a person keeps; slow on purpose. In a page it runs in a worker. */
export type Derive = (secret: string, saltBytes: Uint8Array) => Promise<Uint8Array>

/** Argon2id, 64 MiB, three passes, one lane: about half a second in a browser. 32 bytes. */
export const argon2idBytes: Derive = (secret, saltBytes) =>
  argon2id({
    password: secret,
    salt: saltBytes,
    memorySize: 64 * 1024,
    iterations: 3,
    parallelism: 1,
    hashLength: 32,
    outputType: 'binary',
  })

const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)

/** Whether WebAssembly is there and allowed. Tor Browser's "Safer" level and some policies have none. */
export function canDerive(): boolean {
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(EMPTY_MODULE)) instanceof WebAssembly.Instance
  } catch {
    return false
  }
}
