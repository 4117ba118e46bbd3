import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stateOf } from './awards-world.ts'
import { claim, claimRow, payableState, startClaims, tryVoucher, type ClaimsWorld } from './claims-world.ts'
import {
  answer,
  batchOf,
  entriesOf,
  expectSound,
  insertLines,
  insertRun,
  insertStep,
  lineStates,
  make,
  ran,
  runState,
  stepRun,
  toPay,
  type Batch,
  type Claimed,
} from './payments-world.ts'

/** Many at once, over real connections: whoever comes second finds what the first one did. */
let it: ClaimsWorld
let many: postgres.Sql
beforeAll(async () => {
  it = await startClaims()
  many = postgres(it.world.database.officeUrl, { max: 40, onnotice: () => {} })
})
afterAll(async () => {
  await many.end()
  await it.stop()
})
const passed = (ends: readonly (string | null)[]): number => ends.filter((end) => end === null).length
const kindsOf = (ends: readonly (string | null)[]): (string | null)[] =>
  [...new Set(ends)].toSorted((one, other) => String(one).localeCompare(String(other)))

test('a thousand attempts to pay one award pay it once', async () => {
  const owed = await toPay(it)
  const batches = Array.from({ length: 1000 }, () => batchOf([owed]))
  const makes = await Promise.all(batches.map((batch) => stateOf(make(many, it.people.xu, batch))))
  expect([passed(makes), kindsOf(makes)]).toEqual([1, ['LS052', null]])
  const batch = batches[makes.indexOf(null)] as Batch
  const all = (doing: () => Promise<unknown>): Promise<(string | null)[]> =>
    Promise.all(Array.from({ length: 40 }, () => stateOf(doing())))
  for (const [step, by] of [
    ['check', it.people.xing],
    ['hand', it.people.xu],
  ] as const) {
    const ends = await all(() => insertStep(many, batch, step, by))
    expect([step, passed(ends), kindsOf(ends)]).toEqual([step, 1, ['LS053', null]])
  }
  const answers = await all(() => answer(many, it.people.xu, batch.lines[0] ?? expect.fail('no line'), 'paid'))
  expect([passed(answers), kindsOf(answers)]).toEqual([1, ['LS055', null]])
  expect(await entriesOf(it, owed)).toEqual(['grant', 'reserve', 'settle'])
  expect(
    await it.owner`select count(*)::int as n from runs r where r.id = any(${batches.map(({ run }) => run)})`,
  ).toEqual([{ n: 1 }])
  await expectSound(it)
})

test('a hundred vouchers and batches at the window hand one award out once', async () => {
  const owed = await toPay(it, 'voucher')
  await tryVoucher(it, owed, true)
  const attempts = Array.from({ length: 100 }, async () => {
    const batch = batchOf([owed], { kind: 'cash' })
    await make(many, it.people.xu, batch)
    await insertStep(many, batch, 'check', it.people.xing)
    await insertStep(many, batch, 'hand', it.people.xu)
  })
  expect(passed(await Promise.all(attempts.map(stateOf)))).toBe(1)
  expect(await entriesOf(it, owed)).toEqual(['grant', 'reserve', 'settle'])
})

test('batches that share lines in any order: none waits in a circle, each award is in one', async () => {
  const owed = await Promise.all(Array.from({ length: 6 }, () => toPay(it)))
  const batches = Array.from({ length: 24 }, (_, n) => {
    const turned = [...owed.slice(n % 6), ...owed.slice(0, n % 6)]
    return batchOf((n % 2 === 0 ? turned : turned.toReversed()).slice(0, 3))
  })
  const ends = await Promise.all(batches.map((batch) => stateOf(make(many, it.people.xu, batch))))
  expect(kindsOf(ends)).toEqual(['LS052', null])
  await expectSound(it)
})

