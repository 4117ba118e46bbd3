import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AwardStep } from '#contract/rewards/chain.ts'
import { firstOf, fresh, inOrder, stateIs, take } from './awards-acts.ts'
import {
  countedOutcome,
  crackedCase,
  propose,
  startRuledAwards,
  stateOf,
  step,
  strikeProposal,
  tipProposal,
  type AwardsWorld,
  type Content,
  type Proposal,
} from './awards-world.ts'
import { balances, ownYear, payablesOf, steppedAt, withinTrigger } from './books-world.ts'
import { allot } from './budgets.ts'

/** The books follow awards: what is approved is set aside, what is granted is owed, and nothing is approved past the fund. */
let it: AwardsWorld
beforeAll(async () => {
  it = await startRuledAwards()
})
afterAll(() => it.stop())

const keepers = (): { enters: string; confirms: string } => ({ enters: it.people.xu, confirms: it.people.xing })
/** A day in the middle of a year that only this test writes in, whose fund has so much. */
async function yearWith(fen: string, fund: 'tips' | 'strikes' = 'tips'): Promise<{ year: number; at: Date }> {
  const year = ownYear()
  await allot(it.owner, keepers(), { fund, year, fen })
  return { year, at: new Date(Date.UTC(year, 5)) }
}
const GRANTED: readonly AwardStep[] = ['review', 'approve', 'fund']

describe('an award on its way', () => {
  test('takes nothing before it is approved; then it is set aside; once granted it is owed to the reporter', async () => {
    const { year, at } = await yearWith('120000')
    const said = await steppedAt(it, at, ['review'])
    expect(await balances(it.owner, year)).toMatchObject({ available: 120_000, committed: 0 })
    await take(it, 'approve', said, undefined, at)
    expect(await balances(it.owner, year)).toMatchObject({ quota: 120_000, available: 70_000, committed: 50_000 })
    await take(it, 'fund', said, undefined, at)
    expect(await balances(it.owner, year)).toMatchObject({ available: 70_000, committed: 0, payable: 50_000 })
    expect(await payablesOf(it.owner, said.award)).toMatchObject([
      { version: 1, participant: 0, fund: 'tips', year, fen: '50000', state: 'open', claim_seq: null, agrees: true },
    ])
    const journals =
      await it.owner`select kind, staff_id, payable_id is null as whole from journals where award_id = ${said.award} order by seq`
    expect([...journals]).toEqual([
      { kind: 'commit', staff_id: it.people.he, whole: true },
      { kind: 'grant', staff_id: it.people.xu, whole: false },
    ])
  })

  test.each([
    ['2180-12-31T15:59:59Z', 2180],
    ['2180-12-31T16:00:00Z', 2181],
  ])('what is approved at %s is of the fund of %i, and stays of it', async (at, year) => {
    for (const each of [2180, 2181]) await allot(it.owner, keepers(), { fund: 'tips', year: each, fen: '50000' })
    const said = await steppedAt(it, new Date(at), ['review', 'approve'])
    await take(it, 'fund', said, undefined, new Date('2182-03-01T00:00:00Z'))
    expect(await payablesOf(it.owner, said.award)).toMatchObject([{ year, agrees: true }])
    expect(await balances(it.owner, year)).toMatchObject({ payable: 50_000 })
  })

  test('one that two approve is set aside when the second does; one that is denied takes nothing', async () => {
    const { year, at } = await yearWith('6000000')
    const said = await steppedAt(it, at, ['review', 'approve'], '6000000')
    expect(await balances(it.owner, year)).toMatchObject({ committed: 0 })
    await take(it, 'approve-second', said, undefined, at)
    expect(await balances(it.owner, year)).toMatchObject({ committed: 6_000_000, available: 0 })
    const denied = await tipProposal(it, await fresh(it), (content) => {
      Object.assign(content, { kind: 'deny', denial: 'nothing-in-the-rules' })
      Object.assign(content['assessment'] as Content, { lines: [], totalFen: '0' })
    })
    await propose(it.office, it.people.lin, denied)
    for (const what of ['review', 'approve'] as const) await take(it, what, denied, undefined, at)
    expect(await stateIs(it, denied.award)).toBe('denied')
    expect(await it.owner`select from journals where award_id = ${denied.award}`).toHaveLength(0)
  })

  test.each(['return', 'withdraw'] as const)(
    'after %s what was set aside is there again, and only then',
    async (what) => {
      const { year, at } = await yearWith('50000')
      const said = await steppedAt(it, at, ['review', 'approve'])
      const other = await steppedAt(it, at, ['review'])
      expect(await stateOf(take(it, 'approve', other, undefined, at))).toBe('LS034')
      await take(it, what, said, undefined, at)
      expect(await balances(it.owner, year)).toMatchObject({ available: 50_000, committed: 0 })
      await take(it, what, other, undefined, at)
      expect(await balances(it.owner, year)).toMatchObject({ available: 50_000, committed: 0 })
      const again = await tipProposal(it, { tip: said.tip, case: said.case, award: said.award, version: 2 })
      await propose(it.office, it.people.lin, again)
      for (const each of GRANTED) await take(it, each, again, undefined, at)
      expect(await balances(it.owner, year)).toMatchObject({ available: 0, payable: 50_000 })
    },
  )

  test('those who took part are owed each their own, out of their own fund', async () => {
    const { year, at } = await yearWith('100000', 'strikes')
    const said = await strikeProposal(it, { case: await crackedCase(it), fen: '90000' }, (content) => {
      const first = firstOf(content['participants'])
      content['participants'] = [
        { ...first, fen: '60000' },
        { ...first, fen: '30000', payees: ['cd'.repeat(16)] },
      ]
    })
    await propose(it.office, it.people.lin, said)
    for (const each of GRANTED) await take(it, each, said, undefined, at)
    expect(await payablesOf(it.owner, said.award)).toMatchObject([
      { participant: 1, fund: 'strikes', fen: '60000', agrees: true },
      { participant: 2, fund: 'strikes', fen: '30000', agrees: true },
    ])
    expect(await balances(it.owner, year, 'strikes')).toMatchObject({ available: 10_000, payable: 90_000 })
  })
})

