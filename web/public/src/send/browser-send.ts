import { readSite } from '#contract/intake.ts'
import type { Send } from '#ui/client.ts'

/** A piece of 4 MiB over the slowest usable line; after that the connection is taken for lost. */
const LONGEST_MS = 5 * 60 * 1000

/** The same answer, compressed: see `routes/desks`. */
const COMPRESSED_SITE = '/desks'

/** How a page talks to its own site: no cookie, no cache, no referrer, no redirect. */
export const browserSend: Send = (path, init) =>
  fetch(path === readSite.path ? COMPRESSED_SITE : path, {
    ...init,
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    ...('timeout' in AbortSignal ? { signal: AbortSignal.timeout(LONGEST_MS) } : {}),
  })