test('making, withdrawing, answering, claiming and holding up at once: the books stay sound', async () => {
  const owed = await Promise.all(Array.from({ length: 8 }, () => toPay(it)))
  const ends = await Promise.all(
    owed.flatMap((each, n) => [
      stateOf(flow(each, n % 2 === 0)),
      stateOf(flow(each, n % 2 === 1)),
      stateOf(claim(it.visitor, claimRow(each, { seq: 2, method: 'transfer' }))),
      stateOf(
        it.office`insert into freezes (payable_id, seq, cause, at, staff_id) values (${each.payable}, 0, 'audit', now(), ${it.people.wang})`,
      ),
    ]),
  )
  expect(kindsOf(ends).filter((end) => end !== null && !/^LS0(46|50|52|53|55)$/.test(end))).toEqual([])
  await expectSound(it)
})
async function flow(owed: Claimed, isWithdrawn: boolean): Promise<void> {
  const batch = batchOf([owed])
  await make(many, it.people.xu, batch)
  if (isWithdrawn) return insertStep(many, batch, 'withdraw', it.people.xu)
  await insertStep(many, batch, 'check', it.people.xing)
  await insertStep(many, batch, 'hand', it.people.xu)
  await answer(many, it.people.xu, batch.lines[0] ?? expect.fail('no line'), 'paid')
}

test('a claim that is corrected while a batch is made: what is paid is the newest claim, or nothing', async () => {
  for (let n = 0; n < 8; n++) {
    const owed = await toPay(it)
    const [made, corrected] = await Promise.all([
      stateOf(make(many, it.people.xu, batchOf([owed]))),
      stateOf(claim(it.visitor, claimRow(owed, { seq: 2, method: 'transfer' }))),
    ])
    expect([made, corrected]).toEqual(made === null ? [null, 'LS046'] : ['LS046', null])
  }
})