describe('a new version of what was granted', () => {
  const again = (said: Proposal & { tip: string; case: string }, version = 2): Promise<Proposal> =>
    tipProposal(it, { tip: said.tip, case: said.case, award: said.award, version, fen: '40000' })

  test('takes back what was owed, and is owed itself once it is granted', async () => {
    const { year, at } = await yearWith('50000')
    const said = await steppedAt(it, at, GRANTED)
    const second = await again(said)
    await propose(it.office, it.people.lin, second, at)
    expect(await balances(it.owner, year)).toMatchObject({ available: 50_000, payable: 0 })
    expect(await payablesOf(it.owner, said.award)).toMatchObject([{ version: 1, state: 'cancelled', agrees: true }])
    for (const each of GRANTED) await take(it, each, second, undefined, at)
    expect(await balances(it.owner, year)).toMatchObject({ available: 10_000, payable: 40_000 })
    expect(await payablesOf(it.owner, said.award)).toMatchObject([
      { version: 1, state: 'cancelled', agrees: true },
      { version: 2, state: 'open', fen: '40000', agrees: true },
    ])
    await propose(it.office, it.people.lin, await again(said, 3), at)
    expect(await balances(it.owner, year)).toMatchObject({ available: 50_000, payable: 0 })
  })

  const move = (payable: unknown, to: string): Promise<void> =>
    withinTrigger(it.owner, `perform move_payable('${String(payable)}', '${to}', now());`)

  test('is refused once somebody has asked for it, and changes nothing then', async () => {
    const { year, at } = await yearWith('50000')
    const said = await steppedAt(it, at, GRANTED)
    const [owed] = await payablesOf(it.owner, said.award)
    await move(owed?.['id'], 'claimed')
    const second = await again(said)
    for (const sql of [it.office, it.owner])
      expect(await stateOf(propose(sql, it.people.lin, second, at))).toBe('LS040')
    expect(await stateIs(it, said.award)).toBe('granted')
    expect(await balances(it.owner, year)).toMatchObject({ payable: 50_000 })
  })

  test('but not where an outcome was corrected since, so that the claim would never be paid; once it is being paid, it is', async () => {
    const { year, at } = await yearWith('100000')
    for (const [state, code] of [
      ['claimed', null],
      ['paying', 'LS040'],
    ] as const) {
      const said = await steppedAt(it, at, GRANTED)
      const [owed] = await payablesOf(it.owner, said.award)
      await move(owed?.['id'], 'claimed')
      if (state === 'paying') await move(owed?.['id'], 'paying')
      const [counted] = await it.owner`select counted_outcomes(${said.case}) as id`
      await countedOutcome(it, said.case, String(counted?.['id']))
      expect([state, await stateOf(propose(it.office, it.people.lin, await again(said), at))]).toEqual([state, code])
    }
    expect(await balances(it.owner, year)).toMatchObject({ available: 50_000, payable: 50_000 })
  })

  test('is refused where those who took part have claimed, who rest on no findings', async () => {
    const { at } = await yearWith('100000', 'strikes')
    const of = await crackedCase(it)
    const said = await strikeProposal(it, { case: of })
    await propose(it.office, it.people.lin, said)
    for (const each of GRANTED) await take(it, each, said, undefined, at)
    await move((await payablesOf(it.owner, said.award))[0]?.['id'], 'claimed')
    const second = await strikeProposal(it, { case: of, award: said.award, version: 2 })
    expect(await stateOf(propose(it.office, it.people.lin, second, at))).toBe('LS040')
  })
})

