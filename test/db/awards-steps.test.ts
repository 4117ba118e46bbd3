import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AwardStep } from '#contract/rewards/chain.ts'
import { fresh, gone, refused, stateIs, take, usual, type About } from './awards-acts.ts'
import {
  ACCEPTED,
  acceptedTips,
  crackedCase,
  propose,
  startRuledAwards,
  stateOf,
  step,
  tipProposal,
  type AwardsWorld,
} from './awards-world.ts'

/** Who may take which step of an award, and what is final about it. */
let it: AwardsWorld
beforeAll(async () => {
  it = await startRuledAwards()
})
afterAll(() => it.stop())

describe('one step after the other, each by somebody else', () => {
  test('from the proposal to the day until which it can be claimed', async () => {
    const said = await tipProposal(it, await fresh(it))
    await propose(it.office, it.people.lin, said)
    expect(await stateIs(it, said.award)).toBe('proposed')
    for (const [what, state] of [
      ['review', 'reviewed'],
      ['approve', 'approved'],
      ['fund', 'granted'],
    ] as const) {
      await take(it, what, said)
      expect(await stateIs(it, said.award)).toBe(state)
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

  test('a calendar that is published counts again until when an award can be claimed, where that was provisional', async () => {
    const said = await gone(it, ['review', 'approve'])
    await step(it.office, it.people.xu, 'fund', said, { at: new Date('2026-11-25T10:00:00+08:00') })
    const until = async (): Promise<unknown> =>
      (
        await it.office`select claim_until::text as until, claim_provisional as provisional from awards where id = ${said.award}`
      )[0]
    expect(await until()).toEqual({ until: '2027-01-25', provisional: true })
    const days = [{ day: '2027-01-25', isWorkday: false, name: '测试' }]
    await it.owner`insert into calendar_years (year, version, source_doc, days) values (2027, 1, 'x', ${JSON.stringify(days)}::text::jsonb)`
    expect(await until()).toEqual({ until: '2027-01-26', provisional: false })
  })

  test('above the limit of the rules two approve, at it one', async () => {
    const at = await gone(it, ['review', 'approve'], { ...(await fresh(it)), fen: '5000000' })
    expect(await stateIs(it, at.award)).toBe('approved')
    const above = await gone(it, ['review', 'approve'], { ...(await fresh(it)), fen: '5000001' })
    expect(await stateIs(it, above.award)).toBe('approved-once')
    expect(await stateOf(take(it, 'fund', above))).toBe('LS020')
    expect(await stateOf(take(it, 'approve-second', above, 'he'))).toBe('LS021')
    await take(it, 'approve-second', above)
    expect(await stateIs(it, above.award)).toBe('approved')
  })

  /** Where each person has a hand in an award above the limit that waits for its funds, and which step is next for whom. */
  const NEXT: readonly (readonly [readonly AwardStep[], AwardStep])[] = [
    [[], 'review'],
    [['review'], 'approve'],
    [['review', 'approve'], 'approve-second'],
    [['review', 'approve', 'approve-second'], 'fund'],
  ]
  test.each(NEXT)('whoever has a hand in it after %j does not take %s', async (steps, next) => {
    const said = await gone(it, steps, { ...(await fresh(it)), fen: '6000000' })
    for (const held of ['propose', ...steps] as const)
      expect([held, await stateOf(take(it, next, said, usual(held)))]).toEqual([held, 'LS021'])
    await take(it, next, said)
  })

  test('and not in a later version either; the same step again is the same hand', async () => {
    const about = await fresh(it)
    const first = await gone(it, ['review', 'return'], about)
    const second = await tipProposal(it, { ...about, award: first.award, version: 2 })
    expect(await stateOf(propose(it.office, it.people.zheng, second))).toBe('LS021')
    await propose(it.office, it.people.lin, second)
    expect(await stateOf(take(it, 'review', second, 'lin'))).toBe('LS021')
    await take(it, 'review', second)
    expect(await stateOf(take(it, 'approve', second, 'zheng'))).toBe('LS021')
    await take(it, 'approve', second)
    await take(it, 'fund', second)
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
      const about = await fresh(it)
      const said = await gone(it, steps, about)
      expect(await stateIs(it, said.award)).toBe(state)
      for (const what of ['review', 'approve', 'fund', 'return', 'withdraw'] as const)
        expect([state, what, await stateOf(take(it, what, said, 'xing'))]).toEqual([state, what, 'LS020'])
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
      expect(await refused(it, third)).toBe('LS020')
    }
  })

  test('a step stands on what was seen: not on another digest, an old version, another place, or twice', async () => {
    const about = await fresh(it)
    const first = await gone(it, [], about)
    const other = await gone(it, [])
    expect(await stateOf(take(it, 'review', { ...first, digest: other.digest }))).toBe('LS020')
    expect(await stateOf(take(it, 'review', { ...first, version: 2 }))).toBe('LS020')
    expect(await stateOf(step(it.office, it.people.zheng, 'review', first, { seq: 7 }))).toBe('LS020')
    await take(it, 'return', first)
    const second = await tipProposal(it, { ...about, award: first.award, version: 2, fen: '40000' })
    await propose(it.office, it.people.lin, second)
    expect(await stateOf(take(it, 'review', first))).toBe('LS020')
    expect(await stateOf(take(it, 'review', { ...second, digest: first.digest }))).toBe('LS020')
    await take(it, 'review', second)
    const replay = it.office`insert into award_steps select * from award_steps where award_id = ${second.award} and step = 'review'`
    expect(await stateOf(replay)).toBe('LS020')
    const later = it.office`insert into award_steps (award_id, version, seq, step, staff_id, at, digest, signature)
      select award_id, version, seq + 1, step, staff_id, at, digest, signature from award_steps where award_id = ${second.award} and step = 'review'`
    expect(await stateOf(later)).toBe('LS020')
  })

  test('returning and taking back need a sealed reason, the others have none', async () => {
    const said = await gone(it, [])
    const insert = (what: string, sealed: string | null): Promise<string | null> =>
      stateOf(
        it.office`insert into award_steps (award_id, version, seq, step, staff_id, at, digest, sealed, signature)
          values (${said.award}, 1, 1, ${what}, ${it.people.zheng}, now(), ${Buffer.from(said.digest, 'hex')}, ${sealed}, ${randomBytes(64)})`,
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
        it.owner`insert into records (at, did, staff_id, tip_id) values (now(), 'open-tip', ${staff()}, ${tip})`,
    ],
    [
      'moved it',
      ({ tip }) =>
        it.owner`insert into tip_moves (tip_id, seq, move, to_stage, staff_id, at) values (${tip}, 5, 'verify', 'verifying', ${staff()}, now())`,
    ],
    [
      'answered it',
      ({ tip }) =>
        it.owner`insert into messages (tip_id, seq, id, sender, staff_id, is_question, sealed, at)
      values (${tip}, 0, ${randomUUID()}, 'desk', ${staff()}, false, 'x', now())`,
    ],
    [
      'wrote a note',
      ({ tip }) =>
        it.owner`insert into tip_notes (tip_id, seq, id, staff_id, sealed, at) values (${tip}, 0, ${randomUUID()}, ${staff()}, 'x', now())`,
    ],
    [
      'was given it',
      ({ tip }) =>
        it.owner`insert into tip_assignments (tip_id, seq, to_staff, staff_id, at) values (${tip}, 0, ${staff()}, ${it.people.lin}, now())`,
    ],
    [
      'took it down',
      ({ tip }) =>
        it.owner`insert into tip_intakes (tip_id, channel, staff_id, serial) select id, 'phone', ${staff()}, serial from tips where id = ${tip}`,
    ],
    [
      'is an officer of the case',
      ({ case: id }) => it.owner`insert into case_officers (case_id, staff_id) values (${id}, ${staff()})`,
    ],
    [
      'entered a time of the case',
      ({ case: id }) =>
        it.owner`insert into case_steps (case_id, seq, staff_id, at, step, happened_at) values (${id}, 5, ${staff()}, now(), 'opened', now())`,
    ],
    [
      'wrote the account of the case',
      ({ case: id }) =>
        it.owner`insert into case_narratives (case_id, seq, staff_id, at, sealed) values (${id}, 0, ${staff()}, now(), 'x')`,
    ],
    [
      'entered an outcome',
      ({ case: id }) =>
        it.owner`insert into outcomes (id, case_id, kind, happened_on, count, is_void, entered_by, entered_at)
      values (${randomUUID()}, ${id}, 'arrest', '2026-03-04', 2, false, ${staff()}, now())`,
    ],
  ])('%s', async (_what, write) => {
    const about = await fresh(it)
    await write(about)
    const said = await gone(it, [], about)
    expect(await stateOf(take(it, 'review', said, 'xing'))).toBe('LS022')
    await take(it, 'review', said)
    expect(await stateOf(take(it, 'approve', said, 'xing'))).toBe('LS022')
    await take(it, 'approve', said)
    expect(await stateOf(take(it, 'fund', said, 'xing'))).toBe('LS022')
  })

  test('who worked on a tip that was sent jointly, and who took a link out of the case', async () => {
    const [tip = '', joint = ''] = await acceptedTips(it, [ACCEPTED, ACCEPTED])
    const of = await crackedCase(it, [tip, joint, (await acceptedTips(it, [ACCEPTED]))[0] ?? ''])
    await it.owner`insert into records (at, did, staff_id, tip_id) values (now(), 'open-tip', ${staff()}, ${joint})`
    await it.owner`update case_links set removed_at = now(), removed_by = ${it.people.qiu} where case_id = ${of} and seq = 2`
    const said = await tipProposal(it, { tip, case: of }, (content) => (content['joint'] = [joint]))
    await propose(it.office, it.people.lin, said)
    for (const who of ['xing', 'qiu'] as const)
      expect([who, await stateOf(take(it, 'review', said, who))]).toEqual([who, 'LS022'])
    await take(it, 'review', said)
  })

  test('who confirmed an outcome; but not who only read or stepped the award', async () => {
    const about = await fresh(it)
    const said = await gone(it, [], about)
    expect(await stateOf(take(it, 'review', said, 'wang'))).toBe('LS022')
    await it.owner`insert into records (at, did, staff_id, tip_id, case_id) values (now(), 'read-award', ${it.people.zheng}, ${about.tip}, ${about.case})`
    await take(it, 'review', said)
  })
})

/** Of which the office may insert, and nobody may do anything else. */
const FINAL = ['award_versions', 'award_steps']
/** Follows from those. */
const FOLLOWS = ['awards', 'award_hands', 'award_outcomes', 'award_joint_tips']

test('an award comes about by versions and steps alone: nobody writes, changes or deletes it or what follows from it', async () => {
  const [tip = '', other = ''] = await acceptedTips(it, [ACCEPTED, ACCEPTED])
  const of = await crackedCase(it, [tip, other])
  const said = await tipProposal(it, { tip, case: of }, (content) => (content['joint'] = [other]))
  await propose(it.office, it.people.lin, said)
  await take(it, 'review', said)
  for (const table of [...FINAL, ...FOLLOWS]) {
    const key = table === 'awards' ? 'id' : 'award_id'
    for (const statement of [
      `update ${table} set ${key} = ${key}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      expect([statement, await stateOf(it.office.unsafe(statement))]).toEqual([statement, '42501'])
      expect([statement, await stateOf(it.owner.unsafe(statement))]).toEqual([statement, 'LS001'])
    }
  }
  for (const table of FOLLOWS) {
    const statement = `insert into ${table} select * from ${table} limit 1`
    expect([statement, await stateOf(it.office.unsafe(statement))]).toEqual([statement, '42501'])
  }
  for (const change of [`state = 'granted'`, 'total_fen = 1', `case_id = gen_random_uuid()`, `number = 'x'`])
    expect([change, await stateOf(it.owner.unsafe(`update awards set ${change}`))]).toEqual([change, 'LS001'])
  expect(await stateOf(it.office`insert into award_counters (fund, year, last) values ('tips', 2031, 7)`)).toBe('42501')
})

test('a tip with an award is not forgotten, whatever became of the award', async () => {
  const about = await fresh(it)
  const said = await gone(it, [], about)
  await take(it, 'withdraw', said)
  expect(await stateOf(it.owner`select forget_tip(${about.tip})`)).toBe('23503')
})
