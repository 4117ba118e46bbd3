import { randomBytes } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import type postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Finding } from '#contract/log.ts'
import { makeRun, stepRun } from '#contract/runs.ts'
import { signClaimContent } from '#seal/claim-content.ts'
import { verifyIn } from '#server/log/verify/verify-log.ts'
import { findingsOf } from '../../web/office/src/payments/check-claim.ts'
import {
  answered,
  answersTo,
  claimed,
  granted,
  made,
  runOf,
  runStep,
  runStepped,
  seen,
  startPayments,
  type PaymentsWorld,
  type Reported,
} from './payments-world.ts'

/**
 * Somebody with every right on the database who wants an award of somebody else. Past all triggers everything can be written; then
 * nothing is paid, or the finance browser names what it is, and the log always does.
 */
let it: PaymentsWorld
const waiting: Reported[] = []
beforeAll(async () => {
  it = await startPayments()
  for (let n = 0; n < 7; n++) waiting.push(await granted(it))
  await Promise.all(waiting.map((owed) => claimed(it, owed)))
  await it.publish()
}, 120_000)
afterAll(() => it.stop())

/** An award that its reporter has claimed, whose tip stands in the log: nothing is against paying it. */
async function victim(): Promise<Reported> {
  const owed = waiting.pop() ?? expect.fail('There are too few victims')
  expect(findingsOf((await seen(it, owed.payable)).evidence)).toEqual([])
  return owed
}
/** Keys that nobody sent a tip with. */
const unknown = (): { secret: Uint8Array; publicKey: Uint8Array } => {
  const secret = randomBytes(32)
  return { secret, publicKey: ed25519.getPublicKey(secret) }
}
/** Writes past all triggers. */
const attack = (write: (tx: postgres.TransactionSql) => Promise<unknown>): Promise<unknown> =>
  it.world.database.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await write(tx)
  })
/** What the log names of these records. */
async function named(...records: string[]): Promise<string[]> {
  const found: Finding[] = []
  await it.world.database.owner.begin(async (tx) => {
    found.push(...(await verifyIn(tx, { now: new Date() })).findings)
  })
  return found
    .filter(({ record }) => records.some((each) => record?.startsWith(each)))
    .map(({ is, source }) => `${is} ${source}`)
}
const browserFinds = async ({ payable }: Reported): Promise<string[]> =>
  findingsOf((await seen(it, payable)).evidence).map(({ check, is }) => `${check} ${is}`)
/** What comes of an attempt to pay it. */
const paying = async ({ payable }: Reported): Promise<string> =>
  it.as('xu').refusal(makeRun, await runOf(it, [payable]))
const settled = async ({ payable }: Reported): Promise<number> =>
  (await it.world.database.owner`select 1 from journals where payable_id = ${payable} and kind = 'settle'`).length

/** What a claim of the victim's award says, signed by somebody. */
async function signedBy(secret: Uint8Array, { payable }: Reported): Promise<{ digest: Buffer; signature: Buffer }> {
  const { claim } = (await seen(it, payable)).evidence
  if (claim === null) throw new Error('Nothing was claimed')
  return { digest: Buffer.from(claim.digest, 'hex'), signature: Buffer.from(signClaimContent(secret, claim.content)) }
}

test('a claim key that was swapped for the thief’s own, and an award that was made to name the thief', async () => {
  const owed = await victim()
  const { secret, publicKey } = unknown()
  const { digest, signature } = await signedBy(secret, owed)
  await attack(async (tx) => {
    await tx`update tips set claim_public = ${publicKey} where id = ${owed.tip}`
    await tx`update claims set digest = ${digest}, signature = ${signature} where payable_id = ${owed.payable}`
    await tx`update award_versions set content = jsonb_set(content, '{reporter}', to_jsonb(reporter_number(${publicKey}::bytea))) where award_id = ${owed.award}`
    await tx`update award_versions set digest = sha256(convert_to(canonical_json(content), 'UTF8')) where award_id = ${owed.award}`
    await tx`update award_steps s set digest = v.digest from award_versions v where v.award_id = s.award_id and s.award_id = ${owed.award}`
  })
  const found = await browserFinds(owed)
  expect(found).toContain('approval award')
  expect(found).toContain('key commitment')
  expect(await named(owed.tip, owed.award)).toEqual(
    expect.arrayContaining(['changed tips', 'changed award_versions', 'changed award_steps']),
  )
})

