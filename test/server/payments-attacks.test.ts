import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { hexToBytes } from '@noble/hashes/utils.js'
import type postgres from 'postgres'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ClaimContent } from '#contract/money/claim.ts'
import { signedClaim } from '#contract/money/signed-claim.ts'
import { tryVoucher } from '#contract/payments.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import { makeRun, stepRun } from '#contract/runs.ts'
import { connect } from '#db/connect.ts'
import { toB64 } from '#seal/b64.ts'
import { seal } from '#seal/seal.ts'
import { verifierOf } from '#seal/voucher.ts'
import { verifyLog } from '#server/log/verify/verify-log.ts'
import { findingsOf, isSuspicious } from '../../web/office/src/payments/check-claim.ts'
import {
  books,
  claimed,
  granted,
  proofOf,
  runOf,
  runStep,
  runStepped,
  seen,
  startPayments,
  type PaymentsWorld,
  type Reported,
} from './payments-world.ts'

/**
 * Somebody who may do everything to the database, except what is outside it: codes, the keys of members, the key of the log. Each test
 * changes what stands there without any guard, so that a claim would be paid to somebody else, and nothing must be paid.
 */
let it: PaymentsWorld
let owed: Reported
/** Another rewarded tip, which the attacker sent: its keys are theirs. */
let own: Reported
beforeAll(async () => {
  it = await startPayments()
  owed = await granted(it)
  own = await granted(it)
  await claimed(it, owed, 'voucher')
  await claimed(it, owed)
  await claimed(it, own, 'voucher')
  await it.publish()
})
afterAll(() => it.stop())

const KEPT = ['tips', 'claims', 'payables', 'awards', 'award_versions', 'freezes'] as const
/** Rewrites tables past every guard. */
const unguarded = (act: (tx: postgres.TransactionSql) => Promise<unknown>) =>
  it.world.database.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await act(tx)
  })
beforeEach(() =>
  unguarded(async (tx) => {
    for (const table of KEPT) await tx`create table ${tx(`kept_${table}`)} as table ${tx(table)}`
  }),
)
afterEach(() =>
  unguarded(async (tx) => {
    for (const table of KEPT) {
      const columns = await tx<{ name: string }[]>`select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = ${table}`
      const names = columns.map(({ name }) => name)
      await tx`delete from ${tx(table)}`
      await tx`insert into ${tx(table)} (${tx(names)}) overriding system value select ${tx(names)} from ${tx(`kept_${table}`)}`
      await tx`drop table ${tx(`kept_${table}`)}`
    }
  }),
)

const causes = async ({ payable }: Reported): Promise<string[]> =>
  (
    await it.world.database.owner<{ cause: string }[]>`
    select cause from freezes where payable_id = ${payable} and released_at is null order by seq`
  ).map(({ cause }) => cause)
const findings = async ({ payable }: Reported): Promise<string[]> => {
  const found = findingsOf((await seen(it, payable)).evidence)
  expect(isSuspicious(found)).toBe(true)
  return found.map(({ check, is }) => `${check}: ${is}`)
}
/** A cashier whose browser was made not to check tries to pay; how the server took it, and what it did then. */
async function paid(of: Reported, kind: 'bank' | 'cash' = 'bank'): Promise<{ refused: string; causes: string[] }> {
  const refused = await it.as('xu').refusal(makeRun, await runOf(it, [of.payable], { kind }))
  const [row] = await it.world.database
    .owner`select count(*)::int as held from payments where payable_id = ${of.payable}`
  expect(row?.['held']).toBe(0)
  await books(it)
  return { refused, causes: await causes(of) }
}
const HELD_UP = { refused: 'claimWrong', causes: ['signature'] }

