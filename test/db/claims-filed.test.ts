import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fresh, gone, inOrder, take } from './awards-acts.ts'
import { ACCEPTED, acceptedTips, crackedCase, enterRules, propose, stateOf, tipProposal } from './awards-world.ts'
import {
  claim,
  claimed,
  claimRow,
  dispute,
  freeze,
  grantedStrike,
  grantedTip,
  payableState,
  release,
  startClaims,
  termOver,
  thisHour,
  type ClaimRow,
  type ClaimsWorld,
  type Owed,
} from './claims-world.ts'

/** How an award is claimed, corrected and disputed, as the role of the public process. */
let it: ClaimsWorld
beforeAll(async () => {
  it = await startClaims()
})
afterAll(() => it.stop())

/** What a claim is refused with, by the public role and by the owner alike. */
async function refused(row: ClaimRow): Promise<string | null> {
  const asPublic = await stateOf(claim(it.visitor, row))
  expect(await stateOf(claim(it.owner, row))).toBe(asPublic)
  return asPublic
}

describe('a claim of a reporter', () => {
  test.each(['transfer', 'voucher', 'proxy', 'decline'] as const)(
    'by %s: what is owed is claimed since then',
    async (method) => {
      const owed = await grantedTip(it)
      expect(await payableState(it, owed)).toBe('open')
      await claimed(it, owed, { method })
      const [row] = await it.office`select state, claim_seq from payables where id = ${owed.payable}`
      expect(row).toEqual({ state: 'claimed', claim_seq: 1 })
    },
  )

  test('says what its digest says: no part of it can be exchanged', async () => {
    const owed = await grantedTip(it)
    const other = await grantedTip(it)
    const row = claimRow(owed, { method: 'proxy' })
    const changes: Partial<ClaimRow>[] = [
      { verifier: randomBytes(32) },
      { sealed: randomBytes(60) },
      { has_word: true },
      { fen: '50001' },
      { method: 'voucher', sealed: null },
      { digest: randomBytes(32) },
      { payable_id: other.payable },
    ]
    for (const change of changes) expect([change, await refused({ ...row, ...change })]).toEqual([change, 'LS048'])
    await claim(it.visitor, row)
  })

  test('over another sum, though its digest says so, is refused', async () => {
    const owed = await grantedTip(it)
    expect(await refused(claimRow({ ...owed, fen: owed.fen + 1n }))).toBe('LS048')
  })

  test('takes the next place; the newest counts, and none is replayed', async () => {
    const owed = await grantedTip(it)
    expect(await refused(claimRow(owed, { seq: 2 }))).toBe('LS046')
    const first = await claimed(it, owed)
    expect(await refused(first)).toBe('LS046')
    await claimed(it, owed, { seq: 2, method: 'transfer' })
    expect(await refused({ ...first, seq: 3 })).toBe('LS048')
    expect(await it.office`select claim_seq from payables where id = ${owed.payable}`).toEqual([{ claim_seq: 2 }])
  })

  test('two at once: one of them is the first', async () => {
    const owed = await grantedTip(it)
    const ends = await Promise.all(Array.from({ length: 6 }, () => stateOf(claim(it.visitor, claimRow(owed)))))
    expect(inOrder(ends)).toEqual([...Array.from({ length: 5 }, () => 'LS046'), null])
  })

  test('comes in time; one that was made can be corrected later', async () => {
    const late = await grantedTip(it)
    const early = await grantedTip(it)
    await claimed(it, early)
    for (const owed of [late, early]) await termOver(it, owed, '2026-11-20')
    const day = (hour: string): Date => new Date(`2026-11-${hour}:00:00Z`)
    expect(await refused(claimRow(late, { at: day('20T16') }))).toBe('LS047')
    await claimed(it, early, { seq: 2, at: day('20T16') })
    await claimed(it, late, { at: day('20T15') })
  })

  test('is not taken of what is held up, until that is released', async () => {
    const owed = await grantedTip(it)
    await freeze(it, owed)
    expect(await refused(claimRow(owed))).toBe('LS050')
    await release(it, owed)
    await claimed(it, owed)
  })

  test('is not taken of an award that was taken back', async () => {
    const owed = await grantedTip(it)
    const again = await tipProposal(it, { tip: owed.tip ?? '', case: owed.case, award: owed.award, version: 2 })
    await propose(it.office, it.people.lin, again)
    expect(await payableState(it, owed)).toBe('cancelled')
    expect(await refused(claimRow(owed))).toBe('LS047')
    expect(await refused({ ...claimRow(owed), payable_id: '00000000-0000-4000-8000-000000000000' })).toBe('LS047')
  })

  test('keeps the award as it is: no new version while somebody has claimed it', async () => {
    const owed = await grantedTip(it)
    await claimed(it, owed)
    const again = await tipProposal(it, { tip: owed.tip ?? '', case: owed.case, award: owed.award, version: 2 })
    expect(await stateOf(propose(it.office, it.people.lin, again))).toBe('LS040')
  })

  test('knows the full hour and nothing closer', async () => {
    const owed = await grantedTip(it)
    const row = claimRow(owed, { at: new Date(thisHour().getTime() + 60_000) })
    expect(await stateOf(claim(it.visitor, row))).toBe('23514')
  })

  test('is made by nobody of the office, and names nobody', async () => {
    const owed = await grantedTip(it)
    expect(await stateOf(claim(it.office, claimRow(owed)))).toBe('42501')
    expect(await refused(claimRow(owed, { by: it.people.xu }))).toBe('LS048')
    expect(await stateOf(claim(it.office, claimRow(owed, { by: it.people.xu })))).toBe('LS048')
  })
})

