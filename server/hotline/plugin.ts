import type { FastifyInstance } from 'fastify'
import { listTaken, takeTip } from '#contract/hotline.ts'
import { readSite } from '#contract/intake.ts'
import type { Database } from '#db/connect.ts'
import type { Blobs } from '../blobs.ts'
import { letIn, type Gate, type Serve } from '../http/serve.ts'
import { mountPieces } from '../intake/mount-pieces.ts'
import { describeSite } from '../intake/read-site.ts'
import { listMine } from './list-taken.ts'
import { take } from './take-tip.ts'

export type HotlineDeps = { db: Database; blobs: Blobs; demo: boolean; now: () => Date }

/** What an operator's browser needs to send a report as a citizen's does. Nothing here gives a report back. */
export async function mountHotline(app: FastifyInstance, gate: Gate, serve: Serve, deps: HotlineDeps): Promise<void> {
  serve(readSite, { may: 'takeTips' }, () => describeSite({ ...deps, cashDesk: null }))
  serve(takeTip, { may: 'takeTips' }, ({ who, body }) => take(deps, who, body))
  serve(listTaken, { may: 'takeTips' }, ({ who, params }) => listMine(deps.db, who, params.before))
  await mountPieces(app, deps, (request) => letIn(gate, request, 'takeTips'))
}
