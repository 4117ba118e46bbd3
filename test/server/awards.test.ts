import { afterAll, beforeAll, expect, test } from 'vitest'
import { awardsOfCase, awardsOfTip } from '#contract/award-lists.ts'
import { prepareAward, proposeAward, proposeStrike, stepAward } from '#contract/awards.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import type { TakenStep } from '#contract/rewards/may-step.ts'
import { relateTips } from '#contract/triage.ts'
import { fromB64 } from '#seal/b64.ts'
import { open } from '#seal/open.ts'
import { isSignedStep } from '#seal/signing.ts'
import {
  DENY,
  GRANT,
  participant,
  proposal,
  proposed,
  seen,
  startAwards,
  stepOn,
  stepped,
  strikeProposal,
  type AwardsWorld,
  type Person,
} from './awards-world.ts'

let it: AwardsWorld
beforeAll(async () => {
  it = await startAwards()
})
afterAll(() => it.stop())

/** A tip with its cracked case. */
async function solved(grams = '1000'): Promise<{ case: string; tip: string }> {
  const tip = await it.accepted()
  return { case: await it.cracked([tip], { grams }), tip }
}
const ofCase = (caseId: string) => it.as('lin').done(awardsOfCase, { params: { case: caseId } })

test('an award below the limit goes from the desk over review and one approval to the money', async () => {
  const at = await solved()
  const prepared = await it.as('lin').done(prepareAward, { params: at })
  expect(prepared).toMatchObject({
    version: 1,
    existing: null,
    hurdles: [],
    waiting: 0,
    answered: { 'case-filed': true, 'case-cracked': true, 'suspect-caught': false },
    takenFen: { case: '0' },
    references: [{ recordNumber: '称字〔2026〕第19号', confirmed: { by: { name: 'staff.wang' } } }],
    tip: { as: 'origin', isBeforeAction: true, place: 'first', shareLeft: 10_000, log: { leaf: null } },
  })
  expect(prepared.recipients.map(({ desk }) => desk.nameZh)).toEqual(['city', 'rewards', 'audit'])
  const award = await proposed(it, at)
  expect(await stepped(it, 'zheng', award, 'review')).toBe('reviewed')
  expect(await stepped(it, 'he', award, 'approve')).toBe('approved')
  expect(await stepped(it, 'xu', award, 'fund')).toBe('granted')
  const read = await seen(it, 'lin', award)
  expect(read).toMatchObject({ state: 'granted', totalFen: '2000000', needsSecond: false, rulesSwitched: null })
  expect(read.factsChanged).toEqual([])
  expect(read.claim?.until).toMatch(/^20\d\d-\d\d-\d\d$/)
  expect(read.steps.map(({ step, seq, by }) => [step, seq, by.name])).toEqual([
    ['propose', 0, 'staff.lin'],
    ['review', 1, 'staff.zheng'],
    ['approve', 2, 'staff.he'],
    ['fund', 3, 'staff.xu'],
  ])
})

test('every step can be verified from what the page gets, and the reasons open only as what they are', async () => {
  const award = await proposed(it, await solved())
  await stepped(it, 'zheng', award, 'review')
  const { versions, steps } = await seen(it, 'he', award)
  expect(digestOf(versions[0]?.content)).toBe(versions[0]?.digest)
  for (const { version, step, digest, signatureB64, signPublicB64 } of steps)
    expect(isSignedStep(fromB64(signPublicB64 ?? ''), { award, version, step, digest }, fromB64(signatureB64))).toBe(
      true,
    )
  const sealed = fromB64(versions[0]?.groundsB64 ?? '')
  const at = { tip: award, kind: 'award-grounds', seq: 1 } as const
  for (const desk of ['city', 'rewards', 'audit'] as const)
    expect(await open(sealed, [it.desks[desk].pair.identity], at)).toMatchObject({ is: 'opened' })
  expect(await open(sealed, [it.desks.finance.pair.identity], at)).toMatchObject({ is: 'notForUs' })
})

