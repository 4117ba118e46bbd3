import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disputeClaim } from '#contract/claims.ts'
import { countPayables } from '#contract/payables.ts'
import { openClaim, readPayable, reportClaim, tryVoucher } from '#contract/payments.ts'
import { enterAnswers, makeRun, readRun, stepRun } from '#contract/runs.ts'
import { toB64 } from '#seal/b64.ts'
import { signDispute } from '#seal/claim-content.ts'
import { call } from '#ui/client.ts'
import {
  answered,
  answersTo,
  books,
  claimed,
  granted,
  made,
  presented,
  runOf,
  runSeen,
  runStep,
  runStepped,
  seen,
  signedRunOf,
  startPayments,
  type PaymentsWorld,
  type Reported,
} from './payments-world.ts'

let it: PaymentsWorld
let one: Reported
let two: Reported
beforeAll(async () => {
  it = await startPayments()
  one = await granted(it)
  two = await granted(it)
  await claimed(it, one)
  await claimed(it, two)
})
afterAll(() => it.stop())

type Sent = Awaited<ReturnType<typeof runOf>>
const making = (sent: Sent) => it.as('xu').refusal(makeRun, sent)
const isFree = async (): Promise<boolean> => {
  const [row] = await it.world.database.owner`
    select count(*)::int as held from payments where state not in ('withdrawn', 'rejected', 'bounced')`
  return row?.['held'] === 0
}
const causes = async ({ payable }: Reported): Promise<string[]> =>
  (await seen(it, payable)).evidence.freezes.map(({ cause }) => cause)
/** As an auditor does, in few words. */
const released = async ({ payable }: Reported): Promise<void> => {
  await it.world.database
    .owner`update freezes set released_by = ${it.people.fang.id}, released_at = now(), reason = '\\x00'
    where payable_id = ${payable} and released_at is null`
}

test('a batch is all or nothing: one line that does not hold leaves nothing of it', async () => {
  const good = await runOf(it, [one.payable, two.payable])
  const { kind, fund, lines } = good.body
  const [first, second] = lines
  if (first === undefined || second === undefined) throw new Error('Two lines')
  const withSecond = (more: Partial<typeof second>): Sent =>
    signedRunOf(it, { run: randomUUID(), kind, fund, lines: [first, { ...second, ...more }] })
  expect(await making(withSecond({ payable: randomUUID() }))).toBe('payableNotFound')
  expect(await making(withSecond({ claimDigest: '00'.repeat(32) }))).toBe('claimMoved')
  expect(await making(withSecond({ fen: '1' }))).toBe('booksDiffer')
  expect(await making(withSecond({ payable: one.payable, claimDigest: first.claimDigest }))).toBe('paidAlready')
  expect(await making(withSecond({ accountTokenB64: null }))).toBe('runMoved')
  expect(
    await making(
      signedRunOf(it, { run: randomUUID(), kind: 'cash', fund, lines: [{ ...first, accountTokenB64: null }] }),
    ),
  ).toBe('methodNotAllowed')
  expect(await making(signedRunOf(it, { run: randomUUID(), kind, fund: 'strikes', lines }))).toBe('runMoved')
  expect([await isFree(), await causes(one), await causes(two)]).toEqual([true, [], []])
})

test('what is sent is what was signed, by the one who sends it', async () => {
  const good = await runOf(it, [one.payable])
  const other = await runOf(it, [two.payable])
  expect(await making({ ...good, body: { ...good.body, lines: other.body.lines } })).toBe('invalidInput')
  expect(await making({ ...good, body: { ...other.body, signatureB64: good.body.signatureB64 } })).toBe('invalidInput')
  expect(await making({ ...good, body: { ...good.body, signatureB64: other.body.signatureB64 } })).toBe(
    'wrongSignature',
  )
  expect(await it.as('xing').refusal(makeRun, good)).toBe('notPermitted')
  expect(await isFree()).toBe(true)
})

test('what stands in a batch is in no other one; taken back, it is free again', async () => {
  const run = await made(it, [one.payable])
  expect(await making(await runOf(it, [two.payable, one.payable]))).toBe('paidAlready')
  const again = await runOf(it, [two.payable])
  expect(await making({ ...again, params: { run } })).toBe('invalidInput')
  expect(await making(signedRunOf(it, { run, ...again.body }))).toBe('runMoved')
  const check = await runStep(it, 'xing', run, 'check')
  expect(await it.as('xing').refusal(stepRun, { ...check, body: { ...check.body, digest: '00'.repeat(32) } })).toBe(
    'runMoved',
  )
  const asHand = { ...check, body: { ...check.body, step: 'withdraw' as const } }
  expect(await it.as('xing').refusal(stepRun, asHand)).toBe('wrongSignature')
  expect(await runStepped(it, 'xing', run, 'withdraw')).toBe('withdrawn')
  expect(await runStepped(it, 'xing', run, 'check')).toBe('runMoved')
  expect(
    await it.as('xu').refusal(enterAnswers, {
      params: { run },
      body: { fileDigest: 'ab'.repeat(32), lines: await answersTo(it, run) },
    }),
  ).toBe('runMoved')
  expect(await isFree()).toBe(true)
  expect((await books(it))['paying'] ?? 0n).toBe(0n)
})

