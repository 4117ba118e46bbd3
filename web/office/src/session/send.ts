import type { Send } from '#ui/client.ts'

/** A piece of 4 MiB over the slowest usable line; after that the connection is taken for lost. */
const LONGEST_MS = 5 * 60 * 1000

/** Requests of the office: same origin, with the session cookie, never from a cache. */
export const send: Send = (path, init) =>
  fetch(path, { ...init, credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(LONGEST_MS) })