describe('9: nothing is approved past the fund', () => {
  test('a fund that has nothing approves nothing; what is there to the fen is enough', async () => {
    const none = new Date(Date.UTC(ownYear(), 5))
    expect(await stateOf(steppedAt(it, none, ['review', 'approve']))).toBe('LS034')
    const { at } = await yearWith('49999')
    const said = await steppedAt(it, at, ['review'])
    for (const sql of [it.office, it.owner])
      expect(await stateOf(step(sql, it.people.he, 'approve', said, { at }))).toBe('LS034')
    expect(await stateIs(it, said.award)).toBe('reviewed')
    await allot(it.owner, keepers(), { fund: 'tips', year: at.getUTCFullYear(), fen: '1' })
    await take(it, 'approve', said, undefined, at)
    expect(await stateIs(it, said.award)).toBe('approved')
  })

  test('twenty approvals at once, on twenty connections, with money for seven: exactly seven are approved', async () => {
    const { year, at } = await yearWith(String(7 * 50_000 + 49_999))
    const said: Proposal[] = []
    for (let n = 0; n < 20; n++) said.push(await steppedAt(it, at, ['review']))
    const many = postgres(it.world.database.officeUrl, { max: 20, onnotice: () => {} })
    const ends = await Promise.all(said.map((each) => stateOf(step(many, it.people.he, 'approve', each, { at }))))
    await many.end()
    expect(inOrder(ends)).toEqual([
      ...Array.from({ length: 13 }, () => 'LS034'),
      ...Array.from({ length: 7 }, () => null),
    ])
    expect(await balances(it.owner, year)).toMatchObject({ available: 49_999, committed: 350_000 })
  })

  test('approvals and a reduction of the fund at once: whichever comes second sees the first', async () => {
    for (let round = 0; round < 5; round++) {
      const { year, at } = await yearWith('100000')
      const said = [await steppedAt(it, at, ['review']), await steppedAt(it, at, ['review'])]
      const reduce = allot(it.owner, keepers(), { fund: 'tips', year, fen: '-60000', at })
      const [reduced, ...approved] = await Promise.all([
        stateOf(reduce),
        ...said.map((each) => stateOf(take(it, 'approve', each, undefined, at))),
      ])
      const { quota, available, committed } = await balances(it.owner, year)
      const approvals = approved.filter((end) => end === null).length
      expect([reduced, approvals]).toEqual(approvals > 0 ? ['LS041', 2] : [null, 0])
      expect({ quota, committed, available }).toEqual({
        quota: reduced === null ? 40_000 : 100_000,
        committed: approvals * 50_000,
        available: (reduced === null ? 40_000 : 100_000) - approvals * 50_000,
      })
    }
  })
})

test('whether award, what is owed and books agree: any one of them changed past its guards is noticed', async () => {
  const { award } = await steppedAt(it, (await yearWith('50000')).at, GRANTED)
  const agreesAfter = async (change: string): Promise<unknown> => {
    let agrees: unknown
    const end = await stateOf(
      it.owner.begin(async (tx) => {
        await tx`set local session_replication_role = replica`
        await tx.unsafe(change)
        agrees = (await payablesOf(tx, award))[0]?.['agrees']
        await tx`select 1 / 0`
      }),
    )
    expect(end).toBe('22012')
    return agrees
  }
  expect(await agreesAfter('select 1')).toBe(true)
  const of = `award_id = '${award}'`
  const entry = `journal_id in (select id from journals where payable_id is not null and ${of})`
  for (const change of [
    `update payables set fen = fen + 1 where ${of}`,
    `update payables set state = 'paid' where ${of}`,
    `update payables set state = 'lapsed' where ${of}`,
    `update payables set state = 'paying' where ${of}`,
    `update awards set total_fen = total_fen + 1 where id = '${award}'`,
    `update awards set state = 'approved', granted_at = null, claim_until = null, claim_provisional = null where id = '${award}'`,
    `update award_versions set content = jsonb_set(content, '{assessment,totalFen}', '"60000"') where ${of}`,
    `update award_versions set content = content || '{"reporter": "0000-0000"}' where ${of}`,
    `delete from postings where ${entry}`,
    `update postings set fen = fen * 2 where ${entry}`,
    `delete from journals where payable_id is not null and ${of}`,
  ])
    expect([change, await agreesAfter(change)]).toEqual([change, false])
})
