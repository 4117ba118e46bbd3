import { sha256 } from '@noble/hashes/sha2.js'
import { beforeAll, expect, test } from 'vitest'
import type { ReadRun } from '#contract/runs.ts'
import type { RunStep } from '#contract/money/chain.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import { toB64, toHex } from '#seal/b64.ts'
import { accountTokenOf } from '#seal/account-token.ts'
import { keyPairOf } from '#seal/identities.ts'
import { seal } from '#seal/seal.ts'
import { signingKeyOf, signRunStep } from '#seal/signing.ts'
import { accountOf } from '../../../../web/office/src/payments/account-draft.ts'
import { accountFindings, lineFindings, tokenOf } from '../../../../web/office/src/payments/check-line.ts'
import { openSealed } from '../../../../web/office/src/payments/open-sealed.ts'
import { payableFiltersOf, payablesAddress } from '../../../../web/office/src/payments/payable-filters.ts'
import { runFiltersOf, runsAddress } from '../../../../web/office/src/payments/run-filters.ts'
import { contentOf, runFindings, sumFen } from '../../../../web/office/src/payments/run-content.ts'
import { draftOf, forgetDraft, newDraft, type Kept } from '../../../../web/office/src/payments/run-draft.ts'
import { bytes, claimContent, goodEvidence, member, PAYABLE } from './made-evidence.ts'

const RUN = '55555555-5555-4555-8555-555555555555'
const PAYMENT = '66666666-6666-4666-8666-666666666666'
const AT = '2026-03-12T02:05:00Z'
const ACCOUNT = '6222020200112233445'
const people = new Map<string, string>()
let good: ReadRun

/** A step of the batch, signed by somebody over a digest. */
function signedStep(step: RunStep, name: string, digest: string): ReadRun['steps'][number] {
  const key = signingKeyOf(people.get(name) ?? '')
  const signatureB64 = toB64(signRunStep(key, { run: RUN, step, digest }))
  return { step, by: { id: name, name }, at: AT, digest, signatureB64, signPublicB64: toB64(key.publicBytes) }
}
const line = {
  payment: PAYMENT,
  line: 1,
  payable: PAYABLE,
  award: PAYABLE,
  awardNumber: 'JL-2026-0001',
  participant: 0,
  name: null,
  reporter: '1234-5678',
  method: 'transfer',
  claimSeq: 1,
  claimDigest: 'ab'.repeat(32),
  fen: '30000',
  reference: 'JL00000000000001',
  state: 'reserved',
  since: AT,
  paidOn: null,
  receipt: null,
  outcomes: [],
  accountTokenB64: null,
  frozen: [],
} as const satisfies ReadRun['lines'][number]

beforeAll(async () => {
  for (const [seed, name] of ['许静', '邢若谷', '外人'].entries()) people.set(name, await member(seed + 40))
  const digest = digestOf(contentOf(RUN, 'bank', 'tips', [line]))
  good = {
    run: RUN,
    number: 'PC-2026-0001',
    kind: 'bank',
    fund: 'tips',
    state: 'checked',
    since: AT,
    count: 1,
    totalFen: '30000',
    digest,
    lines: [line],
    steps: [signedStep('make', '许静', digest), signedStep('check', '邢若谷', digest)],
    mine: [],
    mayEnterAnswers: false,
  }
})
const found = (run: ReadRun): string[] => runFindings(run).map(({ is }) => is)

test('a batch that two people signed over its lines has nothing against it', () => {
  expect(found(good)).toEqual([])
  expect(found({ ...good, state: 'made', steps: good.steps.slice(0, 1) })).toEqual([])
})

test('any line that is not the one that was signed is found', () => {
  for (const changed of [{ fen: '90000' }, { payable: RUN }, { claimDigest: 'cd'.repeat(32) }, { payment: RUN }]) {
    const lines = [{ ...line, ...changed }]
    expect(found({ ...good, lines, totalFen: sumFen(lines) })).toEqual(['digest'])
  }
  expect(found({ ...good, lines: [line, { ...line, line: 2 }] })).toEqual(['digest', 'total'])
  expect(found({ ...good, totalFen: '30001' })).toEqual(['total'])
})

