import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digestOf } from '#contract/rewards/digest.ts'
import { deny, firstOf, fresh, gone, part, refused, take, type About } from './awards-acts.ts'
import {
  ACCEPTED,
  acceptedTips,
  allMet,
  crackedCase,
  CRACKED,
  FIRST_ACTION,
  propose,
  startRuledAwards,
  stateOf,
  tipProposal,
  type AwardsWorld,
  type Content,
} from './awards-world.ts'

/** What the database takes as a version of an award, whatever the code of the server says. */
let it: AwardsWorld
beforeAll(async () => {
  it = await startRuledAwards()
})
afterAll(() => it.stop())

describe('a version says what is so, or is refused', () => {
  let about: About
  let stranger: About
  beforeAll(async () => {
    about = await fresh(it)
    stranger = await fresh(it)
  })

  test.each<[what: string, code: string, change: (content: Content) => void]>([
    ['of another award', 'LS035', (c) => (c['award'] = randomUUID())],
    ['of another version', 'LS035', (c) => (c['version'] = 2)],
    ['of another desk', 'LS035', (c) => (c['desk'] = randomUUID())],
    ['with other reasons', 'LS035', (c) => (c['groundsSha256'] = 'ab'.repeat(32))],
    ['by rules that are not there', 'LS035', (c) => (c['rules'] = 999)],
    ['by rules under another name', 'LS035', (c) => (part(c, 'assessment')['rules'] = 'T-2')],
    ['by the rules before', 'LS024', (c) => ((c['rules'] = 1), (part(c, 'assessment')['rules'] = 'SY-DEFAULT-1'))],
    ['with another reporter', 'LS035', (c) => (c['reporter'] = '0000-0000')],
    ['with a total that its lines do not give', 'LS035', (c) => (part(c, 'assessment')['totalFen'] = '50001')],
    [
      'with more than one report may get',
      'LS035',
      (c) => Object.assign(part(c, 'assessment'), { lines: [{ kind: 'row', fen: '30000001' }], totalFen: '30000001' }),
    ],
    ['that grants nothing', 'LS035', (c) => Object.assign(part(c, 'assessment'), { lines: [], totalFen: '0' })],
    ['that grants with a reason to deny', 'LS035', (c) => (c['denial'] = 'condition')],
    ['that denies and pays', 'LS035', (c) => Object.assign(c, { kind: 'deny', denial: 'condition' })],
    ['that denies without saying why', 'LS035', (c) => (deny(c, 'condition'), (c['denial'] = null))],
    ['of another fund', 'LS035', (c) => (c['fund'] = 'something')],
    ['that leaves something to people', 'LS031', (c) => (part(c, 'assessment')['open'] = [{ kind: 'amount' }])],
    ['with an outcome left out', 'LS023', (c) => (part(c, 'facts')['findings'] = [])],
    [
      'with an outcome of nobody',
      'LS023',
      (c) => (part(c, 'facts')['findings'] as object[]).push({ id: randomUUID() }),
    ],
    [
      'with more than was weighed',
      'LS023',
      (c) => Object.assign(firstOf(part(c, 'facts')['findings']), { weight: '1000' }),
    ],
    [
      'of another drug',
      'LS023',
      (c) => Object.assign(firstOf(part(c, 'facts')['findings']), { substance: 'fentanyl' }),
    ],
    ['with a condition that is not met', 'LS030', (c) => (c['conditions'] = allMet(['verified']))],
    ['with a condition left out', 'LS030', (c) => (c['conditions'] = allMet().slice(1))],
    [
      'with a condition answered twice',
      'LS030',
      (c) => (c['conditions'] = [...allMet().slice(1), ...allMet().slice(1, 2)]),
    ],
    ['that denies for a condition, and all are met', 'LS030', (c) => deny(c, 'condition')],
    ['that says it was accepted too late, and it was not', 'LS030', (c) => deny(c, 'accepted-too-late')],
    ['that says another came first, and none did', 'LS030', (c) => deny(c, 'not-first')],
    ['that denies for no known reason', 'LS030', (c) => deny(c, 'because')],
    ['with more than the whole', 'LS028', (c) => (part(c, 'facts')['share'] = 10_001)],
    ['jointly with itself', 'LS027', (c) => (c['joint'] = [about.tip])],
    ['jointly with a tip of another case', 'LS027', (c) => (c['joint'] = [stranger.tip])],
  ])('%s: %s', async (_what, code, change) => {
    expect(await refused(it, await tipProposal(it, about, change))).toBe(code)
  })

  test('what was signed is what is stored, whatever digest comes with it', async () => {
    const said = await tipProposal(it, about)
    expect(await refused(it, { ...said, digest: digestOf({ ...said.content, kind: 'deny' }) })).toBe('LS035')
    expect(await refused(it, { ...said, grounds: randomBytes(40) })).toBe('LS035')
    expect(await refused(it, { ...said, version: 2 })).toBe('LS020')
    expect(await refused(it, { ...said, award: randomUUID() })).toBe('LS035')
  })

  test('a denial that the conditions bear out, and one that follows from the rules', async () => {
    for (const [denial, conditions] of [
      ['condition', allMet(['unknown-before'])],
      ['nothing-in-the-rules', allMet()],
    ] as const) {
      const said = await tipProposal(it, await fresh(it), (content) => {
        deny(content, denial)
        content['conditions'] = conditions
      })
      await propose(it.office, it.people.lin, said)
      await take(it, 'review', said)
      await take(it, 'approve', said)
      const [row] =
        await it.office`select state, kind, denial, total_fen, share, granted_at from awards where id = ${said.award}`
      expect(row).toEqual({ state: 'denied', kind: 'deny', denial, total_fen: '0', share: null, granted_at: null })
      expect(await stateOf(take(it, 'fund', said))).toBe('LS020')
    }
  })

  test('a denial for coming too late is borne out by the records', async () => {
    const late = await fresh(it, FIRST_ACTION)
    expect(await refused(it, await tipProposal(it, late))).toBe('LS025')
    const said = await tipProposal(it, late, (content) => deny(content, 'accepted-too-late'))
    expect(await stateOf(propose(it.office, it.people.lin, said))).toBe(null)
  })
})

