import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareAward, proposeAward, proposeStrike, readAward, stepAward } from '#contract/awards.ts'
import { linkTip, unlinkTip } from '#contract/cases.ts'
import { openTip } from '#contract/tips.ts'
import type { TipChoice } from '#contract/rewards/choice.ts'
import { allot } from '../db/budgets.ts'
import {
  DENY,
  enterRules,
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
} from './awards-world.ts'

let it: AwardsWorld
beforeAll(async () => {
  it = await startAwards()
})
afterAll(() => it.stop())

type At = { case: string; tip: string }
async function solved(more: Parameters<AwardsWorld['cracked']>[1] = {}): Promise<At> {
  const tip = await it.accepted()
  return { case: await it.cracked([tip], more), tip }
}
/** Why a proposal is refused. */
const refused = async (at: At, change: Partial<TipChoice> = {}): Promise<string> =>
  it.as('lin').refusal(proposeAward, await proposal(it, at, change))
const hurdles = async (at: At) => (await it.as('lin').done(prepareAward, { params: at })).hurdles

test('nobody takes two steps of one award, also not in a later version', async () => {
  const at = await solved()
  const award = await proposed(it, at)
  const both = await it.as('lin').done(readAward, { params: { award } })
  expect(both.mine).toEqual([{ step: 'withdraw', refused: null }])
  await stepped(it, 'zheng', award, 'review')
  await stepped(it, 'he', award, 'return')
  // zheng is made an approver meanwhile.
  const { owner } = it.world.database
  await owner`update desk_members set role = 'approver' where staff_id = ${it.people.zheng.id}`
  await proposed(it, at)
  await stepped(it, 'zhao', award, 'review')
  expect((await seen(it, 'zheng', award)).mine).toContainEqual({ step: 'approve', refused: 'twoHands' })
  expect(await stepped(it, 'zheng', award, 'approve')).toBe('twoHands')
  await owner`update desk_members set role = 'reviewer' where staff_id = ${it.people.zheng.id}`
})

test('who worked on the tip, or on one that was sent jointly, does not decide about it', async () => {
  const at = await solved()
  const joint = await it.accepted()
  await it
    .as('lin')
    .done(linkTip, { params: { case: at.case }, body: { tip: joint, as: 'origin', seq: 1, whySealedB64: null } })
  const award = await proposed(it, at, { joint: [joint] })
  const { owner } = it.world.database
  await owner`insert into desk_members (desk_id, staff_id, role)
    values (${it.desks.city.id}, ${it.people.zhao.id}, 'investigator')`
  await it.as('zhao').done(openTip, { params: { tip: joint } })
  await owner`delete from desk_members where desk_id = ${it.desks.city.id} and staff_id = ${it.people.zhao.id}`
  expect((await seen(it, 'zhao', award)).mine).toContainEqual({ step: 'review', refused: 'handledTip' })
  expect(await stepped(it, 'zhao', award, 'review')).toBe('handledTip')
  expect(await stepped(it, 'zheng', award, 'review')).toBe('reviewed')
})

test('a step on what is not there any more is refused, whatever it was signed for', async () => {
  const at = await solved()
  const award = await proposed(it, at)
  const stale = await stepOn(it, 'zheng', award, 'review')
  await stepped(it, 'lin', award, 'withdraw')
  await proposed(it, at, { share: 9000 })
  expect(await it.as('zheng').refusal(stepAward, stale)).toBe('awardMoved')
  const digest = stale.body.digest
  const signatureB64 = it.as('zheng').signatureB64({ award, version: 2, step: 'review', digest })
  const other = { ...stale, body: { ...stale.body, version: 2, signatureB64 } }
  expect(await it.as('zheng').refusal(stepAward, other)).toBe('awardMoved')
})

test('of two leaders who approve at the same moment one is told that the award has moved', async () => {
  const award = await proposed(it, await solved())
  await stepped(it, 'zheng', award, 'review')
  const [he, qiu] = [await stepOn(it, 'he', award, 'approve'), await stepOn(it, 'qiu', award, 'approve')]
  const came = await Promise.all([it.as('he').call(stepAward, he), it.as('qiu').call(stepAward, qiu)])
  const words = came.map((answer) => (answer.is === 'refused' ? answer.refusal : answer.is)).toSorted()
  expect(words).toEqual(['awardMoved', 'done'])
  expect((await seen(it, 'lin', award)).steps.filter(({ step }) => step === 'approve')).toHaveLength(1)
})