test('an amount: of what is owed, or everywhere with the entries in the books', async () => {
  const changes: [string, (tx: postgres.TransactionSql, owed: Reported) => Promise<unknown>, string, string][] = [
    [
      'owed',
      (tx, { payable }) => tx`update payables set fen = fen + 1000000 where id = ${payable}`,
      'sum sum',
      'claimWrong',
    ],
    ['all', everywhere, 'sum sum', 'claimWrong'],
  ]
  for (const [what, change, finds, refused] of changes) {
    const owed = await victim()
    await attack((tx) => change(tx, owed))
    expect([what, await browserFinds(owed)]).toEqual([what, expect.arrayContaining([finds])])
    expect([what, await paying(owed)]).toEqual([what, refused])
    expect([what, await settled(owed)]).toEqual([what, 0])
    const [entry] = await it.world.database.owner`select id from journals where payable_id = ${owed.payable}`
    expect([what, (await named(owed.payable, owed.award, String(entry?.['id']))).length > 0]).toEqual([what, true])
  }
})
async function everywhere(tx: postgres.TransactionSql, { payable, award }: Reported): Promise<void> {
  await tx`update payables set fen = fen * 10 where id = ${payable}`
  await tx`update awards set total_fen = total_fen * 10 where id = ${award}`
  await tx`update claims set fen = fen * 10 where payable_id = ${payable}`
  await tx`update journals set fen = fen * 10 where award_id = ${award}`
  await tx`update postings p set fen = p.fen * 10 from journals j where j.id = p.journal_id and j.award_id = ${award}`
}

test('a payment that was made to look as if it had never been: it is not paid again', async () => {
  const owed = await victim()
  const run = await made(it, [owed.payable])
  await runStepped(it, 'xing', run, 'check')
  await runStepped(it, 'xu', run, 'hand')
  await answered(it, run, await answersTo(it, run))
  expect(await settled(owed)).toBe(1)
  await attack(async (tx) => {
    await tx`update payments set state = 'rejected', receipt = null, paid_on = null where run_id = ${run}`
    await tx`update payables set state = 'claimed' where id = ${owed.payable}`
  })
  expect(await paying(owed)).toBe('booksDiffer')
  expect(await settled(owed)).toBe(1)
  expect(await named(owed.payable)).toContain('rowDiffers payables')
})

test('a dispute that was lifted by nobody, and one that was taken away', async () => {
  const owed = await victim()
  await it.world.database
    .owner`insert into claim_disputes (payable_id, claim_seq, signature, at) values (${owed.payable}, 1, ${randomBytes(64)}, date_trunc('hour', now()))`
  expect(await browserFinds(owed)).toEqual(['free disputed', 'free frozen'])
  await attack(
    (tx) =>
      tx`update freezes set released_at = now(), released_by = ${it.people.fang.id}, reason = 'x' where payable_id = ${owed.payable}`,
  )
  expect(await browserFinds(owed)).toEqual(['free disputed'])
  expect(await named(owed.payable)).toContain('rowDiffers freezes')
  await attack((tx) => tx`delete from claim_disputes where payable_id = ${owed.payable}`)
  expect(await named(owed.payable)).toEqual(expect.arrayContaining(['removed claim_disputes', 'rowDiffers freezes']))
})

test('a line that was put under another account after the cashier signed: nobody checks it', async () => {
  const [owed, other] = [await victim(), await victim()]
  const run = await made(it, [owed.payable])
  const step = await runStep(it, 'xing', run, 'check')
  await attack(async (tx) => {
    await tx`update payments m set (payable_id, claim_digest) = (select c.payable_id, c.digest from claims c where c.payable_id = ${other.payable}) where m.run_id = ${run}`
    await tx`update payables set state = 'paying' where id = ${other.payable}`
  })
  expect(await it.as('xing').refusal(stepRun, step)).not.toBe('done')
  expect([await settled(owed), await settled(other)]).toEqual([0, 0])
})
