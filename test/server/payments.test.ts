import { afterAll, beforeAll, expect, test } from 'vitest'
import { proposeStrike } from '#contract/awards.ts'
import { countPayables, listPayables } from '#contract/payables.ts'
import { enterClaim, openClaim } from '#contract/payments.ts'
import { listRuns, makeRun, stepRun, tracePaymentPrint } from '#contract/runs.ts'
import { fromB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import { findingsOf } from '../../web/office/src/payments/check-claim.ts'
import { runFindings } from '../../web/office/src/payments/run-content.ts'
import { participant, stepped, strikeProposal } from './awards-world.ts'
import {
  ACCOUNT,
  answered,
  answersTo,
  books,
  claimed,
  collect,
  entering,
  granted,
  made,
  owedBy,
  presented,
  runOf,
  runSeen,
  runStep,
  runStepped,
  seen,
  startPayments,
  type PaymentsWorld,
  type Reported,
} from './payments-world.ts'

let it: PaymentsWorld
let owed: Reported
let other: Reported
beforeAll(async () => {
  it = await startPayments()
  owed = await granted(it)
  other = await granted(it)
})
afterAll(() => it.stop())

const stateOf = async ({ payable }: Reported): Promise<string> => (await seen(it, payable)).evidence.payable.state
const opened = (payable: string, claimSeq: number, by: 'xu' | 'xing' | 'fang' = 'xu') =>
  it.as(by).refusal(openClaim, { params: { payable }, body: { claimSeq } })
const deeds = async (did: string): Promise<number> => {
  const [row] = await it.world.database.owner<{ held: number }[]>`
    select count(*)::int as held from records where did = ${did}`
  return row?.held ?? 0
}

test('what was granted is owed, and finance has all that it takes to check it but nothing of the tip', async () => {
  const before = await seen(it, owed.payable)
  expect(findingsOf(before.evidence).map(({ is }) => is)).toEqual(['none', 'not-yet'])
  expect(before.mine).toEqual([])
  await it.publish()
  await claimed(it, owed)
  const after = await seen(it, owed.payable)
  expect(findingsOf(after.evidence)).toEqual([])
  expect(after.evidence.award).toMatchObject({ case: null, tip: null, state: 'granted' })
  expect(after.mine).toEqual([
    { act: 'open', refused: null },
    { act: 'pay', refused: null },
    { act: 'report', refused: null },
  ])
  const [tip] = await it.world.database.owner`select * from tips where id = ${owed.tip}`
  const answer = JSON.stringify(after)
  const lookupHash = Buffer.from(tip?.['lookup_hash'] as Uint8Array).toString('base64')
  const secrets = [tip?.['tip_recipient'], tip?.['mailbox_recipient'], lookupHash].map(String)
  expect(secrets.filter((secret) => answer.includes(secret))).toEqual([])
})

test('only a cashier about to pay opens the account, and each time leaves a trace', async () => {
  const before = await deeds('open-claim')
  const { sealedB64 } = await it.as('xu').done(openClaim, { params: { payable: owed.payable }, body: { claimSeq: 1 } })
  const at = { tip: owed.payable, kind: 'claim-details', seq: 1 } as const
  expect(await open(fromB64(sealedB64), [it.desks.finance.pair.identity], at)).toMatchObject({
    is: 'opened',
    body: { account: ACCOUNT },
  })
  expect([await opened(owed.payable, 1, 'xing'), await opened(owed.payable, 1, 'fang')]).toEqual([
    'notPermitted',
    'notPermitted',
  ])
  expect(await opened(owed.payable, 2)).toBe('claimMoved')
  expect(await deeds('open-claim')).toBe(before + 1)
})

test('a transfer goes from the claim to the receipt: made, checked by another, handed over, paid once', async () => {
  const start = await books(it)
  const run = await made(it, [owed.payable])
  expect(await runStepped(it, 'xu', run, 'hand')).toBe('runMoved')
  expect(await runStepped(it, 'xu', run, 'check')).toBe('notPermitted')
  expect(await opened(owed.payable, 1, 'xing')).toBe('done')
  expect(runFindings(await runSeen(it, run, 'xing'))).toEqual([])
  expect(await runStepped(it, 'xing', run, 'check')).toBe('checked')
  expect(await runStepped(it, 'xu', run, 'hand')).toBe('handed')
  expect(await stateOf(owed)).toBe('paying')
  const answer = await answered(it, run, await answersTo(it, run))
  expect(answer).toMatchObject({ state: 'done', lines: [{ refused: null }] })
  const [line] = (await runSeen(it, run)).lines
  expect(line).toMatchObject({ state: 'paid', receipt: expect.stringMatching(/^付-\d{4}-\d\d-\d{4}$/) as string })
  expect(runFindings(await runSeen(it, run))).toEqual([])
  expect(await collect(it, owed.keys)).toMatchObject({ state: 'paid', paid: { receipt: line?.receipt } })
  const end = await books(it)
  expect((end['quota'] ?? 0n) - (start['quota'] ?? 0n)).toBe(-BigInt(owed.fen))
  expect(end['paying'] ?? 0n).toBe(0n)
  expect(await opened(owed.payable, 1)).toBe('paidAlready')
  const { journals, payments } = await seen(it, owed.payable)
  expect(journals.map(({ kind }) => kind)).toEqual(['grant', 'reserve', 'settle'])
  expect(payments).toHaveLength(1)
})

test('sending the same batch, step or answers again changes nothing and is answered the same', async () => {
  await claimed(it, other)
  const sent = await runOf(it, [other.payable])
  const answers = await Promise.all([1, 2, 3].map(() => it.as('xu').call(makeRun, sent)))
  expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
  expect(answers[0]).toMatchObject({ is: 'done' })
  const { run } = sent.params
  const check = await runStep(it, 'xing', run, 'check')
  const checks = await Promise.all([1, 2, 3].map(() => it.as('xing').refusal(stepRun, check)))
  expect(checks).toEqual(['done', 'done', 'done'])
  await runStepped(it, 'xu', run, 'hand')
  const lines = await answersTo(it, run, { outcome: 'unknown' })
  expect((await answered(it, run, lines)).state).toBe('handed')
  const paid = lines.map((line) => ({ ...line, outcome: 'paid' as const }))
  // The bank calls the line by the same number when it knows.
  const first = await answered(it, run, paid)
  expect(first).toMatchObject({ state: 'done', lines: [{ refused: null }] })
  const end = await books(it)
  expect(await answered(it, run, paid)).toEqual(first)
  expect(await answered(it, run, paid, 'cd'.repeat(32))).toEqual(first)
  expect(await books(it)).toEqual(end)
  const [steps] = await it.world.database.owner`
    select count(*)::int as held from run_steps where run_id = ${run}`
  expect(steps?.['held']).toBe(3)
  expect((await runSeen(it, run)).lines[0]?.outcomes).toHaveLength(2)
})

test('money that comes back is owed again and can be claimed anew', async () => {
  const { payments } = await seen(it, other.payable)
  const run = payments[0]?.run.run ?? ''
  const back = await answersTo(it, run, { outcome: 'bounced', cause: 'account-closed' })
  expect(await answered(it, run, back)).toMatchObject({ lines: [{ refused: null }] })
  expect(await collect(it, other.keys)).toMatchObject({ state: 'claimed', isOpen: true, rejected: 'account-closed' })
  const { rows } = await it.as('xu').done(listPayables, { params: { state: 'claimed' } })
  expect(rows.find(({ payable }) => payable === other.payable)).toMatchObject({ sentBack: 'account-closed' })
  const ready = await it.as('xu').done(listPayables, { params: { ready: 'bank' } })
  expect(ready.rows.map(({ payable }) => payable)).not.toContain(other.payable)
  await books(it)
})

test('cash is handed out on the right voucher and word alone, by two people, and the receipt stands', async () => {
  await claimed(it, other, 'voucher')
  expect(await it.as('xu').refusal(makeRun, await runOf(it, [other.payable], { kind: 'cash' }))).toBe('voucherMissing')
  expect(await presented(it, other, '蓝灯')).toBe('voucherWrong')
  expect((await seen(it, other.payable)).vouchers).toEqual({ left: 4, rightAt: null })
  expect(await presented(it, other, '红 灯')).toBe('done')
  const run = await made(it, [other.payable], { kind: 'cash' })
  expect(await runStepped(it, 'xing', run, 'check')).toBe('checked')
  expect(await runStepped(it, 'xing', run, 'hand')).toBe('notPermitted')
  expect(await runStepped(it, 'xu', run, 'hand')).toBe('done')
  expect(await collect(it, other.keys)).toMatchObject({ state: 'paid', paid: { method: 'voucher' } })
  expect((await books(it))['paying'] ?? 0n).toBe(0n)
})

test('who took part is paid where a member of finance entered it, who signs for that', async () => {
  const caseId = await it.cracked([])
  const two = [participant(), participant({ name: '吉阳区禁毒办', kind: 'unit', payees: [] })]
  const sent = await strikeProposal(it, caseId, { participants: two })
  await it.as('lin').done(proposeStrike, sent)
  for (const [by, step] of [
    ['zheng', 'review'],
    ['he', 'approve'],
    ['xu', 'fund'],
  ] as const)
    await stepped(it, by, sent.params.award, step)
  const rows = await owedBy(it, sent.params.award)
  expect(rows.map(({ name, state }) => [name, state])).toEqual([
    ['符阿妹', 'open'],
    ['吉阳区禁毒办', 'open'],
  ])
  const [first = '', second = ''] = rows.map(({ payable }) => payable)
  const body = await entering(it, first)
  expect([await it.as('xu').refusal(enterClaim, body), await it.as('xu').refusal(enterClaim, body)]).toEqual([
    'done',
    'done',
  ])
  expect(
    await it.as('xu').refusal(enterClaim, { params: { payable: owed.payable }, body: { ...body.body, seq: 9 } }),
  ).toBe('notPermitted')
  const forged = await entering(it, second)
  expect(
    await it
      .as('xu')
      .refusal(enterClaim, { ...forged, body: { ...forged.body, signatureB64: body.body.signatureB64 } }),
  ).toBe('wrongSignature')
  const shown = await seen(it, first)
  expect(findingsOf(shown.evidence)).toEqual([])
  expect(shown.evidence.tip).toBeNull()
  const run = await made(it, [first], { fund: 'strikes' })
  expect(await runStepped(it, 'xing', run, 'check')).toBe('checked')
  await runStepped(it, 'xu', run, 'hand')
  await answered(it, run, await answersTo(it, run))
  expect((await seen(it, first)).evidence.payable.state).toBe('paid')
  await books(it)
})

test('lists say what stands where and whose turn it is, a page at a time', async () => {
  const counts = await it.as('xing').done(countPayables, { params: {} })
  expect(counts).toMatchObject({ states: { paid: 3, open: 1 }, runs: { done: 4, made: 0 }, mine: 0 })
  const { rows, next } = await it.as('fang').done(listPayables, { params: { state: 'paid', fund: 'tips' } })
  expect([rows.length, next]).toEqual([2, null])
  const { number, reporter } = rows[0] ?? {}
  for (const part of [number, reporter]) {
    const found = await it.as('xu').done(listPayables, { params: { number: String(part) } })
    expect(found.rows.map((row) => row.number)).toContain(number)
  }
  const all = await it.as('xu').done(listRuns, { params: {} })
  expect(all.rows.map((row) => [row.kind, row.state, row.checker?.name])).toEqual([
    ['bank', 'done', 'staff.xing'],
    ['cash', 'done', 'staff.xing'],
    ['bank', 'done', 'staff.xing'],
    ['bank', 'done', 'staff.xing'],
  ])
  const later = await it.as('xu').done(listRuns, { params: { after: all.rows[1]?.number ?? '' } })
  expect(later.rows.map((row) => row.number)).toEqual(all.rows.slice(2).map((row) => row.number))
  await it.as('xu').done(tracePaymentPrint, { params: { run: all.rows[0]?.run ?? '' } })
  expect(await deeds('print-payment')).toBe(1)
})

test('nobody outside finance, approval and audit looks at what is owed', async () => {
  expect(await it.as('lin').refusal(listPayables, { params: {} })).toBe('notPermitted')
  expect(await it.as('zheng').refusal(listPayables, { params: {} })).toBe('notPermitted')
  expect(await it.as('fang').refusal(makeRun, await runOf(it, [owed.payable], { by: 'fang' }))).toBe('notPermitted')
})

test('no account, word, name or voucher stands in a table or in what the server prints', async () => {
  const { owner } = it.world.database
  const tables = await owner<{ name: string }[]>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`
  const secrets = [ACCOUNT, '符某某', '中国银行三亚分行', '红灯', '蓝灯']
  for (const { name } of tables) {
    const rows = JSON.stringify(await owner`select t::text from ${owner(name)} t`)
    for (const secret of secrets) expect(rows.includes(secret), `${secret} in ${name}`).toBe(false)
  }
  const printed = JSON.stringify(it.world.logs)
  for (const secret of secrets) expect(printed).not.toContain(secret)
})
