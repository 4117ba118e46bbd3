import type { FastifyInstance, FastifyReply } from 'fastify'
import { LOG_PREFIX } from '#contract/log-prefix.ts'
import { listLogDays, readLogHead } from '#contract/published-log.ts'
import { wholeNumber } from '#contract/route.ts'
import { parseTilePath } from '#contract/tlog/tiles.ts'
import type { Database } from '#db/connect.ts'
import { found } from '../http/refusal.ts'
import { parsed, serveOn } from '../http/serve.ts'
import { headsText, listDays, readLog, readNote, readTile } from './published.ts'

const TEXT = 'text/plain; charset=utf-8'
/** What never changes once it is there, and what does every hour (c2sp.org/tlog-tiles asks for a few seconds). */
const FOR_EVER = 'public, max-age=31536000, immutable'
const FOR_SECONDS = 'public, max-age=5'

/** The log for everybody: the checkpoint and tiles of c2sp.org/tlog-tiles, all heads as text, and what the pages show. */
export async function mountPublishedLog(app: FastifyInstance, deps: { db: Database }): Promise<void> {
  const serve = serveOn(app, async () => null)
  serve(readLogHead, { may: 'anyone' }, () => readLog(deps))
  serve(listLogDays, { may: 'anyone' }, ({ params }) => listDays(deps, params))
  await app.register(
    async (room) => {
      // A tile that is not there yet will be: only what was found may be kept. Verifiers may run in anybody's page.
      room.addHook('onRequest', async (_request, reply) => {
        reply.header('cache-control', 'no-store')
        reply.header('access-control-allow-origin', '*')
        reply.header('cross-origin-resource-policy', 'cross-origin')
      })
      mountHeads(room, deps)
      room.get('/tile/*', { config: { id: 'logTile' } }, async (request, reply) => {
        const tile = found(parseTilePath(`tile/${(request.params as { '*': string })['*']}`), 'notFound')
        const bytes = await readTile(deps, tile)
        return kept(reply, 'application/octet-stream', FOR_EVER).send(bytes)
      })
    },
    { prefix: LOG_PREFIX },
  )
}

function mountHeads(room: FastifyInstance, deps: { db: Database }): void {
  room.get('/checkpoint', { config: { id: 'logCheckpoint' } }, async (_request, reply) => {
    const note = await readNote(deps, null)
    return kept(reply, TEXT, FOR_SECONDS).send(note)
  })
  room.get('/heads.txt', { config: { id: 'logHeads' } }, async (request, reply) => {
    const { below } = request.query as { below?: string }
    const text = await headsText(deps, below === undefined ? null : parsed(wholeNumber, below))
    return kept(reply, TEXT, FOR_SECONDS).send(text)
  })
  room.get('/heads/:size', { config: { id: 'logHead' } }, async (request, reply) => {
    const note = await readNote(deps, parsed(wholeNumber, (request.params as { size: string }).size))
    return kept(reply, TEXT, FOR_EVER).send(note)
  })
}

const kept = (reply: FastifyReply, type: string, how: string): FastifyReply =>
  reply.header('content-type', type).header('cache-control', how)
