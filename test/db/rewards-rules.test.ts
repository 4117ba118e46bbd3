import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AWARD_KINDS, AWARD_STATES, AWARD_STEPS, awardAfter } from '#contract/rewards/chain.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import { reporterNumber } from '#contract/rewards/reporter.ts'
import { enterRules, ruleDocument, startAwards, stateOf, type AwardsWorld } from './awards-world.ts'

/** Terms, rule sets and the pure functions that the database has of the contract, as the role of the office process. */
let it: AwardsWorld
beforeAll(async () => {
  it = await startAwards()
})
afterAll(() => it.stop())

test('what the product ships with holds from 2019 on, and nobody approved it', async () => {
  const rows = await it.office`select code, effective_from::text as from, approved_by, proposed_by from rule_sets`
  expect([...rows]).toEqual([{ code: 'SY-DEFAULT-1', from: '2019-01-01', approved_by: null, proposed_by: null }])
  const [on] = await it.office`select rule_set_on('2019-01-01') as first, rule_set_on('2018-12-31') as before`
  expect(on).toEqual({ first: 1, before: null })
})

test.each([
  // Working days: as the clocks count them; 2026-10-01 to 07 is off, 2026-10-10 is worked.
  ['2026-09-30', 15, 'workday', '2026-10-27', false],
  ['2026-03-04', 15, 'workday', '2026-03-25', false],
  // Days: the last one off moves on.
  ['2026-03-04', 30, 'day', '2026-04-03', false],
  ['2026-03-05', 30, 'day', '2026-04-07', false],
  // Months: the same day, the last day where there is none, the next working day where it is off.
  ['2026-03-04', 2, 'month', '2026-05-06', false],
  ['2026-01-31', 1, 'month', '2026-02-28', false],
  ['2025-12-31', 2, 'month', '2026-02-28', false],
  ['2026-08-01', 2, 'month', '2026-10-08', false],
  ['2026-11-25', 2, 'month', '2027-01-25', true],
  ['2026-11-25', 30, 'day', '2026-12-25', false],
  ['2026-12-20', 15, 'workday', '2027-01-08', true],
] as const)('from %s, %i %s end on %s', async (start, amount, unit, due, provisional) => {
  const [row] =
    await it.office`select due_on::text, provisional from deadline_on(${start}::date, ${amount}::int, ${unit})`
  expect(row).toEqual({ due_on: due, provisional })
})

test('a state leads where the contract says, for every step', async () => {
  for (const state of [null, ...AWARD_STATES])
    for (const step of AWARD_STEPS)
      for (const kind of AWARD_KINDS)
        for (const needsSecond of [false, true]) {
          const [row] = await it.office`select award_after(${state}, ${step}, ${kind}, ${needsSecond}) as to`
          expect([state, step, kind, needsSecond, row?.['to']]).toEqual([
            state,
            step,
            kind,
            needsSecond,
            awardAfter(state, step, { kind, needsSecond }),
          ])
        }
})

/** What our documents are made of: text of any kind, whole numbers, keys in ASCII. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
    fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
    fc.array(tie('value')),
    fc.dictionary(fc.string({ unit: 'grapheme-ascii' }), tie('value')),
  ),
})).value

test('the database computes the digest of a JSON value as the browsers do', async () => {
  const values = fc.sample(json, 300)
  const rows = await it.owner`
    select canonical_json(v) as canonical, encode(sha256(convert_to(canonical_json(v), 'UTF8')), 'hex') as digest
    from jsonb_array_elements(${JSON.stringify(values)}::text::jsonb) with ordinality e (v, n) order by n`
  expect(rows.map((row) => row['digest'])).toEqual(values.map((value) => digestOf(value)))
})

test('the database gives reporters the number that everybody else gives them', async () => {
  for (let n = 0; n < 40; n++) {
    const key = randomBytes(32)
    const [row] = await it.owner`select reporter_number(${key}) as number`
    expect(row?.['number']).toBe(reporterNumber(key))
  }
})

/** Proposes a rule set as the office does. */
async function proposeRules(code: string, from: string, more: object = {}): Promise<number> {
  const document = { ...ruleDocument(code), ...more }
  const digest = Buffer.from(digestOf(ruleDocument(code)), 'hex')
  const [row] = await it.office`
    insert into rule_sets (code, document, digest, effective_from, reason, proposed_by, proposed_at)
    values (${code}, ${JSON.stringify(document)}::text::jsonb, ${digest}, ${from}, '市禁毒办下发', ${it.people.he}, now()) returning seq`
  return Number(row?.['seq'])
}
const approve = (seq: number, by: string): Promise<unknown> =>
  it.office`update rule_sets set approved_by = ${by}, approved_at = now() where seq = ${seq}`
const withdraw = (seq: number): Promise<unknown> =>
  it.office`update rule_sets set withdrawn_by = ${it.people.he}, withdrawn_at = now() where seq = ${seq}`
const violated = (doing: Promise<unknown>): Promise<unknown> =>
  doing.then(
    () => null,
    (error: unknown) => (error instanceof postgres.PostgresError ? error.constraint_name : error),
  )

