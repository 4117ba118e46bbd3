import { beforeAll, expect, test } from 'vitest'
import type { Evidence } from '#contract/money/evidence.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import { toB64 } from '#seal/b64.ts'
import { signingKeyOf, signStep } from '#seal/signing.ts'
import { findingsOf, isSuspicious } from '../../../../web/office/src/payments/check-claim.ts'
import {
  AWARD,
  bytes,
  claimContent,
  claimed,
  goodEvidence,
  member,
  PAYABLE,
  publicOf,
  signed,
  signedAward,
  strikeEvidence,
  THIEF,
  tipContent,
  tipEvidence,
} from './made-evidence.ts'
import { reporterNumber } from '#contract/rewards/reporter.ts'

const who = { id: PAYABLE, name: '许静' }
let good: Evidence
let thiefTip: NonNullable<Evidence['tip']>
let otherLog: NonNullable<Evidence['tip']>
let thiefAward: Evidence['award']
let thirdKey: string

beforeAll(async () => {
  good = await goodEvidence()
  thiefTip = await tipEvidence(publicOf(THIEF))
  otherLog = await tipEvidence(publicOf(bytes(7)), 2)
  thiefAward = await signedAward(tipContent(reporterNumber(publicOf(THIEF))))
  thirdKey = await member(33)
})
const found = (evidence: Evidence): string[] =>
  findingsOf(evidence).map(({ check, is, ...more }) =>
    [check, is, 'alarm' in more ? more.alarm.is : null, 'cause' in more ? more.cause : null].filter(Boolean).join(' '),
  )
/** The same with another claim, signed anew by the reporter where nothing else is said. */
const withClaim = (claim: Partial<NonNullable<Evidence['claim']>>): Evidence => ({
  ...good,
  claim: good.claim && { ...good.claim, ...claim },
})
const withTip = (tip: Partial<NonNullable<Evidence['tip']>>): Evidence => ({
  ...good,
  tip: good.tip && { ...good.tip, ...tip },
})
const withEntry = (more: Partial<NonNullable<NonNullable<Evidence['tip']>['entry']>>): Evidence =>
  withTip({ entry: good.tip?.entry ? { ...good.tip.entry, ...more } : null })

test('an award that was approved, and claimed by whoever sent the tip, has nothing against it', () => {
  expect(found(good)).toEqual([])
})

test('one who took part is paid what the content gives them, claimed by a member of finance', async () => {
  const strike = await strikeEvidence()
  expect(found(strike)).toEqual([])
  expect(found({ ...strike, payable: { ...strike.payable, participant: 1 } })).toEqual(['sum sum'])
  expect(found({ ...strike, payable: { ...strike.payable, participant: 3 } })).toEqual(['sum sum'])
  const unknown = { ...strike, claim: strike.claim && { ...strike.claim, enteredBy: { ...who, signPublicB64: null } } }
  expect(found(unknown)).toEqual(['signature no-key'])
  expect(found({ ...strike, claim: strike.claim && { ...strike.claim, enteredBy: null } })).toEqual([
    'signature no-key',
  ])
})

test('a thief who puts their own claim key into the record of the tip is found by the commitment and by the number', () => {
  const content = claimContent()
  const swapped = {
    ...good,
    claim: claimed(content, THIEF),
    tip: good.tip && { ...good.tip, claimPublicB64: toB64(publicOf(THIEF)) },
  }
  expect(found(swapped)).toEqual(['key commitment', 'key reporter'])
})

test('a key swapped with the commitment and a path of the real log leads to another root', () => {
  const { entry } = thiefTip
  const claim = claimed(claimContent(), THIEF)
  const mixed = { ...thiefTip, entry: entry && { ...entry, note: good.tip?.entry?.note ?? '' } }
  expect(found({ ...good, claim, tip: mixed, award: thiefAward })).toEqual(['log entry'])
})

