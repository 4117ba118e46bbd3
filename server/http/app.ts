import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { errorLine, type Log } from './log.ts'
import { refusalOf } from './refuse-error.ts'

/** Requests at once beyond which new ones are told to come back; protects the database from a flood. */
const MOST_AT_ONCE = 400
/** An upload of 4 MiB over a slow onion circuit takes minutes. */
const REQUEST_TIMEOUT_MS = 10 * 60_000

/** A Fastify that logs nothing by itself, answers every error with a refusal, and leaves checking to the contract. */
export function newApp(log: Log): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: 64 * 1024,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: 20_000,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 80 },
    frameworkErrors: (error, request, reply) => {
      void answerError(log, error, request, reply)
    },
  })
  app.setValidatorCompiler(() => () => true)
  app.setErrorHandler((error, request, reply) => answerError(log, error, request, reply))
  limitAtOnce(app)
  logRequests(app, log)
  return app
}

/** The id under which a route appears in the logs; never its path with parameters. */
export function routeId(request: FastifyRequest): string {
  const config = request.routeOptions.config as { id?: string } | undefined
  return config?.id ?? 'unknown'
}

function answerError(log: Log, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error)
  if (refusal.refusal === 'unexpected' || refusal.refusal === 'unavailable') log(errorLine(routeId(request), error))
  if (refusal.more.retryAfterSeconds !== undefined) reply.header('retry-after', refusal.more.retryAfterSeconds)
  return reply.code(refusal.status).send(refusal.body)
}

function limitAtOnce(app: FastifyInstance): void {
  let now = 0
  app.addHook('onRequest', async (request, reply) => {
    now += 1
    reply.raw.once('close', () => (now -= 1))
    if (now > MOST_AT_ONCE && !request.url.startsWith('/healthz')) {
      await reply.code(503).header('retry-after', '5').send({ refusal: 'busy', retryAfterSeconds: 5 })
    }
  })
}

function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook('onRequest', async (request, reply) => {
    const startedAt = performance.now()
    // Fastify, its static files and we all wait for the end of the same answer.
    reply.raw.setMaxListeners(20)
    reply.raw.once('close', () =>
      log({ did: routeId(request), status: reply.raw.statusCode, ms: Math.round(performance.now() - startedAt) }),
    )
  })
}
