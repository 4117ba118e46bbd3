import { canDerive } from '#seal/argon2.ts'

/** Whether this browser can seal: WebAssembly for Argon2, a worker to run it in, and a page that was loaded safely. */
export const sealsHere = (): boolean => isSecureContext && typeof Worker === 'function' && canDerive()