test('a thief who builds a log of their own, with their own tip in it, lacks the key of the log', () => {
  expect(found({ ...good, tip: otherLog })).toEqual(['log head'])
})

test('an own tip that really stands in the log does not take the award of another one: the approval names the reporter', () => {
  const own = { ...good, claim: claimed(claimContent(), THIEF), tip: thiefTip }
  expect(found(own)).toEqual(['key reporter'])
})

test('a tip that is another one than the approval names does not fit the commitment', async () => {
  const content = tipContent()
  const other = content.fund === 'tips' ? { ...content, tip: PAYABLE } : content
  expect(found({ ...good, award: await signedAward(other) })).toEqual(['key commitment'])
})

test('a voucher verifier that was copied from another claim breaks digest and signature', () => {
  const copied = claimContent({ verifier: 'cd'.repeat(32) })
  expect(found(withClaim({ content: copied }))).toEqual(['claim digest', 'signature forged'])
  expect(found(withClaim({ content: copied, digest: digestOf(copied) }))).toEqual(['signature forged'])
})

test('an account that was exchanged breaks the signature, too', async () => {
  const transfer = { method: 'transfer', verifier: null } as const
  const real = claimContent({ ...transfer, sealedSha256: '01'.repeat(32) })
  const evidence = await goodEvidence(real)
  expect(found(evidence)).toEqual([])
  const swapped = claimContent({ ...transfer, sealedSha256: '02'.repeat(32) })
  expect(found({ ...evidence, claim: { ...claimed(swapped), signatureB64: signed(real) } })).toEqual([
    'signature forged',
  ])
})

test('an edited amount is found wherever it was edited', () => {
  const payable = { ...good.payable, fen: '90000' }
  expect(found({ ...good, payable })).toEqual(['sum sum', 'claim other'])
  const claim = withClaim({ content: claimContent({ fen: '90000' }) }).claim
  expect(found({ ...good, payable, claim })).toEqual(['sum sum', 'claim digest', 'signature forged'])
  const [version] = good.award.versions
  if (version?.content.fund !== 'tips') throw new Error('of a tip')
  const content = { ...version.content, assessment: { ...version.content.assessment, totalFen: '90000' } }
  const award = { ...good.award, totalFen: '90000', versions: [{ ...version, content }] }
  expect(found({ ...good, payable, claim, award })).toEqual([
    'approval award digest',
    'claim digest',
    'signature forged',
  ])
  const hashed = { ...award, versions: [{ ...version, content, digest: digestOf(content) }] }
  const alarms = ['assessment', ...good.award.steps.map(() => 'step')].map((is) => `approval award ${is}`)
  expect(found({ ...good, payable, claim, award: hashed })).toEqual([...alarms, 'claim digest', 'signature forged'])
})

test('an older claim that is played again is not the newest, and under a new number not signed', () => {
  expect(found({ ...good, payable: { ...good.payable, claimSeq: 2 } })).toEqual(['claim old'])
  const renumbered = claimContent({ seq: 2 })
  const claim = { ...claimed(renumbered), signatureB64: signed(claimContent()) }
  expect(found({ ...good, payable: { ...good.payable, claimSeq: 2 }, claim })).toEqual(['signature forged'])
})

test('a claim of another award of the same reporter pays nothing here', () => {
  const other = { award: PAYABLE, payable: AWARD }
  expect(found({ ...good, claim: claimed(claimContent(other)) })).toEqual(['claim other'])
  expect(found({ ...good, claim: claimed(claimContent({ award: PAYABLE })) })).toEqual(['claim other'])
})

test('the whole award of somebody else in the place of this one does not stand for it', () => {
  const payable = { ...good.payable, award: PAYABLE }
  expect(found({ ...good, payable, claim: claimed(claimContent({ award: PAYABLE })) })).toEqual(['granted other-award'])
})

