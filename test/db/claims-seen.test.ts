import { afterAll, beforeAll, expect, test } from 'vitest'
import { take } from './awards-acts.ts'
import { ACCEPTED, acceptedTips, crackedCase, enterRules, propose, stateOf, tipProposal } from './awards-world.ts'
import {
  claimed,
  dispute,
  freeze,
  grantedTip,
  release,
  startClaims,
  termOver,
  thisHour,
  type ClaimsWorld,
  type Owed,
} from './claims-world.ts'

/** What the tipster sees of collecting an award, as the role of the public process. */
let it: ClaimsWorld
beforeAll(async () => {
  it = await startClaims()
  // Five desks of finance, of which four fit into an envelope.
  await it.owner`insert into desks (id, name_zh, name_en, kind, districts, categories, recipient, recovery_key)
    select gen_random_uuid(), '财务' || n, 'Finance', 'finance', '{}', '{}', d.recipient || n, recovery_key
    from (select * from desks limit 1) d, generate_series(1, 5) n`
})
afterAll(() => it.stop())

type Seen = { collectTo: string[]; collects: (Record<string, unknown> | null)[] }
async function seen(tip: string | null): Promise<Seen> {
  const [hash] = await it.owner`select lookup_hash from tips where id = ${tip}`
  const [row] =
    await it.visitor`select mailbox->'collectTo' as to, mailbox->'awards' as awards from read_mailbox(${hash?.['lookup_hash']}, null, 30) mailbox`
  const { to, awards } = { ...row } as {
    to: string[]
    awards: { collect: Record<string, unknown> | null }[]
  }
  return { collectTo: to, collects: awards.map(({ collect }) => collect) }
}
const finance = async (): Promise<unknown[]> =>
  (await it.owner`select recipient from desks where kind = 'finance' order by position limit 4`).map(
    (row) => row['recipient'],
  )
const collectOf = async (owed: Owed): Promise<Record<string, unknown> | null | undefined> =>
  (await seen(owed.tip)).collects[0]
const today = (): string => new Date(thisHour().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

test('nothing before it is granted; then how to collect it, and to whom details are sealed', async () => {
  const [tip = ''] = await acceptedTips(it, [ACCEPTED])
  const said = await tipProposal(it, { tip, case: await crackedCase(it, [tip]) })
  await propose(it.office, it.people.lin, said)
  for (const step of ['review', 'approve', 'fund'] as const) {
    expect(await seen(tip)).toEqual({ collectTo: [], collects: [null] })
    await take(it, step, said)
  }
  const [row] = await it.owner`select id from payables where award_id = ${said.award}`
  expect(await seen(tip)).toEqual({
    collectTo: await finance(),
    collects: [
      {
        payable: row?.['id'],
        award: said.award,
        state: 'open',
        fen: '50000',
        nextSeq: 1,
        isOpen: true,
        methods: ['transfer', 'voucher', 'proxy', 'decline'],
        needsId: false,
        claim: null,
        isFrozen: false,
        rejected: null,
        paid: null,
      },
    ],
  })
  expect(await finance()).toHaveLength(4)
})

test('the claim with its day, and whether it was disputed; what is held up cannot be claimed', async () => {
  const owed = await grantedTip(it)
  await claimed(it, owed)
  const made = { seq: 1, method: 'voucher', hasWord: false, on: today(), isDisputed: false }
  expect(await collectOf(owed)).toMatchObject({
    state: 'claimed',
    nextSeq: 2,
    isOpen: true,
    claim: made,
    isFrozen: false,
  })
  await freeze(it, owed)
  expect(await collectOf(owed)).toMatchObject({ state: 'claimed', isOpen: false, isFrozen: true })
  await release(it, owed)
  await dispute(it, owed)
  expect(await collectOf(owed)).toMatchObject({ isOpen: false, isFrozen: true, claim: { ...made, isDisputed: true } })
})

test('after the last day nothing is open, unless it was claimed', async () => {
  const owed = await grantedTip(it)
  const early = await grantedTip(it)
  await claimed(it, early)
  for (const each of [owed, early]) await termOver(it, each)
  expect(await collectOf(owed)).toMatchObject({ state: 'open', isOpen: false })
  expect(await collectOf(early)).toMatchObject({ state: 'claimed', isOpen: true })
})

test('who sent a tip jointly sees the award and collects nothing', async () => {
  const [one = '', other = ''] = await acceptedTips(it, [ACCEPTED, ACCEPTED])
  const said = await tipProposal(
    it,
    { tip: one, case: await crackedCase(it, [one, other]) },
    (content) => (content['joint'] = [other]),
  )
  await propose(it.office, it.people.lin, said)
  for (const step of ['review', 'approve', 'fund'] as const) await take(it, step, said)
  expect(await seen(other)).toEqual({ collectTo: [], collects: [null] })
  expect((await seen(one)).collects[0]).toMatchObject({ state: 'open' })
})

test('an award that was taken back is assessed again, with nothing to collect', async () => {
  const owed = await grantedTip(it)
  await propose(
    it.office,
    it.people.lin,
    await tipProposal(it, { tip: owed.tip ?? '', case: owed.case, award: owed.award, version: 2 }),
  )
  expect(await seen(owed.tip)).toEqual({ collectTo: [], collects: [null] })
})

test('the parts of it are called by nobody but the mailbox', async () => {
  for (const call of [
    'read_mailbox_without_collecting(null, null, 30)',
    'collect_to(gen_random_uuid())',
    'awards_of_tip(gen_random_uuid())',
  ])
    expect([call, await stateOf(it.visitor.unsafe(`select ${call}`))]).toEqual([call, '42501'])
})

/** Last, since other rules hold from here on. */
test('the ways that the rules allow, and whether they want an identity number', async () => {
  await enterRules(it.owner, 'T-2', '2026-02-01', { claim: 'identity' })
  expect(await collectOf(await grantedTip(it))).toMatchObject({
    methods: ['transfer', 'voucher', 'proxy', 'decline'],
    needsId: true,
  })
  await enterRules(it.owner, 'T-3', '2026-02-02', { collect: { methods: ['proxy', 'transfer'], needsId: true } })
  expect(await collectOf(await grantedTip(it))).toMatchObject({
    methods: ['transfer', 'proxy', 'decline'],
    needsId: true,
  })
  await enterRules(it.owner, 'T-4', '2026-02-03', {
    claim: 'identity',
    collect: { methods: ['voucher'], needsId: false },
  })
  expect(await collectOf(await grantedTip(it))).toMatchObject({ methods: ['voucher', 'decline'], needsId: false })
})
