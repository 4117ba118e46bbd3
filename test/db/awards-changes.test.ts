import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AwardStep } from '#contract/rewards/chain.ts'
import { firstOf, fresh, gone, inOrder, part, refused, stateIs, take } from './awards-acts.ts'
import {
  ACCEPTED,
  acceptedTips,
  countedOutcome,
  crackedCase,
  enterRules,
  propose,
  startRuledAwards,
  stateOf,
  strikeProposal,
  tipProposal,
  type AwardsWorld,
  type Proposal,
} from './awards-world.ts'

/** What stops an award that was proposed: facts, times and links that changed, and rules that hold since. */
let it: AwardsWorld
beforeAll(async () => {
  it = await startRuledAwards()
})
afterAll(() => it.stop())

describe('what changed since it was proposed', () => {
  test.each([[[]], [['review']], [['review', 'approve']]] as [AwardStep[]][])(
    'an outcome was added or corrected after %j',
    async (steps) => {
      const next = (['review', 'approve', 'fund'] as const)[steps.length] ?? 'fund'
      for (const isCorrected of [false, true]) {
        const about = await fresh(it)
        const said = await gone(it, steps, about)
        const [counted] = await it.owner`select counted_outcomes(${about.case}) as id`
        await countedOutcome(it, about.case, isCorrected ? String(counted?.['id']) : null)
        expect([next, await stateOf(take(it, next, said))]).toEqual([next, 'LS023'])
        await take(it, 'return', said)
        const again = await tipProposal(it, { ...about, award: said.award, version: 2 })
        await propose(it.office, it.people.lin, again)
        expect(await stateIs(it, said.award)).toBe('proposed')
      }
    },
  )

  test('once granted it stands, and goes on by a new version alone', async () => {
    const about = await fresh(it)
    const said = await gone(it, ['review', 'approve', 'fund'], about)
    await countedOutcome(it, about.case)
    expect(await stateIs(it, said.award)).toBe('granted')
    expect(
      await refused(
        it,
        await tipProposal(
          it,
          { ...about, award: said.award, version: 2 },
          (content) => (part(content, 'facts')['findings'] = []),
        ),
      ),
    ).toBe('LS023')
    await propose(it.office, it.people.lin, await tipProposal(it, { ...about, award: said.award, version: 2 }))
  })

  test('the tip was taken out of the case, or its acceptance was taken back', async () => {
    const out = await fresh(it)
    const said = await gone(it, ['review'], out)
    await it.owner`update case_links set removed_at = now(), removed_by = staff_id where case_id = ${out.case}`
    expect(await stateOf(take(it, 'approve', said))).toBe('LS027')
    await take(it, 'withdraw', said)
    const undone = await fresh(it)
    const other = await gone(it, ['review'], undone)
    await it.owner`insert into tip_moves (tip_id, seq, move, to_stage, staff_id, at, undoes) values (${undone.tip}, 2, 'undo', 'received', ${it.people.lin}, now(), 1)`
    expect(await stateOf(take(it, 'approve', other))).toBe('LS025')
  })
})

/** Last, since other rules hold from here on. */
describe('when other rules hold', () => {
  /** A year of its own, with a fund of its own. */
  const later = new Date('2031-05-06T10:00:00+08:00')
  const proposeLater = (said: Proposal): Promise<string | null> =>
    stateOf(propose(it.office, it.people.lin, said, later))

  test('a rule set that begins in between stops what was proposed before it; what was granted stands', async () => {
    const about = await fresh(it)
    const said = await gone(it, ['review'], about)
    const granted = await gone(it, ['review', 'approve', 'fund'])
    await enterRules(it.owner, 'T-2', '2026-02-01', {
      caps: { report: null, case: { fen: '70000' }, year: { fen: '120000' } },
      strikeRows: [{ id: 'lead', for: 'person', minFen: '1000', maxFen: '90000' }],
    })
    expect(await stateOf(take(it, 'approve', said))).toBe('LS024')
    expect(await stateIs(it, granted.award)).toBe('granted')
    await take(it, 'return', said)
    // By now more was granted than the new rules have for a year.
    expect(await refused(it, await tipProposal(it, { ...about, award: said.award, version: 2 }))).toBe('LS034')
  })

  test('the fund of a year is not exceeded, also not by two at once; what was sent back is there again', async () => {
    const first = await tipProposal(it, await fresh(it))
    expect(await proposeLater(first)).toBe(null)
    const both = [await tipProposal(it, await fresh(it)), await tipProposal(it, await fresh(it))]
    const ends = await Promise.all(both.map(proposeLater))
    expect(inOrder(ends)).toEqual(['LS034', null])
    await take(it, 'return', first)
    const refusedOne = both[ends.indexOf('LS034')]
    expect(refusedOne && (await proposeLater(refusedOne))).toBe(null)
  })

  test('a case gets what the rules have for it, however many tips led to it', async () => {
    const [a = '', b = ''] = await acceptedTips(it, [ACCEPTED, ACCEPTED])
    const of = await crackedCase(it, [a, b])
    const about = { case: of, share: 5000 }
    const inYear = (year: number, said: Proposal): Promise<string | null> =>
      stateOf(propose(it.office, it.people.lin, said, new Date(Date.UTC(year, 5))))
    expect(await inYear(2032, await tipProposal(it, { ...about, tip: a, fen: '40000' }))).toBe(null)
    expect(await inYear(2033, await tipProposal(it, { ...about, tip: b, fen: '30001' }))).toBe('LS035')
    expect(await inYear(2033, await tipProposal(it, { ...about, tip: b, fen: '30000' }))).toBe(null)
  })

  test.each([
    [null, '5000', 'LS035'],
    ['other', '5000', 'LS035'],
    ['lead', '999', 'LS035'],
    ['lead', '90001', 'LS035'],
    ['lead', '90000', null],
  ])('somebody who took part, by row %s with %s fen: %s', async (row, fen, code) => {
    const said = await strikeProposal(it, { case: await crackedCase(it), fen }, (content) =>
      Object.assign(firstOf(content['participants']), { row }),
    )
    expect(await stateOf(propose(it.office, it.people.lin, said))).toBe(code)
  })

  test('a step waits for the rules that somebody approves at the same moment, and then sees them', async () => {
    const said = await tipProposal(it, await fresh(it), () => {})
    await propose(it.office, it.people.lin, said, new Date(Date.UTC(2034, 5)))
    const stepping = await it.owner.begin(async (tx) => {
      await enterRules(tx, 'T-3', '2026-03-01')
      const end = stateOf(take(it, 'review', said))
      for (let isWaiting = false; !isWaiting;)
        isWaiting = (await it.owner`select from pg_locks where locktype = 'advisory' and not granted`).length > 0
      return { end }
    })
    expect(await stepping.end).toBe('LS024')
  })
})
