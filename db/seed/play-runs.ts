import { randomUUID } from 'node:crypto'
import { sha256 } from '@noble/hashes/sha2.js'
import { hexToBytes } from '@noble/hashes/utils.js'
import { eq } from 'drizzle-orm'
import { signedRun, type RunContent, type RunStep } from '#contract/money/chain.ts'
import { referenceOf } from '#contract/money/reference.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import type { Transaction } from '#db/connect.ts'
import { records } from '#db/schema/log.ts'
import { paymentOutcomes, payments, runs, runSteps } from '#db/schema/payments.ts'
import { accountTokenOf } from '#seal/account-token.ts'
import { signClaim } from '#seal/claim.ts'
import { DEMO_RUNS, type DemoRun } from './claims.ts'
import { keyOf } from './found-demo.ts'
import { hoursBefore, type ClaimDeps, type Claimed } from './play-claims.ts'

type Act = DemoRun['make']
type Line = Claimed & { payment: string; rejected: DemoRun['lines'][number]['rejected'] }
type Run = { id: string; demo: DemoRun; lines: readonly Line[]; digest: string }

/** Does what cashier and checker do with batches, and the bank. */
export async function playRuns(tx: Transaction, deps: ClaimDeps, claimed: ReadonlyMap<string, Claimed>): Promise<void> {
  for (const demo of DEMO_RUNS) {
    const run = runOf(demo, claimed)
    await make(tx, deps, run)
    await step(tx, deps, run, 'check', demo.check)
    await step(tx, deps, run, 'hand', demo.hand)
    await answer(tx, deps, run)
  }
}

function runOf(demo: DemoRun, claimed: ReadonlyMap<string, Claimed>): Run {
  const id = randomUUID()
  const lines = demo.lines.map(({ of, rejected }) => {
    const claim = claimed.get(of)
    if (claim === undefined) throw new Error(`Nobody claimed ${of}`)
    return { ...claim, payment: randomUUID(), rejected }
  })
  const content: RunContent = {
    run: id,
    kind: 'bank',
    fund: demo.fund,
    lines: lines.map(({ payment, payable, digest, fen }) => ({
      payment,
      payable,
      claimDigest: digest,
      fen: String(fen),
    })),
  }
  return { id, demo, lines, digest: digestOf(content) }
}

async function make(tx: Transaction, deps: ClaimDeps, run: Run): Promise<void> {
  const since = hoursBefore(deps, run.demo.make.hoursAgo)
  await tx.insert(runs).values({
    id: run.id,
    kind: 'bank',
    fund: run.demo.fund,
    // The database gives year, place and number.
    year: 0,
    seq: 0,
    number: '',
    state: 'made',
    since,
    count: run.lines.length,
    totalFen: run.lines.reduce((sum, { fen }) => sum + fen, 0n),
    digest: hexToBytes(run.digest),
  })
  const { identity } = keyOf(deps.office.desks, 'finance').pair
  await tx.insert(payments).values(
    run.lines.map(({ payment, payable, seq, digest, fen, account }, index) => ({
      id: payment,
      runId: run.id,
      line: index + 1,
      payableId: payable,
      claimSeq: seq,
      claimDigest: hexToBytes(digest),
      fen,
      reference: referenceOf(payment),
      accountToken: accountTokenOf(identity, account),
      state: 'reserved' as const,
      since,
    })),
  )
  for (const _line of run.lines) await note(tx, deps, 'open-claim', run.demo.make)
  await step(tx, deps, run, 'make', run.demo.make)
}

async function step(tx: Transaction, deps: ClaimDeps, { id, digest }: Run, taken: RunStep, act: Act): Promise<void> {
  const key = deps.office.signing.get(act.by)
  if (key === undefined) throw new Error(`The demo has no ${act.by}`)
  await tx.insert(runSteps).values({
    runId: id,
    step: taken,
    staffId: personOf(deps, act),
    at: hoursBefore(deps, act.hoursAgo),
    digest: hexToBytes(digest),
    signature: signClaim(key.secretBytes, signedRun(id, taken, digest)),
  })
  await note(tx, deps, `${taken}-run`, act)
}

async function answer(tx: Transaction, deps: ClaimDeps, { id, demo, lines }: Run): Promise<void> {
  const [made] = await tx.select({ number: runs.number }).from(runs).where(eq(runs.id, id))
  const fileDigest = sha256(new TextEncoder().encode(`demo ${made?.number ?? id}`))
  for (const [index, { payment, fen, rejected }] of lines.entries())
    await tx.insert(paymentOutcomes).values({
      paymentId: payment,
      seq: 0,
      outcome: rejected === undefined ? 'paid' : 'rejected',
      cause: rejected ?? null,
      fen,
      bankReference: `YH${made?.number.replaceAll(/\D/g, '') ?? ''}${String(index + 1).padStart(4, '0')}`,
      fileDigest,
      staffId: personOf(deps, demo.answer),
      at: hoursBefore(deps, demo.answer.hoursAgo),
    })
  await note(tx, deps, 'enter-answers', demo.answer)
}

function personOf({ office }: ClaimDeps, { by }: Act): string {
  const id = office.people.get(by)
  if (id === undefined) throw new Error(`The demo has no ${by}`)
  return id
}

async function note(tx: Transaction, deps: ClaimDeps, did: string, act: Act): Promise<void> {
  const deskId = keyOf(deps.office.desks, 'finance').id
  await tx.insert(records).values({ did, staffId: personOf(deps, act), deskId, at: hoursBefore(deps, act.hoursAgo) })
}