test('lines are compared in their order, however they come', () => {
  const [one, two] = [line, { ...line, line: 2, payment: RUN, payable: PAYMENT }]
  const digest = digestOf(contentOf(RUN, 'bank', 'tips', [one, two]))
  const steps = [signedStep('make', '许静', digest)]
  const run = { ...good, state: 'made', count: 2, totalFen: '60000', digest, steps, lines: [two, one] } as const
  expect(found({ ...run, lines: [...run.lines] })).toEqual([])
})

test('a check that nobody gave, that the maker gave, or that stands under other lines is found', () => {
  const [made] = good.steps
  if (made === undefined) throw new Error('made')
  expect(found({ ...good, steps: [made] })).toEqual(['state'])
  expect(found({ ...good, steps: [made, signedStep('check', '许静', good.digest)] })).toEqual(['same-hand'])
  expect(found({ ...good, steps: [made, signedStep('check', '邢若谷', 'cd'.repeat(32))] })).toEqual(['step'])
  const forged = { ...signedStep('check', '外人', good.digest), signPublicB64: made.signPublicB64 }
  expect(runFindings({ ...good, steps: [made, forged] })).toEqual([
    { is: 'step', step: 'check', name: '外人', check: 'forged' },
  ])
  const keyless = { ...signedStep('check', '邢若谷', good.digest), signPublicB64: null }
  expect(runFindings({ ...good, steps: [made, keyless] })).toEqual([
    { is: 'step', step: 'check', name: '邢若谷', check: 'no-key' },
  ])
})

test('a line pays the newest claim, its sum and its way, or nothing', async () => {
  const content = claimContent({ method: 'transfer', sealedSha256: 'ab'.repeat(32), verifier: null })
  const evidence = await goodEvidence(content)
  const pinned = { payable: PAYABLE, claimDigest: digestOf(content), fen: '30000', accountTokenB64: null }
  const of = (more: object, kind: 'bank' | 'cash' = 'bank'): string[] =>
    lineFindings({ ...pinned, ...more }, kind, evidence).map(({ is }) => is)
  expect(of({})).toEqual([])
  expect(of({ claimDigest: 'cd'.repeat(32) })).toEqual(['claim-changed'])
  expect(of({ payable: RUN })).toEqual(['claim-changed'])
  expect(of({ fen: '30001' })).toEqual(['sum-changed'])
  expect(of({}, 'cash')).toEqual(['other-way'])
})

test('what stands for an account comes from the account that was opened, at any of the finance desks', async () => {
  const [desk, other] = await Promise.all([keyPairOf(bytes(70)), keyPairOf(bytes(71))])
  const details = {
    method: 'transfer',
    name: '吉大海',
    bank: '某银行三亚分行',
    account: ACCOUNT,
    idNumber: null,
  } as const
  const token = tokenOf(details, desk.identity)
  expect(token).toBe(toB64(accountTokenOf(desk.identity, ACCOUNT)))
  const pinned = { payable: PAYABLE, claimDigest: '', fen: '1', accountTokenB64: token }
  expect(accountFindings(pinned, details, [other.identity, desk.identity])).toEqual([])
  for (const [made, identities] of [
    [{ ...details, account: '6222020200112233446' }, [desk.identity]],
    [details, [other.identity]],
    [details, []],
  ] as const)
    expect(accountFindings(pinned, made, identities)).toEqual([{ check: 'line', is: 'account' }])
  expect(accountFindings({ ...pinned, accountTokenB64: null }, details, [desk.identity])).toHaveLength(1)
  const proxy = { method: 'proxy', name: '符少芬', idNumber: '11010519491231002X' } as const
  expect(accountFindings({ ...pinned, accountTokenB64: null }, proxy, [desk.identity])).toEqual([])
})