test('an outcome that is corrected after the review stops the award, and is named; sending back still works', async () => {
  const at = await solved()
  const award = await proposed(it, at)
  await stepped(it, 'zheng', award, 'review')
  const [pinned] = (await seen(it, 'he', award)).references
  const corrected = await it.outcome(at.case, '999.99', pinned?.outcome)
  const read = await seen(it, 'he', award)
  expect(read.factsChanged).toEqual([
    { outcome: pinned?.outcome, is: 'gone', kind: 'seizure' },
    { outcome: corrected, is: 'new', kind: 'seizure' },
  ])
  expect(read.mine).toEqual([
    { step: 'approve', refused: 'factsChanged' },
    { step: 'return', refused: null },
  ])
  expect(await stepped(it, 'he', award, 'approve')).toBe('factsChanged')
  expect(await stepped(it, 'he', award, 'return')).toBe('returned')
  await proposed(it, at)
  expect(await seen(it, 'he', award)).toMatchObject({ totalFen: '200000', factsChanged: [] })
})

test('after it was granted a corrected outcome is shown, and a new version is the way on', async () => {
  const at = await solved()
  const award = await proposed(it, at)
  await stepped(it, 'zheng', award, 'review')
  await stepped(it, 'he', award, 'approve')
  await stepped(it, 'xu', award, 'fund')
  const added = await it.outcome(at.case, '9000')
  expect(await seen(it, 'fang', award)).toMatchObject({
    state: 'granted',
    factsChanged: [{ outcome: added, is: 'new', kind: 'seizure' }],
  })
  await proposed(it, at)
  expect(await seen(it, 'lin', award)).toMatchObject({ state: 'proposed', totalFen: '5000000', grantedAt: null })
})

test('an award is not approved past the fund of the year; once there is enough, it is', async () => {
  const award = await proposed(it, await solved())
  await stepped(it, 'zheng', award, 'review')
  const { owner } = it.world.database
  const [there] = await owner`select -a.balance as fen, a.year from ledger_accounts a
    where a.fund = 'tips' and a.account = 'available' and a.year = extract(year from sanya_day(now()))`
  const year = Number(there?.['year'])
  const keepers = { enters: it.people.xu.id, confirms: it.people.fang.id }
  const taken = await allot(owner, keepers, { fund: 'tips', year, fen: `-${there?.['fen']}` })
  expect(await stepped(it, 'he', award, 'approve')).toBe('fundExceeded')
  expect((await seen(it, 'he', award)).state).toBe('reviewed')
  await allot(owner, keepers, { fund: 'tips', year, fen: String(there?.['fen']), reverses: taken })
  expect(await stepped(it, 'he', award, 'approve')).toBe('approved')
})

test('a proposal that was put together before an outcome changed is not what the records give', async () => {
  const at = await solved()
  const sent = await proposal(it, at)
  await it.outcome(at.case, '10')
  expect(await it.as('lin').refusal(proposeAward, sent)).toBe('assessmentDiffers')
})

test('what is signed for something else, or by somebody else, is no signature', async () => {
  const at = await solved()
  const sent = await proposal(it, at)
  const { version, digest } = sent.body
  const by = (person: 'lin' | 'wang', step: 'propose' | 'withdraw') =>
    it.as(person).signatureB64({ award: sent.params.award, version, step, digest })
  for (const signatureB64 of [by('wang', 'propose'), by('lin', 'withdraw')])
    expect(await it.as('lin').refusal(proposeAward, { ...sent, body: { ...sent.body, signatureB64 } })).toBe(
      'wrongSignature',
    )
  await it.as('lin').done(proposeAward, sent)
  const award = sent.params.award
  const review = await stepOn(it, 'zheng', award, 'review')
  const signatureB64 = it.as('zhao').signatureB64({ award, version, step: 'review', digest })
  expect(await it.as('zheng').refusal(stepAward, { ...review, body: { ...review.body, signatureB64 } })).toBe(
    'wrongSignature',
  )
})

test('the tip must be accepted before the first action, stand in the case, and the case be cracked', async () => {
  const late = await it.accepted()
  const at = { case: await it.cracked([late], { acted: new Date(Date.now() - 60_000) }), tip: late }
  expect(await hurdles(at)).toEqual(['acceptedTooLate'])
  expect(await refused(at)).toBe('acceptedTooLate')
  await proposed(it, at, { ...DENY, denial: 'accepted-too-late', conditions: GRANT.conditions })

  const reference = await solved({ as: 'reference' })
  expect(await hurdles(reference)).toEqual(['notLinked'])
  expect(await refused(reference)).toBe('notLinked')

  const gone = await solved()
  const sent = await proposal(it, gone)
  await it.as('lin').done(unlinkTip, { params: { case: gone.case, seq: 0 } })
  expect(await it.as('lin').refusal(proposeAward, sent)).toBe('notLinked')
  expect(await it.as('lin').refusal(prepareAward, { params: gone })).toBe('notLinked')
})