test('one proposes, another approves; from then on it holds from its day, and the one before it until then', async () => {
  const seq = await proposeRules('A-1', '2027-01-01')
  expect(await stateOf(approve(seq, it.people.he))).toBe('23514')
  const before = await it.office`select rule_set_on('2027-01-01') as seq`
  expect(before[0]?.['seq']).toBe(1)
  await approve(seq, it.people.qiu)
  const [on] = await it.office`select rule_set_on('2026-12-31') as before, rule_set_on('2027-01-01') as after`
  expect(on).toEqual({ before: 1, after: seq })
  expect(await stateOf(approve(seq, it.people.zheng))).toBe('LS001')
  expect(await stateOf(withdraw(seq))).toBe('LS001')
})

test('one proposal waits at a time, and no two that were not withdrawn have one code', async () => {
  const seq = await proposeRules('B-1', '2027-02-01')
  expect(await violated(proposeRules('B-2', '2027-03-01'))).toBe('one_open_rule_set')
  await withdraw(seq)
  expect(await stateOf(approve(seq, it.people.qiu))).toBe('LS001')
  const again = await proposeRules('B-1', '2027-02-01')
  await approve(again, it.people.qiu)
  expect(await violated(proposeRules('B-1', '2027-03-01'))).toBe('rule_sets_code')
})

test('a rule set begins after every one that holds already, when it is proposed and when it is approved', async () => {
  expect(await stateOf(proposeRules('C-1', '2027-02-01'))).toBe('LS036')
  expect(await stateOf(proposeRules('C-1', '2026-01-01'))).toBe('LS036')
  const seq = await proposeRules('C-1', '2027-02-02')
  await enterRules(it.owner, 'C-2', '2027-06-01')
  expect(await stateOf(approve(seq, it.people.qiu))).toBe('LS036')
  await withdraw(seq)
})

test('a document is what its digest and its code say, and never changes', async () => {
  expect(await stateOf(proposeRules('D-1', '2028-01-01', { claim: 'identity' }))).toBe('LS035')
  const seq = await proposeRules('D-1', '2028-01-01')
  for (const change of [
    `document = document || '{"claim": "identity"}'`,
    `effective_from = '2029-01-01'`,
    `reason = 'x'`,
    `code = 'E'`,
    `proposed_by = null`,
  ]) {
    expect([change, await stateOf(it.office.unsafe(`update rule_sets set ${change} where seq = ${seq}`))]).toEqual([
      change,
      '42501',
    ])
    expect([change, await stateOf(it.owner.unsafe(`update rule_sets set ${change} where seq = ${seq}`))]).toEqual([
      change,
      'LS001',
    ])
  }
  expect(await stateOf(it.office`insert into rule_sets (approved_at) values (now())`)).toBe('42501')
})

test('the public site reads the rule sets that were approved, and no more of them', async () => {
  const visitor = postgres(it.world.database.publicUrl, { max: 1, onnotice: () => {} })
  const rows = await visitor`select * from published_rule_sets order by effective_from`
  expect(rows.map((row) => row['code'])).toEqual(['SY-DEFAULT-1', 'A-1', 'B-1', 'C-2'])
  expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(['code', 'digest', 'document', 'effective_from', 'seq'])
  expect(await stateOf(visitor`select rule_set_on('2027-01-01')`)).toBe('42501')
  await visitor.end()
})

test('a signing key is registered once', async () => {
  const set = (key: Uint8Array | null) =>
    stateOf(it.office`update staff set sign_public = ${key} where id = ${it.people.xing}`)
  const key = randomBytes(32)
  expect(await set(randomBytes(31))).toBe('23514')
  expect(await set(key)).toBe(null)
  expect(await set(key)).toBe(null)
  expect(await set(randomBytes(32))).toBe('LS001')
  expect(await set(null)).toBe('LS001')
  const other = it.office`update staff set sign_public = ${key} where id = ${it.people.he}`
  expect(await stateOf(other)).toBe('23505')
})

test.each([
  [`'gathering'`, `count = 2`, '23514'],
  [`'gathering'`, `count = 3`, null],
  [`'drivers'`, `count = 1`, null],
  [`'growers'`, `count = 1`, null],
  [`'growing'`, `weight = 1.5, unit = 'mu', record_number = '1'`, null],
  [`'growing'`, `weight = 1.5, unit = 'kg', record_number = '1'`, '23514'],
  [`'growing'`, `weight = 1.5, unit = 'mu'`, '23514'],
  [`'seeds'`, `substance = 'poppy-seeds', weight = 50, unit = 'g', record_number = '1'`, null],
  [`'seeds'`, `substance = 'poppy-seeds', weight = 50, unit = 'plants', record_number = '1'`, '23514'],
  [`'seeds'`, `substance = 'poppy-seedlings', weight = 50, unit = 'plants', record_number = '1'`, null],
  [`'seeds'`, `substance = 'poppy-seedlings', weight = 50.5, unit = 'plants', record_number = '1'`, '23514'],
  [`'seizure'`, `substance = 'heroin', weight = 50, unit = 'mu', record_number = '1'`, '23514'],
])('an outcome %s with %s', async (kind, set, expected) => {
  const columns = set.split(', ').map((each) => each.split(' = ') as [string, string])
  const attempt = it.owner.begin(async (tx) => {
    await tx.unsafe(`set local session_replication_role = replica`)
    await tx.unsafe(`insert into outcomes (id, case_id, kind, happened_on, is_void, entered_by, entered_at, ${columns.map(([name]) => name).join(', ')})
      values (gen_random_uuid(), gen_random_uuid(), ${kind}, now(), false, gen_random_uuid(), now(), ${columns.map(([, value]) => value).join(', ')})`)
  })
  expect(await stateOf(attempt)).toBe(expected)
})
