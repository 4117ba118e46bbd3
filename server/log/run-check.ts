import type { PublishDeps } from './publish.ts'
import { insertCheck } from './store-checks.ts'
import { readOwnHead } from './verify/kept-heads.ts'
import { verifyLog, type Verified } from './verify/verify-log.ts'

export type CheckDeps = Pick<PublishDeps, 'db' | 'key' | 'lastHeadFile' | 'now'>

/** How many findings a check keeps; whoever needs all of a log that was rewritten runs the command. */
const MOST_KEPT = 1000

/** The daily check: verifies the log against the database and the head beside our key, and writes down what it found. */
export async function checkLog({ db, key, lastHeadFile, now }: CheckDeps): Promise<Verified> {
  const startedAt = now()
  const kept = await readOwnHead(lastHeadFile)
  const verified = await verifyLog({ db, now: startedAt, kept, publicKey: key.publicKeyBytes })
  const { size, records, findings, count } = verified
  const result = count === 0 ? 'clean' : 'findings'
  await insertCheck(db, { startedAt, finishedAt: now(), result, size, records, findings: findings.slice(0, MOST_KEPT) })
  return verified
}
