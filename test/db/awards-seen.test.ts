import { randomBytes, randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fresh, part, take } from './awards-acts.ts'
import {
  ACCEPTED,
  acceptedTips,
  allMet,
  crackedCase,
  propose,
  startRuledAwards,
  stateOf,
  tipProposal,
  type AwardsWorld,
} from './awards-world.ts'

/** What the tipster may see of an award, as the role of the public process. */
let it: AwardsWorld
beforeAll(async () => {
  it = await startRuledAwards()
})
afterAll(() => it.stop())

describe('what the tipster sees', () => {
  let visitor: postgres.Sql
  beforeAll(() => {
    visitor = postgres(it.world.database.publicUrl, { max: 1, onnotice: () => {} })
  })
  afterAll(() => visitor.end())
  const seen = async (tip: string): Promise<unknown[]> => {
    const [hash] = await it.owner`select lookup_hash from tips where id = ${tip}`
    const [row] = await visitor`select read_mailbox(${hash?.['lookup_hash']}, null, 30) -> 'awards' as awards`
    return row?.['awards'] as unknown[]
  }
  const ASSESSING = { state: 'assessing', totalFen: null, denial: null, claimUntil: null, unmet: [], lines: [] }

  test('nothing at first; then that it is assessed; the amount and its lines once it is approved', async () => {
    const about = await fresh(it)
    expect(await seen(about.tip)).toEqual([])
    await it.owner`insert into tip_moves (tip_id, seq, move, to_stage, staff_id, at) values (${about.tip}, 2, 'confirm', 'confirmed', ${it.people.lin}, now())`
    await it.owner`update tip_states set stage = 'confirmed' where tip_id = ${about.tip}`
    expect(await seen(about.tip)).toMatchObject([{ ...ASSESSING, since: null }])
    const said = await tipProposal(it, about)
    await propose(it.office, it.people.lin, said)
    for (const what of ['review', 'approve', 'fund'] as const) {
      const shown = (await seen(about.tip)) as Record<string, unknown>[]
      expect(shown).toMatchObject([
        { ...ASSESSING, rules: 'T-1', isOfficial: false, claim: 'code', notifyDueOn: '2026-03-25', isJoint: false },
      ])
      if (what === 'fund') break
      await take(it, what, said)
      if (what === 'approve') break
    }
    expect(await seen(about.tip)).toMatchObject([{ state: 'approved', totalFen: '50000', claimUntil: null }])
    await take(it, 'fund', said)
    const [shown] = (await seen(about.tip)) as Record<string, unknown>[]
    expect(shown).toMatchObject({ state: 'granted', totalFen: '50000', unmet: [], denial: null })
    expect(shown?.['lines']).toEqual([
      { kind: 'row', zh: '缴获毒品', en: 'Drugs seized', fen: '50000', parts: [{ quantity: '10' }] },
      { kind: 'taken', because: 'share', fen: '0', limit: '10000' },
    ])
    for (const key of ['since', 'claimUntil', 'notifyDueOn']) expect(shown?.[key]).toMatch(/^\d{4}-\d\d-\d\d$/)
    const text = JSON.stringify(shown)
    const [row] = await it.owner`select number from awards where id = ${said.award}`
    for (const secret of [about.case, ...Object.values(it.people), String(row?.['number'])])
      expect(text).not.toContain(secret)
    // What a claim signs names the award by its identifier, which says nothing; nothing else does.
    expect(shown?.['collect']).toMatchObject({ award: said.award, state: 'open', fen: '50000' })
    expect(JSON.stringify({ ...shown, collect: null })).not.toContain(said.award)
  })

  test('why nothing is paid, once that is approved', async () => {
    const about = await fresh(it)
    const said = await tipProposal(it, about, (content) => {
      Object.assign(content, { kind: 'deny', denial: 'condition', conditions: allMet(['verified', 'concrete']) })
      Object.assign(part(content, 'assessment'), { lines: [], totalFen: '0' })
    })
    await propose(it.office, it.people.lin, said)
    await take(it, 'review', said)
    expect(await seen(about.tip)).toMatchObject([ASSESSING])
    await take(it, 'approve', said)
    expect(await seen(about.tip)).toMatchObject([
      { state: 'denied', denial: 'condition', unmet: ['verified', 'concrete'], totalFen: null, lines: [] },
    ])
  })

  test('a tip that was sent jointly sees the award of the other; one that was taken back is gone', async () => {
    const [one = '', other = ''] = await acceptedTips(it, [ACCEPTED, ACCEPTED])
    const of = await crackedCase(it, [one, other])
    const said = await tipProposal(it, { tip: one, case: of }, (content) => (content['joint'] = [other]))
    await propose(it.office, it.people.lin, said)
    expect(await seen(other)).toMatchObject([{ ...ASSESSING, isJoint: true }])
    await take(it, 'withdraw', said)
    expect([await seen(one), await seen(other)]).toEqual([[], []])
  })

  test('a code that nobody has costs the same call and gives nothing', async () => {
    const [row] = await visitor`select read_mailbox(${randomBytes(32)}, null, 30) as mailbox`
    expect(row?.['mailbox']).toBe(null)
    expect(await stateOf(visitor`select awards_of_tip(${randomUUID()})`)).toBe('42501')
  })
})
