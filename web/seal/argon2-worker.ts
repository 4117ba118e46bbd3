/// <reference lib="webworker" />
import { argon2idBytes } from './argon2.ts'

/** One question, one answer: `{ secret, saltBytes }` in, 32 bytes out, or the reason why not as text. */
self.onmessage = async (event: MessageEvent<{ secret: string; saltBytes: Uint8Array }>): Promise<void> => {
  try {
    self.postMessage(await argon2idBytes(event.data.secret, event.data.saltBytes))
  } catch (error) {
    // A rejected promise does not reach the page's `onerror`: without this, a phone without 64 MiB to spare waits for ever.
    self.postMessage(String(error))
  }
}