test('a grant meets every condition, a denial for a condition misses one, and nothing is left open', async () => {
  const at = await solved()
  expect(await refused(at, { conditions: DENY.conditions })).toBe('conditionsOpen')
  expect(await refused(at, { ...DENY, conditions: GRANT.conditions })).toBe('conditionsOpen')
  expect(await refused(at, { denial: 'condition' })).toBe('invalidInput')
  const open = await solved({ grams: '100000' })
  expect(await refused(open)).toBe('pointsOpen')
  const nothing = await solved({ grams: '0' })
  expect(await refused(nothing)).toBe('invalidInput')
  await proposed(it, nothing, { ...DENY, denial: 'nothing-in-the-rules', conditions: GRANT.conditions })
})

test('a tip has one award for a case, and an award id stays with its tip', async () => {
  const at = await solved()
  const award = await proposed(it, at)
  const again = await proposal(it, at)
  expect(await it.as('lin').refusal(proposeAward, again)).toBe('awardMoved')
  const another = { ...again, params: { award: randomUUID() } }
  expect(await it.as('lin').refusal(proposeAward, another)).toBe('awardedAlready')
  const other = await proposal(it, await solved())
  expect(await it.as('lin').refusal(proposeAward, { ...other, params: { award } })).toBe('awardNotFound')
})

test('nobody gets both rewards of a case, and nobody is named twice among those who took part', async () => {
  const at = await solved()
  const token = 'cd'.repeat(16)
  await proposed(it, at, { payees: [token] })
  const both = await strikeProposal(it, at.case, { participants: [participant({ payees: [token] })] })
  expect(await it.as('lin').refusal(proposeStrike, both)).toBe('personTwice')
  const twice = await strikeProposal(it, at.case, { participants: [participant(), participant({ name: '符阿弟' })] })
  expect(await it.as('lin').refusal(proposeStrike, twice)).toBe('personTwice')
  const nothing = await strikeProposal(it, at.case, { participants: [participant({ fen: '0' })] })
  expect(await it.as('lin').refusal(proposeStrike, nothing)).toBe('invalidInput')
})

test('who took part in a case does not decide about the reward for it', async () => {
  const at = await solved()
  const officer = participant({ kind: 'officer', name: '郑', staff: it.people.zheng.id })
  const sent = await strikeProposal(it, at.case, { participants: [officer] })
  await it.as('lin').done(proposeStrike, sent)
  expect(await stepped(it, 'zheng', sent.params.award, 'review')).toBe('handledTip')
  expect(await stepped(it, 'zhao', sent.params.award, 'review')).toBe('reviewed')
})

test('sending back and taking back need a sealed reason at its place; other steps have none', async () => {
  const award = await proposed(it, await solved())
  const back = await stepOn(it, 'zheng', award, 'return')
  const send = (body: Partial<typeof back.body>) =>
    it.as('zheng').refusal(stepAward, { ...back, body: { ...back.body, ...body } })
  expect(await send({ sealedB64: null })).toBe('reasonMissing')
  expect(await send({ sealedB64: Buffer.from('请补充理由').toString('base64') })).toBe('notSealed')
  expect(await send({ seq: back.body.seq + 1 })).toBe('placeTaken')
  const review = await stepOn(it, 'zheng', award, 'review')
  const withReason = { ...review, body: { ...review.body, sealedB64: back.body.sealedB64 } }
  expect(await it.as('zheng').refusal(stepAward, withReason)).toBe('invalidInput')
})

test('who has not registered a signing key is told to sign in again', async () => {
  const { owner } = it.world.database
  const award = await proposed(it, await solved())
  const review = await stepOn(it, 'zheng', award, 'review')
  await owner`alter table staff disable trigger final`
  const [kept] = await owner`select sign_public from staff where id = ${it.people.zheng.id}`
  await owner`update staff set sign_public = null where id = ${it.people.zheng.id}`
  expect(await it.as('zheng').refusal(stepAward, review)).toBe('signingKeyMissing')
  await owner`update staff set sign_public = ${kept?.['sign_public']} where id = ${it.people.zheng.id}`
  await owner`alter table staff enable trigger final`
})

test('a rule set that begins before the tip was accepted and is approved in between stops the award, and is named', async () => {
  const at = await solved()
  const award = await proposed(it, at)
  await stepped(it, 'zheng', award, 'review')
  await enterRules(it.world.database.owner, { ...it.rules, code: 'SY-2026-1' }, '2026-01-01')
  const read = await seen(it, 'he', award)
  expect(read.rules.document.code).toBe('SY-DEFAULT-1')
  expect(read.rulesSwitched).toMatchObject({ effectiveFrom: '2026-01-01' })
  expect(read.mine).toContainEqual({ step: 'approve', refused: 'rulesSwitched' })
  expect(await stepped(it, 'he', award, 'approve')).toBe('rulesSwitched')
  await stepped(it, 'he', award, 'return')
  await proposed(it, at)
  expect((await seen(it, 'he', award)).rules.document.code).toBe('SY-2026-1')
})
