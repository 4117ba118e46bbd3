import { FINDINGS_SHOWN, type LogCheck, type readCheck, type readHead, type readVerification } from '#contract/audit.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import { found } from '../http/refusal.ts'
import { asAuditor } from './as-auditor.ts'
import { nameFindings } from './name-findings.ts'
import {
  countWaiting,
  selectAsked,
  selectCheck,
  selectChecks,
  selectHeads,
  selectIdentity,
  selectNote,
} from './store-log.ts'

const HEADS_SHOWN = 24
const CHECKS_SHOWN = 20

/** The newest heads and the last runs of the verifier. */
export function readVerificationOf(db: Database): Promise<ReplyOf<typeof readVerification>> {
  return asAuditor(db, async (tx) => {
    const identity = await selectIdentity(tx)
    return {
      origin: identity?.origin ?? null,
      verifierKey: identity?.verifierKey ?? null,
      heads: await newestHeads(tx, HEADS_SHOWN),
      checks: await lastChecks(tx, CHECKS_SHOWN),
      waiting: await countWaiting(tx),
      askedAt: (await selectAsked(tx))?.toISOString() ?? null,
    }
  })
}

export async function lastChecks(tx: Transaction, most: number): Promise<LogCheck[]> {
  return (await selectChecks(tx, most)).map(checkOf)
}

export async function newestHeads(tx: Transaction, most: number) {
  const heads = await selectHeads(tx, most)
  return heads.map(({ size, root, signedAt }) => ({ size, rootB64: toB64(root), signedAt: signedAt.toISOString() }))
}

/** A run of the verifier with what it found, in names. */
export function readOneCheck(db: Database, id: number): Promise<ReplyOf<typeof readCheck>> {
  return asAuditor(db, async (tx) => {
    const { check, found: findings } = found(await selectCheck(tx, id), 'notFound')
    return { check: checkOf(check), findings: await nameFindings(tx, findings.slice(0, FINDINGS_SHOWN)) }
  })
}

/** A signed head as it was published. */
export function readOneHead(db: Database, size: number): Promise<ReplyOf<typeof readHead>> {
  return asAuditor(db, async (tx) => ({ size, note: found(await selectNote(tx, size), 'notFound') }))
}

const checkOf = (row: Awaited<ReturnType<typeof selectChecks>>[number]): LogCheck => ({
  ...row,
  startedAt: row.startedAt.toISOString(),
  finishedAt: row.finishedAt.toISOString(),
})