test('an approval that nobody gave, or somebody else gave, is found', () => {
  const { steps } = good.award
  const digest = good.award.versions[0]?.digest ?? ''
  const without = { ...good.award, steps: steps.filter(({ step }) => step !== 'approve') }
  expect(found({ ...good, award: without })).toEqual(['approval award head'])
  const over = { award: AWARD, version: 1, step: 'approve', digest } as const
  const forged = toB64(signStep(signingKeyOf(thirdKey), over))
  const award = {
    ...good.award,
    steps: steps.map((one) => (one.step === 'approve' ? { ...one, signatureB64: forged } : one)),
  }
  expect(found({ ...good, award })).toEqual(['approval award step'])
  const keyless = { ...good.award, steps: steps.map((one) => ({ ...one, signPublicB64: null })) }
  expect(found({ ...good, award: keyless })).toHaveLength(4)
})

test('what is not granted is not paid', () => {
  const steps = good.award.steps.filter(({ step }) => step !== 'fund')
  expect(found({ ...good, award: { ...good.award, state: 'approved', steps } })).toEqual(['granted not-granted'])
})

test('a path that is missing, cut or changed does not lead to the root; before the full hour there is none', () => {
  expect(found(withEntry({ pathB64: null }))).toEqual(['log entry'])
  expect(found(withEntry({ pathB64: good.tip?.entry?.pathB64?.slice(1) ?? [] }))).toEqual(['log entry'])
  expect(found(withEntry({ index: 3 }))).toEqual(['log entry'])
  expect(found(withEntry({ hour: 1_773_003_600 }))).toEqual(['log entry'])
  expect(found(withEntry({ note: '' }))).toEqual(['log head'])
  expect(found({ ...good, logKey: '' })).toEqual(['log head'])
  expect(found(withTip({ entry: null }))).toEqual(['log not-yet'])
})

test('a claim without its parts, without anybody, or given up is not paid', () => {
  expect(found({ ...good, claim: null })).toEqual(['claim none'])
  expect(found({ ...good, claim: claimed(claimContent({ verifier: null })) })).toEqual(['claim parts'])
  expect(found({ ...good, claim: claimed(claimContent({ sealedSha256: 'ab'.repeat(32) })) })).toEqual(['claim parts'])
  const declined = claimContent({ method: 'decline', verifier: null })
  expect(found({ ...good, claim: claimed(declined) })).toEqual(['claim declined'])
})

test('a member of staff cannot enter a claim for a reporter, whoever signs it', async () => {
  const { publicBytes, secretBytes } = signingKeyOf(thirdKey)
  const enteredBy = { ...who, signPublicB64: toB64(publicBytes) }
  expect(found(withClaim({ enteredBy, signatureB64: signed(claimContent(), secretBytes) }))).toEqual([
    'signature forged',
  ])
  expect(found(withClaim({ enteredBy }))).toEqual(['signature forged'])
})

test('a server that hides the tip does not make a member of staff the one who signs', async () => {
  const { publicBytes, secretBytes } = signingKeyOf(thirdKey)
  const enteredBy = { ...who, signPublicB64: toB64(publicBytes) }
  const claim = { ...claimed(claimContent(), secretBytes), enteredBy }
  expect(found({ ...good, claim, tip: null })).toEqual(['signature no-key', 'key no-tip'])
  const strike = await strikeEvidence()
  expect(found({ ...strike, tip: good.tip })).toEqual([])
})

test('what is held up says why, and is no suspicion; what was forged is one', () => {
  const held: Evidence = { ...good, freezes: [{ cause: 'vouchers' }, { cause: 'audit' }] }
  expect(found(held)).toEqual(['free frozen vouchers', 'free frozen audit'])
  expect(isSuspicious(findingsOf(held))).toBe(false)
  expect(found(withClaim({ isDisputed: true }))).toEqual(['free disputed'])
  expect(isSuspicious(findingsOf({ ...good, claim: null }))).toBe(false)
  expect(isSuspicious(findingsOf({ ...good, tip: otherLog }))).toBe(true)
})
