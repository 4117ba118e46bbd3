import type { FastifyInstance } from 'fastify'
import { disputeClaim, fileClaim } from '#contract/claims.ts'
import { postMessage, readSite, submitTip } from '#contract/intake.ts'
import { readMailbox } from '#contract/mailbox.ts'
import type { Database } from '#db/connect.ts'
import type { Blobs } from '../blobs.ts'
import { serveOn, type Gate } from '../http/serve.ts'
import { dispute } from './dispute-claim.ts'
import { file } from './file-claim.ts'
import { originOf, type FromOffice } from './from-office.ts'
import { mountPieces } from './mount-pieces.ts'
import { acceptMessage } from './post-message.ts'
import { openMailbox } from './read-mailbox.ts'
import { describeSite } from './read-site.ts'
import { acceptTip } from './submit-tip.ts'

export type IntakeDeps = {
  db: Database
  blobs: Blobs
  demo: boolean
  cashDesk: string | null
  now: () => Date
  clock: () => number
  fromOffice: FromOffice
}

const nobody: Gate = async () => null
const everybody = (): Promise<null> => Promise.resolve(null)

/** The routes of the public side. */
export async function mountIntake(app: FastifyInstance, deps: IntakeDeps): Promise<void> {
  const serve = serveOn(app, nobody)
  serve(readSite, { may: 'anyone' }, () => describeSite(deps))
  serve(submitTip, { may: 'anyone' }, ({ body }) => acceptTip(deps, body))
  serve(readMailbox, { may: 'anyone' }, ({ body }) => openMailbox(deps, body))
  serve(postMessage, { may: 'anyone' }, ({ body }) => acceptMessage(deps, body))
  serve(fileClaim, { may: 'anyone' }, ({ body, request }) => file(deps, body, deps.fromOffice(originOf(request.raw))))
  serve(disputeClaim, { may: 'anyone' }, ({ body }) => dispute(deps, body))
  await mountPieces(app, deps, everybody)
}
