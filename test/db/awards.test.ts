import { randomBytes, randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AwardStep } from '#contract/rewards/chain.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import {
  ACCEPTED,
  acceptedTips,
  allMet,
  countedOutcome,
  crackedCase,
  CRACKED,
  enterRules,
  FIRST_ACTION,
  propose,
  startAwards,
  stateOf,
  step,
  strikeProposal,
  tipProposal,
  type AwardsWorld,
  type Content,
  type Person,
  type Proposal,
} from './awards-world.ts'

/** What the database itself holds of awards, whatever the server's code says. */
let it: AwardsWorld
beforeAll(async () => {
  it = await startAwards()
  await enterRules(it.owner, 'T-1', '2019-01-02')
})
afterAll(() => it.stop())

type About = { tip: string; case: string }
/** A cracked case that a tip led to, which was accepted before anybody acted. */
async function fresh(accepted: string = ACCEPTED): Promise<About> {
  const [tip = ''] = await acceptedTips(it, [accepted])
  return { tip, case: await crackedCase(it, [tip]) }
}
/** An award that was proposed and went through these steps. */
async function gone(steps: readonly AwardStep[], about?: About & { fen?: string }): Promise<Proposal> {
  const said = await tipProposal(it, about ?? (await fresh()))
  await propose(it.office, it.people.lin, said)
  for (const each of steps) await take(each, said)
  return said
}
const BY: Readonly<Record<AwardStep, Person>> = {
  propose: 'lin',
  review: 'zheng',
  approve: 'he',
  'approve-second': 'qiu',
  fund: 'xu',
  return: 'zheng',
  withdraw: 'lin',
}
const take = (what: AwardStep, said: Proposal, by: Person = BY[what]): Promise<void> =>
  step(it.office, it.people[by], what, said)
const stateIs = async (award: string): Promise<unknown> =>
  (await it.office`select state from awards where id = ${award}`)[0]?.['state']
const part = (content: Content, key: string): Record<string, unknown> => content[key] as Record<string, unknown>

/** What a proposal is refused with, by the office and by the owner alike. */
async function refused(said: Proposal): Promise<string | null> {
  const [asOffice, asOwner] = [
    await stateOf(propose(it.office, it.people.lin, said)),
    await stateOf(propose(it.owner, it.people.lin, said)),
  ]
  expect(asOffice).toBe(asOwner)
  return asOffice
}

describe('a version says what is so, or is refused', () => {
  let about: About
  let stranger: About
  beforeAll(async () => {
    about = await fresh()
    stranger = await fresh()
  })
  const deny = (content: Content, denial: string): void => {
    Object.assign(content, { kind: 'deny', denial })
    Object.assign(part(content, 'assessment'), { lines: [], totalFen: '0' })
  }

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
      (c) => Object.assign((part(c, 'facts')['findings'] as object[])[0] ?? {}, { weight: '1000' }),
    ],
    [
      'of another drug',
      'LS023',
      (c) => Object.assign((part(c, 'facts')['findings'] as object[])[0] ?? {}, { substance: 'fentanyl' }),
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
    expect(await refused(await tipProposal(it, about, change))).toBe(code)
  })

  test('what was signed is what is stored, whatever digest comes with it', async () => {
    const said = await tipProposal(it, about)
    expect(await refused({ ...said, digest: digestOf({ ...said.content, kind: 'deny' }) })).toBe('LS035')
    expect(await refused({ ...said, grounds: randomBytes(40) })).toBe('LS035')
    expect(await refused({ ...said, version: 2 })).toBe('LS020')
    expect(await refused({ ...said, award: randomUUID() })).toBe('LS035')
  })

  test('a denial that the conditions bear out, and one that follows from the rules', async () => {
    for (const [denial, conditions] of [
      ['condition', allMet(['unknown-before'])],
      ['nothing-in-the-rules', allMet()],
    ] as const) {
      const said = await tipProposal(it, await fresh(), (content) => {
        deny(content, denial)
        content['conditions'] = conditions
      })
      await propose(it.office, it.people.lin, said)
      await take('review', said)
      await take('approve', said)
      const [row] =
        await it.office`select state, kind, denial, total_fen, share, granted_at from awards where id = ${said.award}`
      expect(row).toEqual({ state: 'denied', kind: 'deny', denial, total_fen: '0', share: null, granted_at: null })
      expect(await stateOf(take('fund', said))).toBe('LS020')
    }
  })

  test('a denial for coming too late is borne out by the records', async () => {
    const late = await fresh(FIRST_ACTION)
    expect(await refused(await tipProposal(it, late))).toBe('LS025')
    const said = await tipProposal(it, late, (content) => deny(content, 'accepted-too-late'))
    expect(await stateOf(propose(it.office, it.people.lin, said))).toBe(null)
  })
})

