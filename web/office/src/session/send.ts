import type { Send } from '#ui/client.ts'

/** Requests of the office: same origin, with the session cookie, never from a cache. */
export const send: Send = (path, init) => fetch(path, { ...init, credentials: 'same-origin', cache: 'no-store' })