/** A claim of the attacker's for what is owed, signed with a key of theirs, in place of the newest one. */
async function replaceClaim(
  tx: postgres.TransactionSql,
  { award, payable, fen }: Reported,
  secret: Uint8Array,
): Promise<void> {
  const at = { tip: payable, kind: 'claim-details', seq: 2 } as const
  const account = {
    method: 'transfer',
    name: '冒领人',
    bank: '某银行某支行',
    account: '6222020200000000000',
    idNumber: null,
  }
  const sealed = await seal(at, account, [it.desks.finance.pair.recipient])
  const said = { award, payable, seq: 2, fen, method: 'transfer', verifier: null, hasWord: false } as const
  const content: ClaimContent = { ...said, sealedSha256: Buffer.from(sha256(sealed)).toString('hex') }
  const signature = ed25519.sign(signedClaim(content), secret)
  await tx`update claims set sealed = ${sealed}, digest = ${hexToBytes(digestOf(content))}, signature = ${signature}
    where payable_id = ${payable} and seq = 2`
}
const secret = new Uint8Array(32).fill(9)

test('untouched, everything holds', async () => {
  expect(findingsOf((await seen(it, owed.payable)).evidence)).toEqual([])
  expect(findingsOf((await seen(it, own.payable)).evidence)).toEqual([])
})

test('a claim that is replaced by one under another key is named, refused and held up', async () => {
  await unguarded((tx) => replaceClaim(tx, owed, secret))
  expect(await findings(owed)).toEqual(['signature: forged'])
  expect(await paid(owed)).toEqual(HELD_UP)
  expect(await it.as('xu').refusal(makeRun, await runOf(it, [owed.payable]))).toBe('claimWrong')
})

test('a claim key that is swapped, with a claim that it signed, is not the one in the log nor the one that was approved', async () => {
  await unguarded(async (tx) => {
    await tx`update tips set claim_public = ${ed25519.getPublicKey(secret)} where id = ${owed.tip}`
    await replaceClaim(tx, owed, secret)
  })
  expect(await findings(owed)).toEqual(['key: commitment', 'key: reporter', 'log: entry'])
  expect(await paid(owed)).toEqual(HELD_UP)
})

test('a claim key that is swapped, with the commitment made anew, is not the one in the log', async () => {
  await unguarded(async (tx) => {
    await tx`update tips set claim_public = ${ed25519.getPublicKey(secret)}, commitment = sha256('anything') where id = ${owed.tip}`
    await replaceClaim(tx, owed, secret)
  })
  expect(await findings(owed)).toContain('log: entry')
  expect(await paid(owed)).toEqual(HELD_UP)
})

test('a log that was made anew is not under the key of the office', async () => {
  const other = ed25519.getPublicKey(new Uint8Array(32).fill(8))
  const { evidence } = await seen(it, owed.payable)
  expect(evidence.logKey.endsWith(toB64(Uint8Array.from([1, ...other])))).toBe(false)
  await unguarded(async (tx) => {
    await tx`create table kept_heads as table log_heads`
    await tx`update log_heads set note = replace(note, '— ', '— x')`
  })
  const named = await findings(owed)
  await unguarded(async (tx) => {
    await tx`update log_heads h set note = k.note from kept_heads k where k.size = h.size`
    await tx`drop table kept_heads`
  })
  expect(named).toEqual(['log: head'])
})

test('the verifier of another voucher pays nothing, not even to whoever has that voucher', async () => {
  const proof = await proofOf(it, own)
  await unguarded(
    (tx) => tx`update claims set verifier = ${verifierOf(proof)}, method = 'voucher', sealed = null, has_word = true
    where payable_id = ${owed.payable} and seq = 2`,
  )
  expect(await findings(owed)).toEqual(['claim: digest', 'signature: forged'])
  const body = { claimSeq: 2, proofB64: toB64(proof) }
  expect(await it.as('xu').refusal(tryVoucher, { params: { payable: owed.payable }, body })).toBe('claimWrong')
  expect(await causes(owed)).toEqual(['signature'])
  expect(await paid(owed, 'cash')).toEqual(HELD_UP)
})

