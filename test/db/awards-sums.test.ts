import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstOf, fresh, gone, inOrder, refused, stateIs, take, type About } from './awards-acts.ts'
import {
  ACCEPTED,
  acceptedTips,
  countedOutcome,
  crackedCase,
  propose,
  startRuledAwards,
  stateOf,
  strikeProposal,
  tipProposal,
  type AwardsWorld,
  type Content,
} from './awards-world.ts'

/** How much awards take, in which order they are given, and what happens when several come at once. */
let it: AwardsWorld
beforeAll(async () => {
  it = await startRuledAwards()
})
afterAll(() => it.stop())

describe('how much there is', () => {
  async function twoTips(): Promise<{ one: About; other: About }> {
    const [a = '', b = ''] = await acceptedTips(it, [ACCEPTED, ACCEPTED])
    const of = await crackedCase(it, [a, b])
    return { one: { tip: a, case: of }, other: { tip: b, case: of } }
  }

  test('the shares of a case are the whole at most; what was sent back leaves its share', async () => {
    const { one, other } = await twoTips()
    const first = await tipProposal(it, { ...one, share: 6000 })
    await propose(it.office, it.people.lin, first)
    expect(await refused(it, await tipProposal(it, { ...other, share: 4001 }))).toBe('LS028')
    const whole = await tipProposal(it, { ...other, share: 6000 })
    await take(it, 'return', first)
    await propose(it.office, it.people.lin, whole)
    expect(await refused(it, await tipProposal(it, { ...one, award: first.award, version: 2, share: 6000 }))).toBe(
      'LS028',
    )
    await propose(
      it.office,
      it.people.lin,
      await tipProposal(it, { ...one, award: first.award, version: 2, share: 4000 }),
    )
  })

  test('two shares that are proposed at once: one of them waits, and is refused', async () => {
    const { one, other } = await twoTips()
    const said = [await tipProposal(it, { ...one, share: 6000 }), await tipProposal(it, { ...other, share: 6000 })]
    const ends = await Promise.all(said.map((each) => stateOf(propose(it.office, it.people.lin, each))))
    expect(inOrder(ends)).toEqual(['LS028', null])
  })

  test('one award a tip and case, whoever is quicker', async () => {
    const about = await fresh(it)
    const said = await Promise.all(Array.from({ length: 6 }, () => tipProposal(it, { ...about, share: 100 })))
    const ends = await Promise.all(said.map((each) => stateOf(propose(it.office, it.people.lin, each))))
    expect(inOrder(ends)).toEqual([...Array.from({ length: 5 }, () => 'LS032'), null])
  })

  test('two approve at once, two review at once: one of them does', async () => {
    for (const [steps, what] of [
      [[], 'review'],
      [['review'], 'approve'],
      [['review', 'approve'], 'fund'],
    ] as const) {
      const said = await gone(it, steps)
      const racers = (['qiu', 'xing'] as const).map((who) => stateOf(take(it, what, said, who)))
      expect([what, inOrder(await Promise.all(racers))]).toEqual([what, ['LS020', null]])
    }
  })

  test('a correction and an approval at once: whichever comes second sees the first', async () => {
    for (let n = 0; n < 4; n++) {
      const about = await fresh(it)
      const said = await gone(it, ['review'], about)
      const [end] = await Promise.all([stateOf(take(it, 'approve', said)), countedOutcome(it, about.case)])
      const next = end === null ? await stateOf(take(it, 'fund', said)) : end
      expect(next).toBe('LS023')
    }
  })

  test('fifty proposals at once have fifty numbers without a gap, also where some were rolled back', async () => {
    const cases = await Promise.all(Array.from({ length: 50 }, () => crackedCase(it)))
    const said = await Promise.all(cases.map((of) => strikeProposal(it, { case: of })))
    const [before] = await it.office`select coalesce(max(seq), 0) as seq from awards where fund = 'strikes'`
    const first = Number(before?.['seq'])
    await Promise.all(
      said.map((each, n) =>
        n % 5 === 0
          ? it.office
              .begin(async (tx) => {
                await propose(tx, it.people.lin, each)
                throw new Error('Something else failed')
              })
              .catch((error: Error) => expect(error.message).toBe('Something else failed'))
          : propose(it.office, it.people.lin, each),
      ),
    )
    const rows =
      await it.office`select number, year, seq from awards where fund = 'strikes' and seq > ${first} order by seq`
    expect(rows.map((row) => row['seq'])).toEqual(Array.from({ length: 40 }, (_, n) => first + n + 1))
    expect(rows[0]?.['number']).toBe(`DJ-${rows[0]?.['year']}-${String(first + 1).padStart(4, '0')}`)
  })
})

describe('those who took part', () => {
  const token = 'cd'.repeat(16)
  test('nobody gets both rewards of a case, whichever comes first; what was taken back does not count', async () => {
    const about = await fresh(it)
    const withToken = (content: Content): unknown => (content['payees'] = [token])
    const takesPart = (content: Content): unknown =>
      Object.assign(firstOf(content['participants']), { payees: [token] })
    const forTip = await tipProposal(it, about, withToken)
    await propose(it.office, it.people.lin, forTip)
    const forPart = await strikeProposal(it, about, takesPart)
    expect(await refused(it, forPart)).toBe('LS033')
    await take(it, 'withdraw', forTip)
    await propose(it.office, it.people.lin, forPart)
    expect(await refused(it, await tipProposal(it, { ...about, award: forTip.award, version: 2 }, withToken))).toBe(
      'LS033',
    )
    await take(it, 'return', forPart)
    await propose(
      it.office,
      it.people.lin,
      await tipProposal(it, { ...about, award: forTip.award, version: 2 }, withToken),
    )
    expect(await refused(it, await strikeProposal(it, { ...about, award: forPart.award, version: 2 }, takesPart))).toBe(
      'LS033',
    )
    await propose(it.office, it.people.lin, await strikeProposal(it, { ...about, award: forPart.award, version: 2 }))
  })

  test.each<[what: string, code: string, change: (content: Content) => void]>([
    [
      'somebody twice',
      'LS033',
      (c) =>
        Object.assign(c, {
          participants: [...(c['participants'] as object[]), ...(c['participants'] as object[])],
          totalFen: '160000',
        }),
    ],
    ['a total that is not the sum', 'LS035', (c) => (c['totalFen'] = '80001')],
    ['a row where the tariff has none', 'LS035', (c) => Object.assign(firstOf(c['participants']), { row: 'lead' })],
    ['nobody', 'LS035', (c) => Object.assign(c, { participants: [], totalFen: '0' })],
  ])('%s: %s', async (_what, code, change) => {
    expect(await refused(it, await strikeProposal(it, { case: await crackedCase(it) }, change))).toBe(code)
  })

  test('one award a case, by the rules of the day on which it was cracked, and no step by one of them', async () => {
    const of = await crackedCase(it)
    const said = await strikeProposal(it, { case: of }, (content) =>
      Object.assign(firstOf(content['participants']), { staff: it.people.zheng }),
    )
    await propose(it.office, it.people.lin, said)
    expect(await refused(it, await strikeProposal(it, { case: of }))).toBe('LS032')
    expect(await stateOf(take(it, 'review', said))).toBe('LS022')
    await take(it, 'review', said, 'qiu')
    await take(it, 'approve', said)
    await take(it, 'fund', said)
    expect(await stateIs(it, said.award)).toBe('granted')
  })
})