describe('a claim for somebody who took part', () => {
  test('is a transfer that a member enters, whatever the day', async () => {
    const owed = await grantedStrike(it)
    await termOver(it, owed)
    for (const method of ['voucher', 'proxy', 'decline'] as const)
      expect(await stateOf(claim(it.office, claimRow(owed, { method, by: it.people.xu })))).toBe('LS049')
    expect(await stateOf(claim(it.visitor, claimRow(owed, { method: 'transfer' })))).toBe('LS048')
    await claimed(it, owed)
    expect(await payableState(it, owed)).toBe('claimed')
  })

  test('cannot be disputed with a code', async () => {
    const owed = await grantedStrike(it)
    await claimed(it, owed)
    expect(await stateOf(dispute(it, owed))).toBe('LS048')
  })
})

const freezesOf = (owed: Owed): Promise<unknown> =>
  it.owner`select seq, cause, staff_id, released_at is null as open from freezes where payable_id = ${owed.payable} order by seq`

describe('this was not me', () => {
  test('holds the payment up at once, once; whoever released it, it can be said again of another claim', async () => {
    const owed = await grantedTip(it)
    await claimed(it, owed)
    await dispute(it, owed)
    const freezing = { seq: 1, cause: 'disputed', staff_id: null, open: true }
    expect(await freezesOf(owed)).toEqual([freezing])
    expect(await stateOf(dispute(it, owed))).toBe('23505')
    expect(await freezesOf(owed)).toEqual([freezing])
    expect(await refused(claimRow(owed, { seq: 2 }))).toBe('LS050')
    await release(it, owed)
    await claimed(it, owed, { seq: 2 })
    await dispute(it, owed, 2)
    expect(await freezesOf(owed)).toEqual([
      { ...freezing, open: false },
      { ...freezing, seq: 2 },
    ])
  })

  test('is about a claim that there is', async () => {
    const owed = await grantedTip(it)
    expect(await stateOf(dispute(it, owed))).toBe('23503')
    expect(await freezesOf(owed)).toEqual([])
  })
})