test.for([
  [
    'of what is owed',
    'sum: sum',
    (tx: postgres.TransactionSql) => tx`update payables set fen = fen * 10 where id = ${owed.payable}`,
  ],
  [
    'of the claim',
    'claim: other',
    (tx: postgres.TransactionSql) => tx`update claims set fen = fen * 10 where payable_id = ${owed.payable}`,
  ],
  [
    'of all of them',
    'signature: forged',
    async (tx: postgres.TransactionSql) => {
      await tx`update payables set fen = fen * 10 where id = ${owed.payable}`
      await tx`update claims set fen = fen * 10 where payable_id = ${owed.payable}`
      await tx`update award_versions set content = jsonb_set(content, '{assessment,totalFen}', to_jsonb((content#>>'{assessment,totalFen}') || '0'))
        where award_id = ${owed.award}`
    },
  ],
] as const)('a sum %s that was edited is named, refused and held up', async ([, named, edit]) => {
  await unguarded(edit)
  expect(await findings(owed)).toContain(named)
  expect(await paid(owed)).toEqual(HELD_UP)
})

test('a sum of the award alone that was edited is named, and the books do not agree', async () => {
  await unguarded(
    (tx) =>
      tx`update award_versions set content = jsonb_set(content, '{assessment,totalFen}', '"1"') where award_id = ${owed.award}`,
  )
  expect(await findings(owed)).toEqual(expect.arrayContaining(['approval: award', 'sum: sum']))
  expect(await paid(owed)).toEqual({ refused: 'booksDiffer', causes: [] })
})

test('an old claim that is put at a newer place is none', async () => {
  await unguarded(async (tx) => {
    await tx`insert into claims (payable_id, seq, method, fen, sealed, verifier, has_word, digest, signature, staff_id, at, from_office)
      select payable_id, 3, method, fen, sealed, verifier, has_word, digest, signature, staff_id, at, from_office
      from claims where payable_id = ${owed.payable} and seq = 1`
    await tx`update payables set claim_seq = 3 where id = ${owed.payable}`
  })
  expect(await findings(owed)).toEqual(['claim: digest', 'signature: forged'])
  expect(await paid(owed, 'cash')).toEqual(HELD_UP)
})

test('a claim that is exchanged once its batch was made stops the batch, whoever goes on with it', async () => {
  const sent = await runOf(it, [owed.payable])
  await it.as('xu').done(makeRun, sent)
  const { run } = sent.params
  await unguarded((tx) => replaceClaim(tx, owed, secret))
  const check = await runStep(it, 'xing', run, 'check')
  expect(await it.as('xing').refusal(stepRun, check)).toBe('claimMoved')
  await unguarded(
    (tx) => tx`update payments p set claim_digest = c.digest from claims c
    where c.payable_id = p.payable_id and c.seq = p.claim_seq and p.run_id = ${run}`,
  )
  expect(await it.as('xing').refusal(stepRun, check)).toBe('claimWrong')
  expect(await causes(owed)).toEqual(['signature'])
  expect(await runStepped(it, 'xing', run, 'check')).toBe('paymentFrozen')
  // A batch of which a line was changed is not even taken back; one that is whole again is.
  expect(await runStepped(it, 'xu', run, 'withdraw')).toBe('runMoved')
  const { body } = sent
  await unguarded(
    (tx) =>
      tx`update payments set claim_digest = ${hexToBytes(body.lines[0]?.claimDigest ?? '')} where run_id = ${run}`,
  )
  expect(await runStepped(it, 'xu', run, 'withdraw')).toBe('withdrawn')
  expect((await books(it))['paying'] ?? 0n).toBe(0n)
})

test('an older claim that counts again because the newer one was taken away is not paid, and the check of the log misses the newer', async () => {
  await unguarded(async (tx) => {
    await tx`delete from claims where payable_id = ${owed.payable} and seq = 2`
    await tx`update payables set claim_seq = 1 where id = ${owed.payable}`
  })
  const refused = await it.as('xu').refusal(makeRun, await runOf(it, [owed.payable], { kind: 'cash' }))
  expect(refused).toBe('booksDiffer')
  const db = connect(it.world.database.officeUrl, 1)
  const { findings: found } = await verifyLog({ db, now: new Date() })
  await db.$client.end()
  const named = found.map(({ is, source, record }) => [is, source, record])
  expect(named).toContainEqual(['removed', 'claims', `${owed.payable}/2`])
  expect(named.map(([, source]) => source)).toContain('payables')
})