test('an envelope is opened only where it is exactly the one that was signed', async () => {
  const desk = await keyPairOf(bytes(72))
  const details = {
    method: 'transfer',
    name: '吉大海',
    bank: '某银行三亚分行',
    account: ACCOUNT,
    idNumber: null,
  } as const
  const sealedBytes = await seal({ tip: PAYABLE, kind: 'claim-details', seq: 1 }, details, [desk.recipient])
  const content = claimContent({ method: 'transfer', sealedSha256: toHex(sha256(sealedBytes)), verifier: null })
  const sealedB64 = toB64(sealedBytes)
  const open = (more: Partial<typeof content>, seq = 1, keys = [desk.identity]) =>
    openSealed(PAYABLE, seq, { ...content, ...more }, sealedB64, keys)
  expect(await open({})).toEqual({ is: 'opened', value: details })
  expect(await open({ sealedSha256: 'ab'.repeat(32) })).toEqual({ is: 'swapped' })
  expect(await open({}, 2)).toEqual({ is: 'damaged', why: 'place' })
  expect(await open({ method: 'proxy' })).toEqual({ is: 'damaged', why: 'format' })
  expect(await open({}, 1, [])).toEqual({ is: 'notForUs' })
  expect(await open({}, 1, [(await keyPairOf(bytes(73))).identity])).toEqual({ is: 'notForUs' })
})

test('the identifiers of a batch are kept before it is sent, and given back to no other batch', () => {
  const store = new Map<string, string>()
  const kept: Kept = {
    getItem: (key) => store.get(key) ?? null,
    setItem: (key, value) => void store.set(key, value),
    removeItem: (key) => void store.delete(key),
  }
  const made = newDraft(kept, 'bank', 'tips', [PAYABLE, RUN])
  expect(draftOf(kept, made.run)).toEqual(made)
  expect(new Set([made.run, ...made.lines.map(({ payment }) => payment)]).size).toBe(3)
  expect(draftOf(kept, RUN)).toBeNull()
  const [[key] = ['']] = store
  for (const other of [
    '',
    'null',
    '{',
    '[]',
    JSON.stringify({ ...made, run: RUN }),
    JSON.stringify({ ...made, lines: [] }),
  ]) {
    store.set(key, other)
    expect(draftOf(kept, made.run), other).toBeNull()
  }
  forgetDraft(kept, made.run)
  expect(store.size).toBe(0)
})

test('an account that is typed in is read in its normal form, twice the same, or says which field is wrong', () => {
  const typed = {
    name: ' 吉大海 ',
    bank: '某银行三亚分行',
    account: '6222 0202 0011 2233 445',
    again: ACCOUNT,
    idNumber: '',
  }
  expect(accountOf(typed)).toEqual({
    details: { method: 'transfer', name: '吉大海', bank: '某银行三亚分行', account: ACCOUNT, idNumber: null },
  })
  for (const [more, wrong] of [
    [{ name: ' ' }, { name: 'missing' }],
    [{ bank: '' }, { bank: 'missing' }],
    [{ account: '', again: '' }, { account: 'missing' }],
    [{ account: '12345' }, { account: 'form' }],
    [{ again: '6222020200112233446' }, { again: 'differs' }],
    [{ idNumber: '110105194912310021' }, { idNumber: 'form' }],
  ] as const)
    expect(accountOf({ ...typed, ...more })).toEqual({ wrong })
  expect(accountOf({ ...typed, idNumber: '11010519491231002x' })).toMatchObject({
    details: { idNumber: '11010519491231002X' },
  })
})

test('filters stand in the address, and what is unknown in one is left out', () => {
  const query = 'fund=tips&state=claimed&method=transfer&ready=bank&frozen=yes&overdue=yes&number=JL-2026'
  expect(payablesAddress(payableFiltersOf(new URLSearchParams(query)))).toBe(`/payments?${query}`)
  expect(payableFiltersOf(new URLSearchParams('fund=x&state=y&ready=z&frozen=no&after=1'))).toEqual({})
  const after = `1760000000000000.${PAYABLE}`
  expect(payableFiltersOf(new URLSearchParams({ after }))).toEqual({ after })
  expect(payablesAddress({ after, fund: 'tips' }, { fund: undefined })).toBe('/payments')
  expect(runFiltersOf(new URLSearchParams('state=made&kind=cash&turn=mine&after=PC-2026-0007&x=1'))).toEqual({
    state: 'made',
    kind: 'cash',
    turn: 'mine',
    after: 'PC-2026-0007',
  })
  expect(runsAddress({ kind: 'cash' }, { turn: 'mine' })).toBe('/payments/runs?kind=cash&turn=mine')
})