/** Ends the connection of somebody in the middle of what they do. */
describe('a connection that is cut off', () => {
  /** Runs some of the statements of a transaction and cuts it off before it is committed. */
  async function cutOff(statements: ((tx: postgres.Sql) => Promise<unknown>)[], isWaiting: boolean): Promise<void> {
    const victim = postgres(it.world.database.officeUrl, { max: 1, onnotice: () => {} })
    const tx = await victim.reserve()
    const [backend] = await tx`select pg_backend_pid() as pid`
    const pid = Number(backend?.['pid'])
    await tx`begin`
    for (const statement of isWaiting ? statements.slice(0, -1) : statements) await statement(tx)
    const last = isWaiting ? stateOf(statements.at(-1)?.(tx) ?? Promise.resolve()) : Promise.resolve('')
    if (isWaiting) await untilBlocked(pid)
    await it.owner`select pg_terminate_backend(${pid})`
    while ((await it.owner`select 1 from pg_stat_activity where pid = ${pid}`).length > 0);
    await last
    await victim.end({ timeout: 0 })
  }
  async function untilBlocked(pid: number): Promise<void> {
    for (let isBlocked = false; !isBlocked;)
      isBlocked = (await it.owner`select 1 from pg_locks where pid = ${pid} and not granted`).length > 0
  }
  /** Lets everybody who writes in the books, or steps what is owed, wait in the middle. */
  async function whileHeld(what: 'books' | 'payables', doing: () => Promise<void>): Promise<void> {
    const holder = postgres(it.world.database.ownerUrl, { max: 1, onnotice: () => {} })
    await holder.begin(async (tx) => {
      await (what === 'books' ? tx`select hold_books()` : tx`select 1 from payables for update`)
      await doing()
    })
    await holder.end()
  }

  /** The statements of each part of a payment run. */
  const parts = (
    batch: Batch,
  ): Record<'make' | 'check' | 'hand' | 'answer', ((tx: postgres.Sql) => Promise<unknown>)[]> => ({
    make: [
      (tx) => insertRun(tx, batch),
      (tx) => insertLines(tx, batch),
      (tx) => insertStep(tx, batch, 'make', it.people.xu),
    ],
    check: [(tx) => insertStep(tx, batch, 'check', it.people.xing)],
    hand: [(tx) => insertStep(tx, batch, 'hand', it.people.xu)],
    answer: batch.lines.map((line) => (tx) => answer(tx, it.people.xu, line, 'paid')),
  })

  test('between and within any two steps of a batch: nothing of it stays, it is done again, and everybody is paid once', async () => {
    const owed = [await toPay(it), await toPay(it)]
    const batch = batchOf(owed)
    for (const [part, statements] of Object.entries(parts(batch))) {
      const before = await snapshot(owed)
      for (let count = 1; count <= statements.length; count++) {
        await cutOff(statements.slice(0, count), false)
        expect([part, count, await snapshot(owed)]).toEqual([part, count, before])
      }
      for (const what of part === 'make' || part === 'answer'
        ? (['payables', 'books'] as const)
        : (['payables'] as const))
        await whileHeld(what, () => cutOff(part === 'answer' ? statements.slice(0, 1) : statements, true))
      expect([part, await snapshot(owed)]).toEqual([part, before])
      await expectSound(it)
      await it.office.begin(async (tx) => {
        for (const statement of statements) await statement(tx as unknown as postgres.Sql)
      })
    }
    expect([await runState(it, batch), await lineStates(it, batch)]).toEqual(['done', ['paid', 'paid']])
    for (const each of owed) expect(await entriesOf(it, each)).toEqual(['grant', 'reserve', 'settle'])
    await expectSound(it)
  })

  test('in the middle of withdrawing and of handing out cash: the same', async () => {
    const owed = await toPay(it)
    const batch = await ran(it, [owed], ['check'])
    const cash = await toPay(it, 'voucher')
    await tryVoucher(it, cash, true)
    const atWindow = await ran(it, [cash], ['check'], { kind: 'cash' })
    const before = await snapshot([owed, cash])
    await whileHeld('books', () => cutOff([(tx) => insertStep(tx, batch, 'withdraw', it.people.xu)], true))
    await whileHeld('books', () => cutOff([(tx) => insertStep(tx, atWindow, 'hand', it.people.xu)], true))
    expect(await snapshot([owed, cash])).toEqual(before)
    await stepRun(it, batch, 'withdraw')
    await stepRun(it, atWindow, 'hand')
    expect([await payableState(it, owed), await payableState(it, cash)]).toEqual(['claimed', 'paid'])
    await expectSound(it)
  })

  test('again and again while many are paid at once: whoever tries again pays everybody, once', async () => {
    const owed = await Promise.all(Array.from({ length: 6 }, () => toPay(it)))
    await Promise.all(owed.map(paidInTheEnd))
    for (const each of owed) expect(await entriesOf(it, each)).toEqual(['grant', 'reserve', 'settle'])
    await expectSound(it)
  })
  /** Pays somebody over connections that break; what was done though nobody heard of it is refused when it is done again. */
  async function paidInTheEnd(owed: Claimed, nth: number): Promise<void> {
    for (const [n, statements] of Object.values(parts(batchOf([owed]))).entries()) {
      await cutOff(statements.slice(0, 1 + ((nth + n) % statements.length)), false)
      const whole = (): Promise<string | null> =>
        stateOf(
          many.begin(async (tx) => {
            for (const statement of statements) await statement(tx as unknown as postgres.Sql)
          }),
        )
      expect(await whole()).toBe(null)
      expect(await whole()).toMatch(/^(23505|LS053|LS055)$/)
    }
  }
})

/** Everything that says where these stand. */
async function snapshot(owed: readonly Claimed[]): Promise<unknown> {
  const ids = owed.map(({ payable }) => payable)
  const [row] =
    await it.owner`select (select jsonb_agg(to_jsonb(p) order by p.id) from payables p where p.id = any(${ids})) as owed,
    (select jsonb_agg(to_jsonb(m) order by m.id) from payments m where m.payable_id = any(${ids})) as lines,
    (select jsonb_agg(to_jsonb(s) order by s.run_id, s.step) from run_steps s) as steps,
    (select jsonb_agg(to_jsonb(o) order by o.payment_id, o.seq) from payment_outcomes o) as outcomes,
    (select count(*)::int from runs) as runs, (select count(*)::int from journals) as entries`
  return row
}
