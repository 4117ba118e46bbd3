import type { FastifyInstance } from 'fastify'

/** On every answer of both processes. The pages' script policy comes from the site builds, this is the rest. */
const ALWAYS = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noarchive',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()',
  'x-dns-prefetch-control': 'off',
} as const

/** What an answer without a page of ours may do: nothing. */
export const NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/**
 * Sets the strict headers before anything else happens, on the raw response, for handlers that write to it themselves.
 * `onion` is the site's onion address: Tor Browser offers to go to the same page there.
 */
export function setHeaders(app: FastifyInstance, onion: string | null = null): void {
  app.addHook('onRequest', async (request, reply) => {
    for (const [name, value] of Object.entries(ALWAYS)) reply.raw.setHeader(name, value)
    reply.raw.setHeader('content-security-policy', NOTHING_ALLOWED)
    if (onion !== null && request.method === 'GET') reply.raw.setHeader('onion-location', onion + request.url)
    if (request.url.startsWith('/api/') || request.method !== 'GET') reply.raw.setHeader('cache-control', 'no-store')
  })
}
