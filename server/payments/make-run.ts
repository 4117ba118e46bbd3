import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { signedRun, type RunContent, type RunState } from '#contract/money/chain.ts'
import { referenceOf } from '#contract/money/reference.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { makeRun } from '#contract/runs.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { fromB64 } from '../http/b64.ts'
import { found, insist, Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { noticeToAll } from '../orders/tell.ts'
import { insistSignedBy } from '../staff/member-signature.ts'
import type { PaymentsDeps } from './deps.ts'
import { refuseUnsound } from './hold-up.ts'
import { insistSound } from './insist-sound.ts'
import type { Claim } from './store.ts'
import { insertPayments, insertRun, insertRunStep, selectRun, selectRunSteps } from './store-runs.ts'

type Asked = BodyOf<typeof makeRun>
type Made = ReplyOf<typeof makeRun>

/**
 * Puts a batch together: all of its lines or none. The very same batch again, also while the first is on its way, gives the same answer.
 * Refuses `runMoved` for another one under this identifier, `wrongSignature`, what the claims are not (`claimMoved`, `booksDiffer`,
 * `claimWrong`, which also holds that payment up), and what the rules of money keep out.
 */
export async function make(deps: PaymentsDeps, who: Who, run: string, asked: Asked): Promise<Made> {
  insist(digestOf(contentOf(run, asked)) === asked.digest, 'invalidInput', { field: 'digest' })
  const made = await madeBefore(deps.db, who, run, asked)
  if (made !== null) return made
  try {
    return await deps.db.transaction((tx) => makeNow(tx, who, run, { asked, at: deps.now() }))
  } catch (error) {
    const meanwhile = error instanceof Refusal ? null : await madeBefore(deps.db, who, run, asked)
    return meanwhile ?? refuseUnsound(deps, who, error, 'runMoved')
  }
}

/** What the bank file pays, and what each step signs. */
const contentOf = (run: string, { kind, fund, lines }: Asked): RunContent => ({
  run,
  kind,
  fund,
  lines: lines.map(({ payment, payable, claimDigest, fen }) => ({ payment, payable, claimDigest, fen })),
})

/** The batch, if this person made this very one. Refuses `runMoved` where it is another. */
async function madeBefore(db: Database, who: Who, runId: string, { digest }: Asked): Promise<Made | null> {
  const run = await selectRun(db, runId)
  if (run === null) return null
  const [first] = await selectRunSteps(db, runId)
  insist(bytesToHex(run.digest) === digest && first?.taken.staffId === who.staff, 'runMoved')
  return answer(run)
}

const answer = ({ number, state }: { number: string; state: RunState }): Made => ({ number, state })

async function makeNow(
  tx: Transaction,
  who: Who,
  run: string,
  { asked, at }: { asked: Asked; at: Date },
): Promise<Made> {
  const { kind, fund, lines } = asked
  const signature = await insistSignedBy(tx, who.staff, signedRun(run, 'make', asked.digest), asked.signatureB64)
  const claims = await insistSound(tx, lines)
  const digest = hexToBytes(asked.digest)
  const totalFen = lines.reduce((sum, { fen }) => sum + BigInt(fen), 0n)
  await insertRun(tx, { id: run, kind, fund, since: at, count: lines.length, totalFen, digest })
  await insertPayments(
    tx,
    lines.map((line, place) => paymentOf(run, line, { line: place + 1, at, claim: claims.get(line.payable) })),
  )
  await insertRunStep(tx, { runId: run, step: 'make', staffId: who.staff, at, digest, signature })
  await record(tx, { did: 'make-run', staff: who.staff })
  await noticeToAll(tx, 'finance')
  return answer(found(await selectRun(tx, run), 'runNotFound'))
}

function paymentOf(
  runId: string,
  { payment, payable, fen, accountTokenB64 }: Asked['lines'][number],
  { line, at, claim }: { line: number; at: Date; claim: Claim | undefined },
): Parameters<typeof insertPayments>[1][number] {
  const { seq, digest } = found(claim, 'claimMoved')
  return {
    id: payment,
    runId,
    line,
    payableId: payable,
    claimSeq: seq,
    claimDigest: digest,
    fen: BigInt(fen),
    reference: referenceOf(payment),
    accountToken: accountTokenB64 === null ? null : fromB64(accountTokenB64),
    state: 'reserved',
    since: at,
  }
}
