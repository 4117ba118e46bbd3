/// <reference lib="webworker" />
import { argon2idBytes } from './argon2.ts'

/** One question, one answer: `{ secret, saltBytes }` in, 32 bytes out. */
self.onmessage = async (event: MessageEvent<{ secret: string; saltBytes: Uint8Array }>): Promise<void> => {
  self.postMessage(await argon2idBytes(event.data.secret, event.data.saltBytes))
}
