import type { Derive } from './argon2.ts'

/** Argon2id in a worker of its own, so that the page stays alive; the worker and its 64 MiB are gone afterwards. */
export const deriveInWorker: Derive = (secret, saltBytes) => {
  const worker = new Worker(new URL('./argon2-worker.ts', import.meta.url), { type: 'module' })
  const answer = new Promise<Uint8Array>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<Uint8Array | string>) => {
      if (typeof event.data === 'string') reject(new Error(`The derivation failed: ${event.data}`))
      else resolve(event.data)
    }
    worker.onerror = (event) => reject(new Error(`The derivation stopped: ${event.message}`))
    worker.postMessage({ secret, saltBytes })
  })
  return answer.finally(() => worker.terminate())
}
