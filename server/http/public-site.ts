import type { IncomingMessage, ServerResponse } from 'node:http'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Send } from '#contract/route.ts'

type Handler = (request: IncomingMessage & { callIntake?: Send }, response: ServerResponse, next: () => void) => void

const BUILT = new URL('../../web/public/build/handler.js', import.meta.url)
/** A form without JavaScript carries its files in memory; the site itself says no to more than 30 MB with a clear answer. */
const MOST_FORM_BYTES = 80 * 1024 * 1024

/**
 * Mounts the built public site on every path that is not the API. It gets `callIntake` on the raw request: `intakeFrom` an address, so
 * that a claim by a plain form comes from where the form came from.
 */
export async function mountPublicSite(
  app: FastifyInstance,
  intakeFrom: (request: FastifyRequest) => Send,
): Promise<void> {
  if (!existsSync(fileURLToPath(BUILT))) throw new Error('The public site is not built: run "npm run build"')
  process.env['BODY_SIZE_LIMIT'] = String(MOST_FORM_BYTES)
  const { handler } = (await import(BUILT.href)) as { handler: Handler }
  await app.register(async (scope) => {
    // The site reads bodies by itself.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.all('/*', { config: { id: 'page' }, bodyLimit: MOST_FORM_BYTES }, (request, reply) => {
      reply.hijack()
      reply.raw.removeHeader('content-security-policy') // the site sets its own, with a nonce
      handler(Object.assign(request.raw, { callIntake: intakeFrom(request) }), reply.raw, () =>
        reply.raw.writeHead(404).end(),
      )
    })
  })
}