test('an award above the limit waits for a second leader', async () => {
  const award = await proposed(it, await solved('20000'))
  await stepped(it, 'zheng', award, 'review')
  expect(await stepped(it, 'he', award, 'approve')).toBe('approved-once')
  expect(await stepped(it, 'he', award, 'approve-second')).toBe('twoHands')
  expect(await stepped(it, 'qiu', award, 'approve-second')).toBe('approved')
  expect(await stepped(it, 'xu', award, 'fund')).toBe('granted')
  expect(await seen(it, 'lin', award)).toMatchObject({ totalFen: '10000000', needsSecond: true })
})

test('a denial ends with the approval, pays nothing and needs no money', async () => {
  const award = await proposed(it, await solved(), DENY)
  await stepped(it, 'zheng', award, 'review')
  expect(await stepped(it, 'he', award, 'approve')).toBe('denied')
  expect(await stepped(it, 'xu', award, 'fund')).toBe('awardMoved')
  const { versions, totalFen, kind } = await seen(it, 'he', award)
  expect({ totalFen, kind }).toEqual({ totalFen: '0', kind: 'deny' })
  expect(versions[0]?.content).toMatchObject({ denial: 'condition', assessment: { lines: [], totalFen: '0' } })
})

test('what was sent back begins again with a new version, which the same people may step on', async () => {
  const at = await solved()
  const award = await proposed(it, at)
  await stepped(it, 'zheng', award, 'review')
  const back = await stepOn(it, 'he', award, 'return')
  expect(await it.as('he').done(stepAward, back)).toEqual({ state: 'returned' })
  const sealed = fromB64(back.body.sealedB64 ?? '')
  const { steps } = await seen(it, 'lin', award)
  expect(steps.at(-1)).toMatchObject({ step: 'return', sealedB64: back.body.sealedB64 })
  expect(
    await open(sealed, [it.desks.city.pair.identity], { tip: award, kind: 'award-reason', seq: back.body.seq }),
  ).toMatchObject({ is: 'opened' })
  const prepared = await it.as('lin').done(prepareAward, { params: at })
  expect(prepared).toMatchObject({ award, version: 2, existing: { state: 'returned', version: 1 }, hurdles: [] })
  await proposed(it, at, { share: 5000 })
  await walk(award)
  const read = await seen(it, 'lin', award)
  expect(read).toMatchObject({ state: 'granted', totalFen: '1000000' })
  expect(read.versions.map(({ version }) => version)).toEqual([2, 1])
  expect(read.steps.map(({ seq, step, version }) => [seq, step, version])).toEqual([
    [0, 'propose', 1],
    [1, 'review', 1],
    [2, 'return', 1],
    [3, 'propose', 2],
    [4, 'review', 2],
    [5, 'approve', 2],
    [6, 'fund', 2],
  ])
  expect(read.nextSeq).toBe(7)
})

test('the desk takes an award back with a reason, and its number stays its own', async () => {
  const at = await solved()
  const award = await proposed(it, at)
  const { number } = await seen(it, 'lin', award)
  expect(await stepped(it, 'wang', award, 'withdraw')).toBe('withdrawn')
  expect(await stepped(it, 'zheng', award, 'review')).toBe('awardMoved')
  await proposed(it, at)
  expect(await seen(it, 'lin', award)).toMatchObject({
    number,
    state: 'proposed',
    versions: [{ version: 2 }, { version: 1 }],
  })
})

test('the same request again changes nothing', async () => {
  const sent = await proposal(it, await solved())
  const [first, second] = await Promise.all([1, 2].map(() => it.as('lin').done(proposeAward, sent)))
  expect(second).toEqual(first)
  expect(await it.as('lin').done(proposeAward, sent)).toEqual(first)
  const award = sent.params.award
  const review = await stepOn(it, 'zheng', award, 'review')
  const atOnce = await Promise.all([1, 2].map(() => it.as('zheng').done(stepAward, review)))
  expect(atOnce).toEqual([{ state: 'reviewed' }, { state: 'reviewed' }])
  expect(await it.as('zheng').done(stepAward, review)).toEqual({ state: 'reviewed' })
  await stepped(it, 'he', award, 'approve')
  expect(await it.as('zheng').done(stepAward, review)).toEqual({ state: 'approved' })
  expect((await seen(it, 'lin', award)).steps).toHaveLength(3)
})