test('what the reporter says is not theirs is not opened, made, checked or handed over until an auditor lets it go', async () => {
  const run = await made(it, [one.payable])
  const body = { lookupB64: toB64(one.keys.lookupBytes), payable: one.payable, seq: 1 }
  const signatureB64 = toB64(signDispute(one.keys.claimSecretBytes, one.payable, 1))
  expect(await call(it.world.send, disputeClaim, { body: { ...body, signatureB64 } })).toMatchObject({ is: 'done' })
  expect(await causes(one)).toEqual(['disputed'])
  expect(await runStepped(it, 'xing', run, 'check')).toBe('paymentFrozen')
  expect(await it.as('xu').refusal(openClaim, { params: { payable: one.payable }, body: { claimSeq: 1 } })).toBe(
    'paymentFrozen',
  )
  expect((await runSeen(it, run)).lines[0]?.frozen).toEqual(['disputed'])
  expect(await runStepped(it, 'xu', run, 'withdraw')).toBe('withdrawn')
  expect(await making(await runOf(it, [one.payable]))).toBe('paymentFrozen')
  expect((await it.as('xu').done(countPayables, { params: {} })).frozen).toBe(1)
  await released(one)
})

test('what a finance browser finds wrong holds the payment up and tells the auditors, once', async () => {
  const at = { params: { payable: one.payable } }
  const { owner } = it.world.database
  await owner`delete from notices`
  expect(await it.as('xing').refusal(reportClaim, { ...at, body: { claimSeq: 2, fault: 'log' } })).toBe('claimMoved')
  expect(await it.as('fang').refusal(reportClaim, { ...at, body: { claimSeq: 1, fault: 'log' } })).toBe('notPermitted')
  for (const fault of ['log', 'approval', 'sum'] as const)
    expect(await it.as('xing').refusal(reportClaim, { ...at, body: { claimSeq: 1, fault } })).toBe('done')
  expect((await causes(one)).toSorted()).toEqual(['books', 'signature'])
  const told = await owner<{ kind: string }[]>`select d.kind from notices n join desks d on d.id = n.desk_id`
  expect(told.map(({ kind }) => kind)).toEqual(['audit'])
  await released(one)
})

test('five wrong vouchers in a row hold the payment up, and then no right one helps', async () => {
  await claimed(it, one, 'voucher')
  const answers = []
  for (let n = 0; n < 5; n++) {
    const { evidence } = await seen(it, one.payable)
    const body = { claimSeq: evidence.payable.claimSeq ?? 0, proofB64: toB64(new Uint8Array(32).fill(n)) }
    const answer = await it.as('xu').call(tryVoucher, { params: { payable: one.payable }, body })
    answers.push(answer.is === 'refused' ? [answer.refusal, answer.body.left] : answer.is)
  }
  expect(answers).toEqual([4, 3, 2, 1, 0].map((left) => ['voucherWrong', left]))
  expect(await causes(one)).toEqual(['vouchers'])
  expect(await presented(it, one)).toBe('paymentFrozen')
  expect(await making(await runOf(it, [one.payable], { kind: 'cash' }))).toBe('paymentFrozen')
  await released(one)
  expect(await presented(it, one)).toBe('done')
  // The voucher was shown to this cashier for this claim; a newer claim needs another look.
  await claimed(it, one, 'voucher')
  expect(await making(await runOf(it, [one.payable], { kind: 'cash' }))).toBe('voucherMissing')
  await claimed(it, one)
})

test('of what the bank says, lines that fit are entered, and each that does not is named', async () => {
  const run = await made(it, [one.payable, two.payable])
  await runStepped(it, 'xing', run, 'check')
  await runStepped(it, 'xu', run, 'hand')
  const [first, second] = await answersTo(it, run)
  if (first === undefined || second === undefined) throw new Error('Two lines')
  const stranger = { ...first, payment: randomUUID() }
  const wrong = await answered(it, run, [
    stranger,
    { ...first, fen: '1' },
    { ...second, outcome: 'bounced', cause: 'other' },
  ])
  expect([wrong.state, ...wrong.lines.map(({ refused }) => refused)]).toEqual([
    'handed',
    'answerDiffers',
    'answerDiffers',
    'answerDiffers',
  ])
  const half = await answered(it, run, [first, { ...second, bankReference: first.bankReference }])
  expect([half.state, ...half.lines.map(({ refused }) => refused)]).toEqual(['handed', null, 'answerDiffers'])
  const back = { ...second, outcome: 'rejected' as const, cause: 'name-differs' as const }
  expect(await answered(it, run, [first, back])).toMatchObject({
    state: 'done',
    lines: [{ refused: null }, { refused: null }],
  })
  expect((await runSeen(it, run)).lines.map(({ state }) => state)).toEqual(['paid', 'rejected'])
  expect((await seen(it, two.payable)).evidence.payable.state).toBe('claimed')
  expect((await books(it))['paying'] ?? 0n).toBe(0n)
})

test('something that is not there is said so', async () => {
  const nothing = { params: { payable: randomUUID() } }
  expect(await it.as('xu').refusal(readPayable, nothing)).toBe('payableNotFound')
  expect(await it.as('xu').refusal(openClaim, { ...nothing, body: { claimSeq: 1 } })).toBe('payableNotFound')
  expect(await it.as('xu').refusal(readRun, { params: { run: randomUUID() } })).toBe('runNotFound')
})
