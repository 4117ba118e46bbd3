import type { FastifyInstance } from 'fastify'
import { postMessage, readSite, submitTip } from '#contract/intake.ts'
import { readMailbox } from '#contract/mailbox.ts'
import type { Database } from '#db/connect.ts'
import type { Blobs } from '../blobs.ts'
import { serveOn, type Gate } from '../http/serve.ts'
import { mountPieces } from './mount-pieces.ts'
import { acceptMessage } from './post-message.ts'
import { openMailbox } from './read-mailbox.ts'
import { describeSite } from './read-site.ts'
import { acceptTip } from './submit-tip.ts'

export type IntakeDeps = { db: Database; blobs: Blobs; demo: boolean; now: () => Date; clock: () => number }

const nobody: Gate = async () => null
const everybody = (): Promise<null> => Promise.resolve(null)

/** The routes of the public side. */
export async function mountIntake(app: FastifyInstance, deps: IntakeDeps): Promise<void> {
  const serve = serveOn(app, nobody)
  serve(readSite, { may: 'anyone' }, () => describeSite(deps))
  serve(submitTip, { may: 'anyone' }, ({ body }) => acceptTip(deps, body))
  serve(readMailbox, { may: 'anyone' }, ({ body }) => openMailbox(deps, body))
  serve(postMessage, { may: 'anyone' }, ({ body }) => acceptMessage(deps, body))
  await mountPieces(app, deps, everybody)
}
