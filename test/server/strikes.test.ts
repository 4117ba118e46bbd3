import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareAward, proposeAward, proposeStrike } from '#contract/awards.ts'
import { makeCase } from '#contract/cases.ts'
import type { Participant } from '#contract/rewards/content.ts'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import { payeeTokensOf } from '#seal/payee-tokens.ts'
import { dayInSanya } from '#server/tips/day.ts'
import {
  enterRules,
  participant,
  proposal,
  proposed,
  seen,
  startAwards,
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

const UNIT: Participant = participant({ kind: 'unit', name: '吉阳分局', unit: null, fen: '1000000', payees: [] })
const YEAR = dayInSanya(new Date()).slice(0, 4)

/** What stands for a phone in a case, under a key that all investigation desks share. */
const tokens = (caseId: string, phone: string): string[] =>
  payeeTokensOf(Buffer.alloc(32, 7).toString('base64'), caseId, { phones: [phone], idNumbers: [] })

/** Proposes for those who took part; the award and its number, or why not. */
async function strike(
  caseId: string,
  participants: Participant[],
  by: Person = 'lin',
): Promise<{ award: string; said: string; field: string | undefined }> {
  const sent = await strikeProposal(it, caseId, { participants }, by)
  const answer = await it.as(by).call(proposeStrike, sent)
  if (answer.is === 'unreachable') throw new Error('unreachable')
  const said = answer.is === 'done' ? answer.reply.number : answer.refusal
  return { award: sent.params.award, said, field: answer.is === 'refused' ? answer.body.field : undefined }
}
/** The way of an award as far as these people bring it; what each step led to. */
async function along(award: string, ...steps: [Person, Parameters<typeof stepped>[3]][]): Promise<string[]> {
  const states: string[] = []
  for (const [by, step] of steps) states.push(await stepped(it, by, award, step))
  return states
}

describe('the way of a reward for those who took part', () => {
  test('it goes through the same hands as that of a tip, with a number and a fund of its own', async () => {
    const tip = await it.accepted()
    const caseId = await it.cracked([tip])
    const { award, said } = await strike(caseId, [UNIT, participant({ staff: it.people.wang.id, kind: 'officer' })])
    expect(said).toBe(`DJ-${YEAR}-0001`)
    expect(await along(award, ['zheng', 'review'], ['he', 'approve'], ['xu', 'fund'])).toEqual([
      'reviewed',
      'approved',
      'granted',
    ])
    expect(await seen(it, 'fang', award)).toMatchObject({ fund: 'strikes', totalFen: '1300000', needsSecond: false })
    const { takenFen } = await it.as('lin').done(prepareAward, { params: { case: caseId, tip } })
    expect(takenFen).toEqual({ case: '0', year: '0' })
    expect((await seen(it, 'lin', await proposed(it, { case: caseId, tip }))).number).toBe(`JL-${YEAR}-0001`)
  })

  test('above the limit the total needs a second leader, however it is shared out', async () => {
    const parts = [UNIT, { ...UNIT, name: '天涯分局', fen: '4000001' }]
    const { award } = await strike(await it.cracked([]), parts)
    expect(await along(award, ['zheng', 'review'], ['he', 'approve'], ['he', 'approve-second'])).toEqual([
      'reviewed',
      'approved-once',
      'twoHands',
    ])
    expect(await along(award, ['qiu', 'approve-second'], ['xu', 'fund'])).toEqual(['approved', 'granted'])
  })

  test('a case has one of them, and nobody else can put forward another', async () => {
    const caseId = await it.cracked([])
    const { award } = await strike(caseId, [UNIT])
    const again = await strikeProposal(it, caseId, { participants: [UNIT] }, 'wang')
    const other = { ...again, params: { award: randomUUID() } }
    const answer = await it.as('wang').call(proposeStrike, other)
    expect(answer).toMatchObject({ is: 'refused', refusal: 'awardedAlready' })
    expect(again.params.award).toBe(award)
  })

  test('a case that is not cracked has none: nobody knows yet which rules hold', async () => {
    const body = {
      id: randomUUID(),
      title: '未破案件',
      filedAs: null,
      level: 'ordinary',
      category: 'dealing',
      officers: [it.people.lin.id],
      openedAt: new Date().toISOString(),
      narrative: null,
      links: [],
    } as const
    await it.as('lin').done(makeCase, {
      params: { desk: it.desks.city.id },
      body: { ...body, officers: [...body.officers], links: [] },
    })
    const prepared = await it.as('lin').done(prepareAward, { params: { case: body.id } })
    expect(prepared).toMatchObject({ rules: null, existing: null })
    expect(prepared.hurdles).toContain('caseHasNoAction')
  })

  test('finance sees who gets how much, and neither the case nor the sealed reasons', async () => {
    const { award } = await strike(await it.cracked([]), [UNIT])
    const { versions, case: of, references } = await seen(it, 'xu', award)
    expect(versions[0]?.content).toMatchObject({ participants: [{ name: '吉阳分局', fen: '1000000' }] })
    expect([versions[0]?.groundsB64, of, references]).toEqual([null, null, []])
    expect((await seen(it, 'zheng', award)).versions[0]?.groundsB64).not.toBeNull()
  })
})

describe('who took part decides nothing', () => {
  test.for<[Person, 'review' | 'approve' | 'fund', [Person, 'review' | 'approve'][]]>([
    ['zheng', 'review', []],
    ['he', 'approve', [['zheng', 'review']]],
    [
      'xu',
      'fund',
      [
        ['zheng', 'review'],
        ['he', 'approve'],
      ],
    ],
  ])('%s cannot %s what they get a part of', async ([person, step, before]) => {
    const took = participant({ kind: 'officer', staff: it.people[person].id })
    const { award } = await strike(await it.cracked([]), [took])
    await along(award, ...before)
    expect((await seen(it, person, award)).mine).toContainEqual({ step, refused: 'handledTip' })
    expect(await stepped(it, person, award, step)).toBe('handledTip')
  })
})

describe('nobody gets both rewards of a case', () => {
  test('who was rewarded for the tip is refused among those who took part, until that award is taken back', async () => {
    const tip = await it.accepted()
    const caseId = await it.cracked([tip])
    const payees = tokens(caseId, '+8613900000024')
    const forTip = await proposed(it, { case: caseId, tip }, { payees })
    expect((await strike(caseId, [UNIT, participant({ payees })])).said).toBe('personTwice')
    expect(await stepped(it, 'lin', forTip, 'withdraw')).toBe('withdrawn')
    expect((await strike(caseId, [UNIT, participant({ payees })])).said).toMatch(/^DJ-/)
    const again = await it.as('lin').call(proposeAward, await proposal(it, { case: caseId, tip }, { payees }))
    expect(again).toMatchObject({ is: 'refused', refusal: 'personTwice' })
  })

  test('who took part is refused as the reporter, and somebody else is not', async () => {
    const tip = await it.accepted()
    const caseId = await it.cracked([tip])
    await strike(caseId, [participant({ payees: tokens(caseId, '+8613900000024') })])
    const both = await proposal(it, { case: caseId, tip }, { payees: tokens(caseId, '+8613900000024') })
    expect(await it.as('lin').call(proposeAward, both)).toMatchObject({ is: 'refused', refusal: 'personTwice' })
    await proposed(it, { case: caseId, tip }, { payees: tokens(caseId, '+8613900000025') })
  })

  test('the same person in two cases is nobody’s business', async () => {
    const tip = await it.accepted()
    const [one, other] = [await it.cracked([tip]), await it.cracked([])]
    await proposed(it, { case: one, tip }, { payees: tokens(one, '+8613900000024') })
    expect((await strike(other, [participant({ payees: tokens(other, '+8613900000024') })])).said).toMatch(/^DJ-/)
  })

  test('and nobody stands twice in one list', async () => {
    const caseId = await it.cracked([])
    const payees = tokens(caseId, '+8613900000024')
    const twice = [participant({ payees }), participant({ name: '李秀', payees })]
    expect((await strike(caseId, twice)).said).toBe('personTwice')
    expect((await strike(caseId, [UNIT, { ...UNIT }])).said).toBe('personTwice')
  })
})

test('what is wrong with a line is refused, and the line is named', async () => {
  const caseId = await it.cracked([])
  for (const wrong of [{ payees: [] }, { unit: null }, { fen: '0' }, { row: 'of-no-tariff' }])
    expect(await strike(caseId, [UNIT, participant(wrong)])).toMatchObject({
      said: 'invalidInput',
      field: 'choice.participants.1',
    })
})

// Last: it changes the rules for every case that is cracked from today on.
test('with a tariff everybody is paid by a row and within its bounds, and the year’s cap of the tips is not theirs', async () => {
  const sourced = { source: '测试', certainty: 'default' as const }
  const tariff: RuleSet = {
    ...it.rules,
    code: 'TEST-STRIKES-1',
    caps: { ...it.rules.caps, year: { fen: '1', ...sourced } },
    strikeRows: [
      { id: 'person', zh: '个人', en: 'A person', for: 'person', minFen: '100000', maxFen: '500000', ...sourced },
    ],
  }
  await enterRules(it.world.database.owner, tariff, dayInSanya(new Date()))
  const caseId = await it.cracked([])
  const paid = (more: Partial<Participant>): Participant => participant({ row: 'person', ...more })
  for (const wrong of [
    paid({ row: null }),
    paid({ fen: '99999' }),
    paid({ fen: '500001' }),
    { ...UNIT, row: 'person' },
  ])
    expect((await strike(caseId, [wrong])).said).toBe('invalidInput')
  const { award, said } = await strike(caseId, [paid({ fen: '500000' })])
  expect(said).toMatch(/^DJ-/)
  expect(await along(award, ['zheng', 'review'], ['he', 'approve'], ['xu', 'fund'])).toContain('granted')
})