test('claims and disputes are final, and the public role reads neither', async () => {
  const owed = await grantedTip(it)
  await claimed(it, owed)
  await dispute(it, owed)
  for (const table of ['claims', 'claim_disputes']) {
    for (const statement of [
      `update ${table} set payable_id = payable_id`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      expect([statement, await stateOf(it.owner.unsafe(statement))]).toEqual([statement, 'LS001'])
      expect([statement, await stateOf(it.office.unsafe(statement))]).toEqual([statement, '42501'])
      expect([statement, await stateOf(it.visitor.unsafe(statement))]).toEqual([statement, '42501'])
    }
    expect(await stateOf(it.visitor.unsafe(`select 1 from ${table}`))).toBe('42501')
  }
  expect(await stateOf(it.office.unsafe(`insert into claim_disputes select * from claim_disputes`))).toBe('42501')
})

test('the tip of an award that was claimed is not forgotten', async () => {
  const owed = await grantedTip(it)
  await claimed(it, owed)
  expect(await stateOf(it.owner`select forget_tip(${owed.tip})`)).toBe('23503')
})

/** What the database gives the public process about a claim. */
describe('the grounds of a claim', () => {
  const grounds = async (tip: string | null, payable: string, seq = 1): Promise<unknown> => {
    const [hash] = await it.owner`select lookup_hash from tips where id = ${tip}`
    return (
      await it.visitor`select claim_grounds(${hash?.['lookup_hash'] ?? randomBytes(32)}, ${payable}, ${seq}) as grounds`
    )[0]?.['grounds']
  }
  test('are told to the code of that very tip', async () => {
    const owed = await grantedTip(it)
    const other = await grantedTip(it)
    const [key] = await it.owner`select encode(claim_public, 'base64') as key from tips where id = ${owed.tip}`
    const said = { award: owed.award, claimPublicB64: key?.['key'], fen: '50000' }
    expect(await grounds(owed.tip, owed.payable)).toEqual({ ...said, claim: null, dispute: null })
    expect(await grounds(other.tip, owed.payable)).toBe(null)
    expect(await grounds(null, owed.payable)).toBe(null)
    const row = await claimed(it, owed)
    await dispute(it, owed)
    expect(await grounds(owed.tip, owed.payable)).toEqual({
      ...said,
      claim: { digest: row.digest.toString('hex'), signatureB64: row.signature.toString('base64') },
      dispute: expect.stringMatching(/^[\w+/]{86}==$/),
    })
    expect(await grounds(owed.tip, owed.payable, 2)).toMatchObject({ claim: null, dispute: null })
  })
  test('are told to nobody who has it jointly, nor of those who took part', async () => {
    const [one = '', other = ''] = await acceptedTips(it, [ACCEPTED, ACCEPTED])
    const said = await tipProposal(
      it,
      { tip: one, case: await crackedCase(it, [one, other]) },
      (content) => (content['joint'] = [other]),
    )
    await propose(it.office, it.people.lin, said)
    for (const step of ['review', 'approve', 'fund'] as const) await take(it, step, said)
    const [row] = await it.owner`select id from payables where award_id = ${said.award}`
    expect(await grounds(one, String(row?.['id']))).not.toBe(null)
    expect(await grounds(other, String(row?.['id']))).toBe(null)
    const strike = await grantedStrike(it)
    expect(await grounds(one, strike.payable)).toBe(null)
  })
})

/** Last, since other rules hold from here on. */
test('the rules say by which ways; declining is always one', async () => {
  await enterRules(it.owner, 'T-2', '2026-02-01', { collect: { methods: ['voucher'], needsId: false } })
  const owed = await grantedTip(it)
  for (const method of ['transfer', 'proxy'] as const) expect(await refused(claimRow(owed, { method }))).toBe('LS049')
  await claimed(it, owed, { method: 'voucher' })
  await claimed(it, owed, { seq: 2, method: 'decline' })
  const denied = await gone(it, [], await fresh(it))
  expect(await it.owner`select 1 from payables where award_id = ${denied.award}`).toEqual([])
})
