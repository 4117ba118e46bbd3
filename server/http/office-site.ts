import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Refusal } from './refusal.ts'

const BUILT = fileURLToPath(new URL('../../web/office/build', import.meta.url))

/** What the office page may do. WebAssembly is for Argon2; media and frames are opened files, from memory. */
export const OFFICE_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  'media-src blob:',
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Mounts the built office: its files, and its one page for every other address. */
export async function mountOfficeSite(app: FastifyInstance): Promise<void> {
  if (!existsSync(BUILT)) throw new Error('The office is not built: run "npm run build"')
  await app.register(fastifyStatic, {
    root: BUILT,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isNamedByContent = path.includes('/_app/immutable/')
      reply.header('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache')
      reply.header('content-security-policy', OFFICE_POLICY)
    },
  })
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/_app/')
    if (!isPage) throw new Refusal('notFound')
    return reply.sendFile('index.html')
  })
}