describe('what the records of the case and of the tip have to say', () => {
  const arranged = async (change: (about: About) => Promise<unknown>): Promise<string | null> => {
    const about = await fresh()
    await change(about)
    return stateOf(propose(it.office, it.people.lin, await tipProposal(it, about)))
  }
  const enterAction = (about: About, seq: number, at: string): Promise<unknown> =>
    it.owner`insert into case_steps (case_id, seq, staff_id, at, step, happened_at)
      values (${about.case}, ${seq}, ${it.people.lin}, now(), 'first-action', ${at})`.then()
  const relink = (about: About, as: string | null): Promise<unknown> =>
    it.owner.begin(async (tx) => {
      await tx`update case_links set removed_at = now(), removed_by = staff_id where case_id = ${about.case}`
      if (as !== null)
        await tx`insert into case_links (case_id, seq, staff_id, at, tip_id, "as") values (${about.case}, 9, ${it.people.lin}, now(), ${about.tip}, ${as})`
    })
  const undoAccept = (about: About, by = 'undo'): Promise<unknown> =>
    it.owner`insert into tip_moves (tip_id, seq, move, to_stage, staff_id, at, undoes)
      values (${about.tip}, 2, ${by}, 'received', ${it.people.lin}, ${ACCEPTED}, 1)`.then()
  const acceptAgain = (about: About, at: string): Promise<unknown> =>
    it.owner`insert into tip_moves (tip_id, seq, move, to_stage, staff_id, at) values (${about.tip}, 3, 'accept', 'accepted', ${it.people.lin}, ${at})`.then()

  test.each<[what: string, code: string | null, change: (about: About) => Promise<unknown>]>([
    [
      'a case that is not cracked',
      'LS026',
      ({ case: id }) => it.owner`update cases set cracked_at = null where id = ${id}`.then(),
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
          values (${randomUUID()}, ${id}, 'arrest', '2026-03-04', 2, false, ${it.people.lin}, now())`.then(),
    ],
  ])('%s: %s', async (_what, code, change) => {
    expect(await arranged(change)).toBe(code)
  })

  test('a later first action that is entered afterwards helps no tip that came in between', async () => {
    const late = await fresh('2026-03-03T12:00:00+08:00')
    await enterAction(late, 8, '2026-03-03T20:00:00+08:00')
    expect(await refused(await tipProposal(it, late))).toBe('LS025')
  })

  test('a case without a first action, and one that was merged', async () => {
    const [tip = ''] = await acceptedTips(it, [ACCEPTED])
    const bare = await crackedCase(it, [tip], { hasAction: false })
    expect(await refused(await tipProposal(it, { tip, case: bare }))).toBe('LS026')
    const into = await crackedCase(it)
    await it.owner`update cases set merged_into = ${into} where id = ${bare}`
    expect(await refused(await tipProposal(it, { tip, case: bare }))).toBe('LS007')
    const said = await tipProposal(it, { tip, case: into })
    expect(part(said.content, 'facts')['findings']).toHaveLength(2)
    expect(await stateOf(propose(it.office, it.people.lin, said))).toBe(null)
    const [awarded, other] = [await fresh(), await crackedCase(it)]
    await gone([], awarded)
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
        values (${a}, ${b}, 'duplicate', ${one}, ${other}, ${it.people.lin}, now())`.then()
    }
    await saidSame(first, second)
    await saidSame(first, third)
    const share = 3000
    const about = (tip: string) => ({ tip, case: of, share })
    expect(await refused(await tipProposal(it, about(second)))).toBe('LS029')
    expect(await refused(await tipProposal(it, about(third)))).toBe('LS029')
    const denied = await tipProposal(it, about(third), (content) => {
      Object.assign(content, { kind: 'deny', denial: 'not-first' })
      Object.assign(part(content, 'assessment'), { lines: [], totalFen: '0' })
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
    expect(await refused(await tipProposal(it, { tip: first, case: of, share: 1000 }))).toBe('LS032')
    const [third = ''] = await acceptedTips(it, [ACCEPTED])
    await it.owner`insert into case_links (case_id, seq, staff_id, at, tip_id, "as") values (${of}, 5, ${it.people.lin}, now(), ${third}, 'origin')`
    const both = await tipProposal(it, { tip: third, case: of, share: 1000 }, (content) => (content['joint'] = [first]))
    expect(await refused(both)).toBe('LS032')
  })
})

describe('one step after the other, each by somebody else', () => {
  test('from the proposal to the day until which it can be claimed', async () => {
    const said = await tipProposal(it, await fresh())
    await propose(it.office, it.people.lin, said)
    expect(await stateIs(said.award)).toBe('proposed')
    for (const [what, state] of [
      ['review', 'reviewed'],
      ['approve', 'approved'],
      ['fund', 'granted'],
    ] as const) {
      await take(what, said)
      expect(await stateIs(said.award)).toBe(state)
    }
    const [row] =
      await it.office`select a.*, sanya_day(granted_at)::text as day, (deadline_on(sanya_day(granted_at), 2, 'month')).due_on as until
      from awards a where id = ${said.award}`
    expect(row).toMatchObject({
      fund: 'tips',
      version: 1,
      kind: 'grant',
      total_fen: '50000',
      share: 10_000,
      needs_second: false,
    })
    expect(row?.['claim_until']).toEqual(row?.['until'])
    const [due] = await it.office`select notify_due_on::text from awards where id = ${said.award}`
    expect(due?.['notify_due_on']).toBe('2026-03-25')
    const hands =
      await it.office`select s.login, h.step from award_hands h join staff s on s.id = h.staff_id where award_id = ${said.award} order by 1`
    expect(hands.map((hand) => [hand['login'], hand['step']])).toEqual([
      ['he', 'approve'],
      ['lin', 'propose'],
      ['xu', 'fund'],
      ['zheng', 'review'],
    ])
  })

  test('above the limit of the rules two approve, at it one', async () => {
    const at = await gone(['review', 'approve'], { ...(await fresh()), fen: '5000000' })
    expect(await stateIs(at.award)).toBe('approved')
    const above = await gone(['review', 'approve'], { ...(await fresh()), fen: '5000001' })
    expect(await stateIs(above.award)).toBe('approved-once')
    expect(await stateOf(take('fund', above))).toBe('LS020')
    expect(await stateOf(take('approve-second', above, 'he'))).toBe('LS021')
    await take('approve-second', above)
    expect(await stateIs(above.award)).toBe('approved')
  })

  /** Where each person has a hand in an award above the limit that waits for its funds, and which step is next for whom. */
  const NEXT: readonly (readonly [readonly AwardStep[], AwardStep])[] = [
    [[], 'review'],
    [['review'], 'approve'],
    [['review', 'approve'], 'approve-second'],
    [['review', 'approve', 'approve-second'], 'fund'],
  ]
  test.each(NEXT)('whoever has a hand in it after %j does not take %s', async (steps, next) => {
    const said = await gone(steps, { ...(await fresh()), fen: '6000000' })
    for (const held of ['propose', ...steps] as const)
      expect([held, await stateOf(take(next, said, BY[held]))]).toEqual([held, 'LS021'])
    await take(next, said)
  })

  test('and not in a later version either; the same step again is the same hand', async () => {
    const about = await fresh()
    const first = await gone(['review', 'return'], about)
    const second = await tipProposal(it, { ...about, award: first.award, version: 2 })
    expect(await stateOf(propose(it.office, it.people.zheng, second))).toBe('LS021')
    await propose(it.office, it.people.lin, second)
    expect(await stateOf(take('review', second, 'lin'))).toBe('LS021')
    await take('review', second)
    expect(await stateOf(take('approve', second, 'zheng'))).toBe('LS021')
    await take('approve', second)
    await take('fund', second)
    const rows = await it.office`select count(*)::int as n from award_hands where award_id = ${first.award}`
    expect(rows[0]?.['n']).toBe(4)
  })

  test('what was returned, taken back, denied or granted begins again by a new version, and nothing else does', async () => {
    const ends: (readonly [AwardStep[], string])[] = [
      [['return'], 'returned'],
      [['withdraw'], 'withdrawn'],
      [['review', 'approve', 'fund'], 'granted'],
    ]
    for (const [steps, state] of ends) {
      const about = await fresh()
      const said = await gone(steps, about)
      expect(await stateIs(said.award)).toBe(state)
      for (const what of ['review', 'approve', 'fund', 'return', 'withdraw'] as const)
        expect([state, what, await stateOf(take(what, said, 'xing'))]).toEqual([state, what, 'LS020'])
      const again = await tipProposal(it, { ...about, award: said.award, version: 2 })
      await propose(it.office, it.people.lin, again)
      const [row] =
        await it.office`select state, version, granted_at, claim_until, claim_provisional from awards where id = ${said.award}`
      expect(row).toEqual({
        state: 'proposed',
        version: 2,
        granted_at: null,
        claim_until: null,
        claim_provisional: null,
      })
      const third = await tipProposal(it, { ...about, award: said.award, version: 3 })
      expect(await refused(third)).toBe('LS020')
    }
  })

  test('a step stands on what was seen: not on another digest, an old version, another place, or twice', async () => {
    const about = await fresh()
    const first = await gone([], about)
    const other = await gone([])
    expect(await stateOf(take('review', { ...first, digest: other.digest }))).toBe('LS020')
    expect(await stateOf(take('review', { ...first, version: 2 }))).toBe('LS020')
    expect(await stateOf(step(it.office, it.people.zheng, 'review', first, { seq: 7 }))).toBe('LS020')
    await take('return', first)
    const second = await tipProposal(it, { ...about, award: first.award, version: 2, fen: '40000' })
    await propose(it.office, it.people.lin, second)
    expect(await stateOf(take('review', first))).toBe('LS020')
    expect(await stateOf(take('review', { ...second, digest: first.digest }))).toBe('LS020')
    await take('review', second)
    const replay = it.office`insert into award_steps select * from award_steps where award_id = ${second.award} and step = 'review'`
    expect(await stateOf(replay.then())).toBe('LS020')
    const later = it.office`insert into award_steps (award_id, version, seq, step, staff_id, at, digest, signature)
      select award_id, version, seq + 1, step, staff_id, at, digest, signature from award_steps where award_id = ${second.award} and step = 'review'`
    expect(await stateOf(later.then())).toBe('LS020')
  })

  test('returning and taking back need a sealed reason, the others have none', async () => {
    const said = await gone([])
    const insert = (what: string, sealed: string | null): Promise<string | null> =>
      stateOf(
        it.office`insert into award_steps (award_id, version, seq, step, staff_id, at, digest, sealed, signature)
          values (${said.award}, 1, 1, ${what}, ${it.people.zheng}, now(), ${Buffer.from(said.digest, 'hex')}, ${sealed}, ${randomBytes(64)})`.then(),
      )
    expect(await insert('return', null)).toBe('23514')
    expect(await insert('review', 'x')).toBe('23514')
    expect(await insert('propose', null)).toBe('LS020')
    expect(await insert('review', null)).toBe(null)
  })
})

describe('whoever worked on the tip or the case neither reviews, approves nor funds', () => {
  const staff = (): string => it.people.xing
  test.each<[what: string, write: (about: About) => Promise<unknown>]>([
    [
      'opened the tip',
      ({ tip }) =>
        it.owner`insert into records (at, did, staff_id, tip_id) values (now(), 'open-tip', ${staff()}, ${tip})`.then(),
    ],
    [
      'moved it',
      ({ tip }) =>
        it.owner`insert into tip_moves (tip_id, seq, move, to_stage, staff_id, at) values (${tip}, 5, 'verify', 'verifying', ${staff()}, now())`.then(),
    ],
    [
      'answered it',
      ({ tip }) =>
        it.owner`insert into messages (tip_id, seq, id, sender, staff_id, is_question, sealed, at)
      values (${tip}, 0, ${randomUUID()}, 'desk', ${staff()}, false, 'x', now())`.then(),
    ],
    [
      'wrote a note',
      ({ tip }) =>
        it.owner`insert into tip_notes (tip_id, seq, id, staff_id, sealed, at) values (${tip}, 0, ${randomUUID()}, ${staff()}, 'x', now())`.then(),
    ],
    [
      'was given it',
      ({ tip }) =>
        it.owner`insert into tip_assignments (tip_id, seq, to_staff, staff_id, at) values (${tip}, 0, ${staff()}, ${it.people.lin}, now())`.then(),
    ],
    [
      'took it down',
      ({ tip }) =>
        it.owner`insert into tip_intakes (tip_id, channel, staff_id, serial) select id, 'phone', ${staff()}, serial from tips where id = ${tip}`.then(),
    ],
    [
      'is an officer of the case',
      ({ case: id }) => it.owner`insert into case_officers (case_id, staff_id) values (${id}, ${staff()})`.then(),
    ],
    [
      'entered a time of the case',
      ({ case: id }) =>
        it.owner`insert into case_steps (case_id, seq, staff_id, at, step, happened_at) values (${id}, 5, ${staff()}, now(), 'opened', now())`.then(),
    ],
    [
      'wrote the account of the case',
      ({ case: id }) =>
        it.owner`insert into case_narratives (case_id, seq, staff_id, at, sealed) values (${id}, 0, ${staff()}, now(), 'x')`.then(),
    ],
    [
      'entered an outcome',
      ({ case: id }) =>
        it.owner`insert into outcomes (id, case_id, kind, happened_on, count, is_void, entered_by, entered_at)
      values (${randomUUID()}, ${id}, 'arrest', '2026-03-04', 2, false, ${staff()}, now())`.then(),
    ],
  ])('%s', async (_what, write) => {
    const about = await fresh()
    await write(about)
    const said = await gone([], about)
    expect(await stateOf(take('review', said, 'xing'))).toBe('LS022')
    await take('review', said)
    expect(await stateOf(take('approve', said, 'xing'))).toBe('LS022')
    await take('approve', said)
    expect(await stateOf(take('fund', said, 'xing'))).toBe('LS022')
  })

  test('who confirmed an outcome; but not who only read or stepped the award', async () => {
    const about = await fresh()
    const said = await gone([], about)
    expect(await stateOf(take('review', said, 'wang'))).toBe('LS022')
    await it.owner`insert into records (at, did, staff_id, tip_id, case_id) values (now(), 'read-award', ${it.people.zheng}, ${about.tip}, ${about.case})`
    await take('review', said)
  })
})

describe('what changed since it was proposed', () => {
  test.each([[[]], [['review']], [['review', 'approve']]] as [AwardStep[]][])(
    'an outcome was added or corrected after %j',
    async (steps) => {
      const next = (['review', 'approve', 'fund'] as const)[steps.length] ?? 'fund'
      for (const isCorrected of [false, true]) {
        const about = await fresh()
        const said = await gone(steps, about)
        const [counted] = await it.owner`select counted_outcomes(${about.case}) as id`
        await countedOutcome(it, about.case, isCorrected ? String(counted?.['id']) : null)
        expect([next, await stateOf(take(next, said))]).toEqual([next, 'LS023'])
        await take('return', said)
        const again = await tipProposal(it, { ...about, award: said.award, version: 2 })
        await propose(it.office, it.people.lin, again)
        expect(await stateIs(said.award)).toBe('proposed')
      }
    },
  )

  test('once granted it stands, and goes on by a new version alone', async () => {
    const about = await fresh()
    const said = await gone(['review', 'approve', 'fund'], about)
    await countedOutcome(it, about.case)
    expect(await stateIs(said.award)).toBe('granted')
    expect(
      await refused(
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
    const out = await fresh()
    const said = await gone(['review'], out)
    await it.owner`update case_links set removed_at = now(), removed_by = staff_id where case_id = ${out.case}`
    expect(await stateOf(take('approve', said))).toBe('LS027')
    await take('withdraw', said)
    const undone = await fresh()
    const other = await gone(['review'], undone)
    await it.owner`insert into tip_moves (tip_id, seq, move, to_stage, staff_id, at, undoes) values (${undone.tip}, 2, 'undo', 'received', ${it.people.lin}, now(), 1)`
    expect(await stateOf(take('approve', other))).toBe('LS025')
  })
})

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
    expect(await refused(await tipProposal(it, { ...other, share: 4001 }))).toBe('LS028')
    const whole = await tipProposal(it, { ...other, share: 6000 })
    await take('return', first)
    await propose(it.office, it.people.lin, whole)
    expect(await refused(await tipProposal(it, { ...one, award: first.award, version: 2, share: 6000 }))).toBe('LS028')
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
    expect(ends.toSorted()).toEqual(['LS028', null])
  })

  test('one award a tip and case, whoever is quicker', async () => {
    const about = await fresh()
    const said = await Promise.all(Array.from({ length: 6 }, () => tipProposal(it, { ...about, share: 100 })))
    const ends = await Promise.all(said.map((each) => stateOf(propose(it.office, it.people.lin, each))))
    expect(ends.toSorted()).toEqual([...Array.from({ length: 5 }, () => 'LS032'), null])
  })

  test('two approve at once, two review at once: one of them does', async () => {
    for (const [steps, what] of [
      [[], 'review'],
      [['review'], 'approve'],
      [['review', 'approve'], 'fund'],
    ] as const) {
      const said = await gone(steps)
      const racers = (['qiu', 'xing'] as const).map((who) => stateOf(take(what, said, who)))
      expect([what, (await Promise.all(racers)).toSorted()]).toEqual([what, ['LS020', null]])
    }
  })

  test('a correction and an approval at once: whichever comes second sees the first', async () => {
    for (let n = 0; n < 4; n++) {
      const about = await fresh()
      const said = await gone(['review'], about)
      const [end] = await Promise.all([stateOf(take('approve', said)), countedOutcome(it, about.case)])
      const next = end === null ? await stateOf(take('fund', said)) : end
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
    const about = await fresh()
    const withToken = (content: Content): unknown => (content['payees'] = [token])
    const takesPart = (content: Content): unknown =>
      Object.assign((content['participants'] as object[])[0] ?? {}, { payees: [token] })
    const forTip = await tipProposal(it, about, withToken)
    await propose(it.office, it.people.lin, forTip)
    const forPart = await strikeProposal(it, about, takesPart)
    expect(await refused(forPart)).toBe('LS033')
    await take('withdraw', forTip)
    await propose(it.office, it.people.lin, forPart)
    expect(await refused(await tipProposal(it, { ...about, award: forTip.award, version: 2 }, withToken))).toBe('LS033')
    await take('return', forPart)
    await propose(
      it.office,
      it.people.lin,
      await tipProposal(it, { ...about, award: forTip.award, version: 2 }, withToken),
    )
    expect(await refused(await strikeProposal(it, { ...about, award: forPart.award, version: 2 }, takesPart))).toBe(
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
    [
      'a row where the tariff has none',
      'LS035',
      (c) => Object.assign((c['participants'] as object[])[0] ?? {}, { row: 'lead' }),
    ],
    ['nobody', 'LS035', (c) => Object.assign(c, { participants: [], totalFen: '0' })],
  ])('%s: %s', async (_what, code, change) => {
    expect(await refused(await strikeProposal(it, { case: await crackedCase(it) }, change))).toBe(code)
  })

  test('one award a case, by the rules of the day on which it was cracked, and no step by one of them', async () => {
    const of = await crackedCase(it)
    const said = await strikeProposal(it, { case: of }, (content) =>
      Object.assign((content['participants'] as object[])[0] ?? {}, { staff: it.people.zheng }),
    )
    await propose(it.office, it.people.lin, said)
    expect(await refused(await strikeProposal(it, { case: of }))).toBe('LS032')
    expect(await stateOf(take('review', said))).toBe('LS022')
    await take('review', said, 'qiu')
    await take('approve', said)
    await take('fund', said)
    expect(await stateIs(said.award)).toBe('granted')
  })
})

/** Of which the office may insert, and nobody may do anything else. */
const FINAL = ['award_versions', 'award_steps']
/** Follows from those. */
const FOLLOWS = ['awards', 'award_hands', 'award_outcomes', 'award_joint_tips']

test('an award comes about by versions and steps alone: nobody writes, changes or deletes it or what follows from it', async () => {
  await gone(['review'])
  for (const table of [...FINAL, ...FOLLOWS]) {
    const key = table === 'awards' ? 'id' : 'award_id'
    for (const statement of [
      `update ${table} set ${key} = ${key}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      expect([statement, await stateOf(it.office.unsafe(statement).then())]).toEqual([statement, '42501'])
      expect([statement, await stateOf(it.owner.unsafe(statement).then())]).toEqual([statement, 'LS001'])
    }
  }
  for (const table of FOLLOWS) {
    const statement = `insert into ${table} select * from ${table} limit 1`
    expect([statement, await stateOf(it.office.unsafe(statement).then())]).toEqual([statement, '42501'])
  }
  for (const change of [`state = 'granted'`, 'total_fen = 1', `case_id = gen_random_uuid()`, `number = 'x'`])
    expect([change, await stateOf(it.owner.unsafe(`update awards set ${change}`).then())]).toEqual([change, 'LS001'])
  expect(await stateOf(it.office`insert into award_counters (fund, year, last) values ('tips', 2031, 7)`.then())).toBe(
    '42501',
  )
})

test('a tip with an award is not forgotten, whatever became of the award', async () => {
  const about = await fresh()
  const said = await gone([], about)
  await take('withdraw', said)
  expect(await stateOf(it.owner`select forget_tip(${about.tip})`.then())).toBe('23503')
})

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
    const about = await fresh()
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
      await take(what, said)
      if (what === 'approve') break
    }
    expect(await seen(about.tip)).toMatchObject([{ state: 'approved', totalFen: '50000', claimUntil: null }])
    await take('fund', said)
    const [shown] = (await seen(about.tip)) as Record<string, unknown>[]
    expect(shown).toMatchObject({ state: 'granted', totalFen: '50000', unmet: [], denial: null })
    expect(shown?.['lines']).toEqual([
      { kind: 'row', zh: '缴获毒品', en: 'Drugs seized', fen: '50000', parts: [{ quantity: '10' }] },
      { kind: 'taken', because: 'share', fen: '0', limit: '10000' },
    ])
    for (const key of ['since', 'claimUntil', 'notifyDueOn']) expect(shown?.[key]).toMatch(/^\d{4}-\d\d-\d\d$/)
    const text = JSON.stringify(shown)
    const [row] = await it.owner`select number from awards where id = ${said.award}`
    for (const secret of [said.award, about.case, ...Object.values(it.people), String(row?.['number'])])
      expect(text).not.toContain(secret)
  })

  test('why nothing is paid, once that is approved', async () => {
    const about = await fresh()
    const said = await tipProposal(it, about, (content) => {
      Object.assign(content, { kind: 'deny', denial: 'condition', conditions: allMet(['verified', 'concrete']) })
      Object.assign(part(content, 'assessment'), { lines: [], totalFen: '0' })
    })
    await propose(it.office, it.people.lin, said)
    await take('review', said)
    expect(await seen(about.tip)).toMatchObject([ASSESSING])
    await take('approve', said)
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
    await take('withdraw', said)
    expect([await seen(one), await seen(other)]).toEqual([[], []])
  })

  test('a code that nobody has costs the same call and gives nothing', async () => {
    const [row] = await visitor`select read_mailbox(${randomBytes(32)}, null, 30) as mailbox`
    expect(row?.['mailbox']).toBe(null)
    expect(await stateOf(visitor`select awards_of_tip(${randomUUID()})`.then())).toBe('42501')
  })
})

/** Last, since other rules hold from here on. */
describe('when other rules hold', () => {
  /** A year of its own, with a fund of its own. */
  const later = new Date('2031-05-06T10:00:00+08:00')
  const proposeLater = (said: Proposal): Promise<string | null> =>
    stateOf(propose(it.office, it.people.lin, said, later))

  test('a rule set that begins in between stops what was proposed before it; what was granted stands', async () => {
    const about = await fresh()
    const said = await gone(['review'], about)
    const granted = await gone(['review', 'approve', 'fund'])
    await enterRules(it.owner, 'T-2', '2026-02-01', {
      caps: { report: null, case: { fen: '70000' }, year: { fen: '120000' } },
      strikeRows: [{ id: 'lead', for: 'person', minFen: '1000', maxFen: '90000' }],
    })
    expect(await stateOf(take('approve', said))).toBe('LS024')
    expect(await stateIs(granted.award)).toBe('granted')
    await take('return', said)
    // By now more was granted than the new rules have for a year.
    expect(await refused(await tipProposal(it, { ...about, award: said.award, version: 2 }))).toBe('LS034')
  })

  test('the fund of a year is not exceeded, also not by two at once; what was sent back is there again', async () => {
    const first = await tipProposal(it, await fresh())
    expect(await proposeLater(first)).toBe(null)
    const both = [await tipProposal(it, await fresh()), await tipProposal(it, await fresh())]
    const ends = await Promise.all(both.map(proposeLater))
    expect(ends.toSorted()).toEqual(['LS034', null])
    await take('return', first)
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
      Object.assign((content['participants'] as object[])[0] ?? {}, { row }),
    )
    expect(await stateOf(propose(it.office, it.people.lin, said))).toBe(code)
  })

  test('a step waits for the rules that somebody approves at the same moment, and then sees them', async () => {
    const said = await tipProposal(it, await fresh(), () => {})
    await propose(it.office, it.people.lin, said, new Date(Date.UTC(2034, 5)))
    const stepping = await it.owner.begin(async (tx) => {
      await enterRules(tx, 'T-3', '2026-03-01')
      const end = stateOf(take('review', said))
      for (let isWaiting = false; !isWaiting;)
        isWaiting = (await it.owner`select from pg_locks where locktype = 'advisory' and not granted`).length > 0
      return { end }
    })
    expect(await stepping.end).toBe('LS024')
  })
})