test('several tips of a case share it, and together they take no more than the whole', async () => {
  const [one, other] = [await it.accepted(), await it.accepted()]
  const caseId = await it.cracked([one, other])
  await proposed(it, { case: caseId, tip: one }, { share: 7000 })
  const prepared = await it.as('lin').done(prepareAward, { params: { case: caseId, tip: other } })
  expect(prepared).toMatchObject({
    takenFen: { case: '1400000' },
    tip: { shareLeft: 3000, others: [{ tip: one, award: { share: 7000 } }] },
  })
  const tooMuch = await proposal(it, { case: caseId, tip: other }, { share: 3001 })
  expect(await it.as('lin').refusal(proposeAward, tooMuch)).toBe('shareExceeded')
  await proposed(it, { case: caseId, tip: other }, { share: 3000 })
  const { rows, shareLeft } = await ofCase(caseId)
  expect(rows.map(({ share, totalFen }) => [share, totalFen])).toEqual([
    [7000, '1400000'],
    [3000, '600000'],
  ])
  expect(shareLeft).toBe(0)
})

test('tips that were sent jointly get one reward, which both pages show', async () => {
  const [one, other] = [await it.accepted(), await it.accepted()]
  const caseId = await it.cracked([one, other])
  const award = await proposed(it, { case: caseId, tip: one }, { joint: [other] })
  const rows = await it.as('lin').done(awardsOfTip, { params: { tip: other } })
  expect(rows.rows).toMatchObject([{ award, joint: [other] }])
  const prepared = await it.as('lin').done(prepareAward, { params: { case: caseId, tip: other } })
  expect(prepared.hurdles).toContain('awardedAlready')
  expect(await it.as('lin').refusal(proposeAward, await proposal(it, { case: caseId, tip: other }, { share: 1 }))).toBe(
    'awardedAlready',
  )
})

test('of two reports of the same the one that was accepted later gets what a person decides, and never counts as the first', async () => {
  const [one, other] = [await it.accepted(), await it.accepted()]
  await it.as('lin').done(relateTips, { params: { tip: one, other }, body: { as: 'duplicate' } })
  const at = { case: await it.cracked([one, other]), tip: other }
  const prepared = await it.as('lin').done(prepareAward, { params: at })
  expect(prepared.tip).toMatchObject({ place: 'later', others: [{ tip: one, duplicate: 'first' }] })
  expect(await it.as('lin').refusal(proposeAward, await proposal(it, at))).toBe('notFirst')
  expect(await it.as('lin').refusal(proposeAward, await proposal(it, at, { place: 'later', share: 1 }))).toBe(
    'pointsOpen',
  )
  const denied = { ...DENY, denial: 'not-first', conditions: GRANT.conditions } as const
  await proposed(it, at, denied)
})

test('those who took part get theirs from a fund of their own, by the same way', async () => {
  const { case: caseId } = await solved()
  const sent = await strikeProposal(it, caseId, { participants: [participant(), unit] })
  const { number } = await it.as('lin').done(proposeStrike, sent)
  expect(number).toMatch(/^DJ-20\d\d-0001$/)
  const award = sent.params.award
  await walk(award)
  const read = await seen(it, 'xu', award)
  expect(read).toMatchObject({ fund: 'strikes', state: 'granted', totalFen: '800000', notify: null, tip: null })
  expect((await ofCase(caseId)).rows).toMatchObject([{ fund: 'strikes', participants: 2, tip: null, share: null }])
})

const unit = participant({ kind: 'unit', name: '吉阳区缉毒大队', unit: null, fen: '500000', payees: [] })

/** Takes the three steps that an award below the limit needs. */
async function walk(award: string): Promise<void> {
  const steps = { zheng: 'review', he: 'approve', xu: 'fund' } as const
  for (const [by, step] of Object.entries(steps) as [Person, TakenStep][]) await stepped(it, by, award, step)
}