describe('what the records of the case and of the tip have to say', () => {
  const arranged = async (change: (about: About) => Promise<unknown>): Promise<string | null> => {
    const about = await fresh(it)
    await change(about)
    return stateOf(propose(it.office, it.people.lin, await tipProposal(it, about)))
  }
  const enterAction = (about: About, seq: number, at: string): Promise<unknown> =>
    it.owner`insert into case_steps (case_id, seq, staff_id, at, step, happened_at)
      values (${about.case}, ${seq}, ${it.people.lin}, now(), 'first-action', ${at})`
  const relink = (about: About, as: string | null): Promise<unknown> =>
    it.owner.begin(async (tx) => {
      await tx`update case_links set removed_at = now(), removed_by = staff_id where case_id = ${about.case}`
      if (as !== null)
        await tx`insert into case_links (case_id, seq, staff_id, at, tip_id, "as") values (${about.case}, 9, ${it.people.lin}, now(), ${about.tip}, ${as})`
    })
  const undoAccept = (about: About, by = 'undo'): Promise<unknown> =>
    it.owner`insert into tip_moves (tip_id, seq, move, to_stage, staff_id, at, undoes)
      values (${about.tip}, 2, ${by}, 'received', ${it.people.lin}, ${ACCEPTED}, 1)`
  const acceptAgain = (about: About, at: string): Promise<unknown> =>
    it.owner`insert into tip_moves (tip_id, seq, move, to_stage, staff_id, at) values (${about.tip}, 3, 'accept', 'accepted', ${it.people.lin}, ${at})`

  test.each<[what: string, code: string | null, change: (about: About) => Promise<unknown>]>([
    [
      'a case that is not cracked',
      'LS026',
      ({ case: id }) => it.owner`update cases set cracked_at = null where id = ${id}`,
    ],
    ['a tip that is no longer linked', 'LS027', (about) => relink(about, null)],
    ['a tip that may only be of use', 'LS027', (about) => relink(about, 'reference')],
    ['a tip that bears the case out', null, (about) => relink(about, 'corroboration')],
    ['a first action that was entered earlier', 'LS025', (about) => enterAction(about, 8, '2026-03-01T10:00:00+08:00')],
    ['a tip whose acceptance was taken back', 'LS025', (about) => undoAccept(about)],
    [
      'a tip that was accepted again in time',
      null,
      async (about) => (await undoAccept(about), acceptAgain(about, ACCEPTED)),
    ],
    [
      'a tip that was accepted again too late',
      'LS025',
      async (about) => (await undoAccept(about), acceptAgain(about, CRACKED)),
    ],
    [
      'an outcome that nobody confirmed beside the one that counts',
      null,
      ({ case: id }) =>
        it.owner`insert into outcomes (id, case_id, kind, happened_on, count, is_void, entered_by, entered_at)
          values (${randomUUID()}, ${id}, 'arrest', '2026-03-04', 2, false, ${it.people.lin}, now())`,
    ],
  ])('%s: %s', async (_what, code, change) => {
    expect(await arranged(change)).toBe(code)
  })

  test('a later first action that is entered afterwards helps no tip that came in between', async () => {
    const late = await fresh(it, '2026-03-03T12:00:00+08:00')
    await enterAction(late, 8, '2026-03-03T20:00:00+08:00')
    expect(await refused(it, await tipProposal(it, late))).toBe('LS025')
  })

  test('a case without a first action, and one that was merged', async () => {
    const [tip = ''] = await acceptedTips(it, [ACCEPTED])
    const bare = await crackedCase(it, [tip], { hasAction: false })
    expect(await refused(it, await tipProposal(it, { tip, case: bare }))).toBe('LS026')
    const into = await crackedCase(it)
    await it.owner`update cases set merged_into = ${into} where id = ${bare}`
    expect(await refused(it, await tipProposal(it, { tip, case: bare }))).toBe('LS007')
    const said = await tipProposal(it, { tip, case: into })
    expect(part(said.content, 'facts')['findings']).toHaveLength(2)
    expect(await stateOf(propose(it.office, it.people.lin, said))).toBe(null)
    const [awarded, other] = [await fresh(it), await crackedCase(it)]
    await gone(it, [], awarded)
    const merging = it.owner`update cases set merged_into = ${other} where id = ${awarded.case}`
    expect(await stateOf(merging)).toBe('LS037')
  })

  test('of several reports of one lead the first accepted is first; another gets what later ones get, or nothing', async () => {
    const [first = '', second = '', third = ''] = await acceptedTips(it, [
      '2026-03-02T08:00:00+08:00',
      '2026-03-02T09:00:00+08:00',
      '2026-03-02T10:00:00+08:00',
    ])
    const of = await crackedCase(it, [first, second, third])
    const saidSame = (one: string, other: string): Promise<unknown> => {
      const [a = '', b = ''] = [one, other].toSorted()
      return it.owner`insert into tip_relations (one, other, "as", first_tip, second_tip, staff_id, at)
        values (${a}, ${b}, 'duplicate', ${one}, ${other}, ${it.people.lin}, now())`
    }
    await saidSame(first, second)
    await saidSame(first, third)
    const share = 3000
    const about = (tip: string) => ({ tip, case: of, share })
    expect(await refused(it, await tipProposal(it, about(second)))).toBe('LS029')
    expect(await refused(it, await tipProposal(it, about(third)))).toBe('LS029')
    const denied = await tipProposal(it, about(third), (content) => {
      deny(content, 'not-first')
    })
    await propose(it.office, it.people.lin, denied)
    const later = await tipProposal(it, about(second), (content) => (part(content, 'facts')['place'] = 'later'))
    await propose(it.office, it.people.lin, later)
    await propose(it.office, it.people.lin, await tipProposal(it, about(first)))
  })

  test('reports that were sent jointly are one: the second is neither later than the first nor rewarded again', async () => {
    const [first = '', second = ''] = await acceptedTips(it, ['2026-03-02T08:00:00+08:00', '2026-03-02T09:00:00+08:00'])
    const of = await crackedCase(it, [first, second])
    const [a = '', b = ''] = [first, second].toSorted()
    await it.owner`insert into tip_relations (one, other, "as", first_tip, second_tip, staff_id, at)
      values (${a}, ${b}, 'duplicate', ${first}, ${second}, ${it.people.lin}, now())`
    const said = await tipProposal(
      it,
      { tip: second, case: of, share: 1000 },
      (content) => (content['joint'] = [first]),
    )
    await propose(it.office, it.people.lin, said)
    expect(await refused(it, await tipProposal(it, { tip: first, case: of, share: 1000 }))).toBe('LS032')
    const [third = ''] = await acceptedTips(it, [ACCEPTED])
    await it.owner`insert into case_links (case_id, seq, staff_id, at, tip_id, "as") values (${of}, 5, ${it.people.lin}, now(), ${third}, 'origin')`
    const both = await tipProposal(it, { tip: third, case: of, share: 1000 }, (content) => (content['joint'] = [first]))
    expect(await refused(it, both)).toBe('LS032')
  })
})
