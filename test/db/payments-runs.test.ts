import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  OUTCOMES,
  PAYMENT_STATES,
  paymentAfter,
  RUN_KINDS,
  RUN_STATES,
  RUN_STEPS,
  runAfter,
} from '#contract/money/chain.ts'
import { referenceOf } from '#contract/money/reference.ts'
import { countedOutcome, stateOf, type Person } from './awards-world.ts'
import {
  claim,
  claimed,
  claimRow,
  freeze,
  payableState,
  release,
  startClaims,
  tryVoucher,
  type ClaimsWorld,
} from './claims-world.ts'
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
  paidInCash,
  ran,
  runState,
  stepRun,
  strikeToPay,
  toPay,
  type Batch,
  type Line,
} from './payments-world.ts'

/** How a batch of payments comes about, and what it may not be. */
let it: ClaimsWorld
beforeAll(async () => {
  it = await startClaims()
})
afterAll(async () => {
  await expectSound(it)
  await it.stop()
})

const makes = (batch: Batch, by: Person = 'xu'): Promise<string | null> =>
  stateOf(make(it.office, it.people[by], batch))

describe('what the contract says', () => {
  test('where a step leads, and where an answer', async () => {
    for (const kind of RUN_KINDS)
      for (const state of [null, ...RUN_STATES])
        for (const step of RUN_STEPS) {
          const [row] = await it.office`select run_after(${state}, ${step}, ${kind}) as state`
          expect([kind, state, step, row?.['state']]).toEqual([kind, state, step, runAfter(state, step, kind)])
        }
    for (const state of PAYMENT_STATES)
      for (const outcome of OUTCOMES) {
        const [row] = await it.office`select payment_after(${state}, ${outcome}) as state`
        expect([state, outcome, row?.['state']]).toEqual([state, outcome, paymentAfter(state, outcome)])
      }
  })
  test('what a bank file calls a payment', async () => {
    const ids = [
      ...Array.from({ length: 300 }, () => randomUUID()),
      '00000000-0000-0000-0000-000000000000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
    ]
    const rows = await it.office`select id, reference_of(id) as reference from unnest(${ids}::uuid[]) id`
    for (const row of rows) expect(row['reference']).toBe(referenceOf(String(row['id'])))
  })
})

describe('a batch is made', () => {
  test('with the next number of its year, over its lines, and the money is reserved', async () => {
    const owed = [await toPay(it), await toPay(it, 'transfer', '70001')]
    const batch = await ran(it, owed, [])
    const other = await ran(it, [await toPay(it)], [])
    const rows =
      await it.office`select number, year, seq, state, count, total_fen::text from runs where id in (${batch.run}, ${other.run}) order by seq`
    expect(rows[0]).toMatchObject({ year: 2026, state: 'made', count: 2, total_fen: '120001' })
    expect(rows[0]?.['number']).toBe(`PC-2026-${String(rows[0]?.['seq']).padStart(4, '0')}`)
    expect(Number(rows[1]?.['seq'])).toBe(Number(rows[0]?.['seq']) + 1)
    for (const each of owed) {
      expect(await payableState(it, each)).toBe('paying')
      expect(await entriesOf(it, each)).toEqual(['grant', 'reserve'])
    }
    expect(await lineStates(it, batch)).toEqual(['reserved', 'reserved'])
  })

  test('and a refused one leaves no gap', async () => {
    const owed = await toPay(it)
    const before = await it.owner`select max(seq) as seq from runs`
    expect(await makes({ ...batchOf([owed]), total: 1n })).toBe('LS053')
    await ran(it, [owed], [])
    const after = await it.owner`select max(seq) as seq from runs`
    expect(after[0]?.['seq']).toBe(Number(before[0]?.['seq']) + 1)
  })

  test('whole: not without its step, its lines, or with others than were signed', async () => {
    const owed = [await toPay(it), await toPay(it)]
    const without = it.office.begin(async (tx) => {
      const batch = batchOf(owed)
      await insertRun(tx, batch)
      await insertLines(tx, batch)
    })
    expect(await stateOf(without)).toBe('LS053')
    const empty = batchOf([])
    expect(await makes({ ...empty, lines: [] })).not.toBe(null)
    const batch = batchOf(owed)
    const wrong: Partial<Batch>[] = [
      { count: 3 },
      { total: batch.total + 1n },
      { digest: randomBytes(32).toString('hex') },
      { lines: batch.lines.toReversed() },
      { lines: batch.lines.slice(1) },
      { fund: 'strikes' },
    ]
    for (const change of wrong) expect([change, await makes({ ...batch, ...change })]).toEqual([change, 'LS053'])
    expect(await makes(batch)).toBe(null)
  })

  test('of what was claimed, as it was claimed: the sum, the newest claim, its way and its fund', async () => {
    const owed = await toPay(it)
    const cashed = await toPay(it, 'voucher')
    const strike = await strikeToPay(it)
    const changed = (change: Partial<Line>): Batch =>
      batchOf([owed], {}, ([line]) => Object.assign(line as Line, change))
    expect(await makes(changed({ fen: 50001n }))).toBe('LS045')
    expect(await makes(changed({ fen: 1n }))).toBe('LS045')
    expect(await makes(changed({ row: { ...owed.row, digest: randomBytes(32) } }))).toBe('LS046')
    expect(await makes(changed({ reference: 'JL00000000000000' }))).toBe('LS053')
    expect(await makes(changed({ token: null }))).toBe('LS053')
    expect(await makes(batchOf([cashed]))).toBe('LS049')
    expect(await makes(batchOf([strike]))).toBe('LS053')
    expect(await makes(batchOf([strike], { fund: 'strikes' }))).toBe(null)
    const newer = await claimed(it, owed, { seq: 2, method: 'transfer' })
    expect(await makes(batchOf([owed]))).toBe('LS046')
    expect(await makes(batchOf([{ ...owed, row: newer }]))).toBe(null)
  })

  test('of what nobody declined, and of what was claimed at all', async () => {
    const owed = await toPay(it)
    const row = await claimed(it, owed, { seq: 2, method: 'decline' })
    expect(await makes(batchOf([{ ...owed, row }]))).toBe('LS049')
  })

  test('of each award once', async () => {
    const owed = await toPay(it)
    expect(await makes(batchOf([owed, owed]))).toBe('LS052')
    await ran(it, [owed], [])
    expect(await makes(batchOf([owed]))).toBe('LS052')
    expect(await stateOf(claim(it.visitor, claimRow(owed, { seq: 2 })))).toBe('LS046')
  })

  test('closed: no line joins it, no step is taken twice, none out of turn', async () => {
    const batch = await ran(it, [await toPay(it)], [])
    expect(await stateOf(insertLines(it.office, { ...batch, lines: batchOf([await toPay(it)]).lines }))).toBe('LS053')
    expect(await stateOf(stepRun(it, batch, 'make'))).toBe('LS053')
    expect(await stateOf(stepRun(it, batch, 'hand'))).toBe('LS053')
    expect(await stateOf(stepRun(it, { ...batch, digest: randomBytes(32).toString('hex') }, 'check'))).toBe('LS053')
    await stepRun(it, batch, 'check')
    expect(await stateOf(stepRun(it, batch, 'check', 'wang'))).toBe('LS053')
    await stepRun(it, batch, 'hand')
    expect(await stateOf(stepRun(it, batch, 'withdraw'))).toBe('LS053')
    expect([await runState(it, batch), await lineStates(it, batch)]).toEqual(['handed', ['instructed']])
  })

  test('and taken back before it is handed over: the money is free again, and can be paid by another one', async () => {
    for (const steps of [[], ['check']] as const) {
      const owed = await toPay(it)
      const batch = await ran(it, [owed], steps)
      await freeze(it, owed)
      await stepRun(it, batch, 'withdraw')
      await release(it, owed)
      expect([await runState(it, batch), await lineStates(it, batch), await payableState(it, owed)]).toEqual([
        'withdrawn',
        ['withdrawn'],
        'claimed',
      ])
      expect(await stateOf(stepRun(it, batch, 'check'))).toBe('LS053')
      await ran(it, [owed], [])
      expect(await entriesOf(it, owed)).toEqual(['grant', 'reserve', 'unreserve', 'reserve'])
    }
  })
})

describe('who', () => {
  test('makes a batch does not check it, who checks it does not hand it over', async () => {
    const batch = await ran(it, [await toPay(it)], [])
    expect(await stateOf(stepRun(it, batch, 'check', 'xu'))).toBe('LS054')
    await stepRun(it, batch, 'check')
    expect(await stateOf(stepRun(it, batch, 'hand', 'xing'))).toBe('LS054')
    await stepRun(it, batch, 'hand', 'xu')
  })

  test.each(['lin', 'zheng', 'he'] as const)('decided on an award (%s) takes no step of its payment', async (who) => {
    const owed = await toPay(it)
    expect(await makes(batchOf([await toPay(it), owed]), who)).toBe('LS021')
    const batch = await ran(it, [owed], [])
    expect(await stateOf(stepRun(it, batch, 'check', who))).toBe('LS021')
    await stepRun(it, batch, 'check')
    expect(await stateOf(stepRun(it, batch, 'hand', who))).toBe('LS021')
    await stepRun(it, batch, 'withdraw', who)
  })

  test('worked on the tip or the case, or gets the money, takes none either', async () => {
    const owed = await toPay(it)
    await it.owner`insert into records (at, did, staff_id, tip_id) values (now(), 'open-tip', ${it.people.qiu}, ${owed.tip})`
    for (const who of ['qiu', 'wang'] as const) expect(await makes(batchOf([owed]), who)).toBe('LS022')
    const batch = await ran(it, [owed], [])
    expect(await stateOf(stepRun(it, batch, 'check', 'qiu'))).toBe('LS022')
  })
})

describe('what changed since', () => {
  const STEPS = [
    ['make', []],
    ['check', []],
    ['hand', ['check']],
  ] as const
  test.each(STEPS)('%s: an outcome was added', async (step, before) => {
    const owed = await toPay(it)
    const batch = step === 'make' ? batchOf([owed]) : await ran(it, [owed], before)
    await countedOutcome(it, owed.case)
    expect(await (step === 'make' ? makes(batch) : stateOf(stepRun(it, batch, step)))).toBe('LS023')
  })
  test.each(STEPS)('%s: it is held up', async (step, before) => {
    const owed = await toPay(it)
    const batch = step === 'make' ? batchOf([owed]) : await ran(it, [owed], before)
    await freeze(it, owed)
    const goesOn = (): Promise<string | null> => (step === 'make' ? makes(batch) : stateOf(stepRun(it, batch, step)))
    expect(await goesOn()).toBe('LS050')
    await release(it, owed)
    expect(await goesOn()).toBe(null)
  })

  /** Somebody with full rights on the database changes something past its triggers. */
  const FORGERIES = [
    [
      'the sum of the award',
      (batch: Batch) => `update awards set total_fen = total_fen + 100 where id = '${batch.lines[0]?.owed.award}'`,
      'LS045',
    ],
    [
      'what is owed',
      (batch: Batch) => `update payables set fen = fen + 100 where id = '${batch.lines[0]?.owed.payable}'`,
      'LS045',
    ],
    [
      'what was approved',
      (batch: Batch) =>
        `update award_versions set content = jsonb_set(content, '{assessment,totalFen}', '"999"') where award_id = '${batch.lines[0]?.owed.award}'`,
      'LS045',
    ],
    [
      'the way of the claim',
      (batch: Batch) =>
        `update claims set has_word = false, method = 'transfer', fen = fen + 1 where payable_id = '${batch.lines[0]?.owed.payable}'`,
      'LS045',
    ],
    [
      'the sealed account',
      (batch: Batch) => `update claims set sealed = 'x' where payable_id = '${batch.lines[0]?.owed.payable}'`,
      'LS045',
    ],
    [
      'an entry',
      (batch: Batch) =>
        `update postings p set fen = p.fen * 2 from journals j where j.id = journal_id and j.payable_id = '${batch.lines[0]?.owed.payable}'`,
      'LS045',
    ],
    ['the line', (batch: Batch) => `update payments set fen = fen + 100 where run_id = '${batch.run}'`, 'LS053'],
    [
      'the line and the batch',
      (batch: Batch) =>
        `update payments set fen = fen + 100 where run_id = '${batch.run}'; update runs set total_fen = total_fen + 100 where id = '${batch.run}'`,
      'LS053',
    ],
  ] as const
  test.each(FORGERIES)('%s was changed past all triggers: nothing is paid', async (_what, forge, code) => {
    const owed = await toPay(it)
    const batch = await ran(it, [owed], [])
    const tried = await it.owner
      .begin(async (tx) => {
        await tx`set local session_replication_role = replica`
        await tx.unsafe(forge(batch))
        await tx`set local session_replication_role = origin`
        await insertStep(tx, batch, 'check', it.people.xing)
      })
      .catch((error: unknown) => (error as { code: string }).code)
    expect(tried).toBe(code)
  })
})

describe('cash', () => {
  test('is one line, of a voucher that was right, shown to this cashier within half an hour', async () => {
    const owed = await toPay(it, 'voucher')
    const cash = (at = new Date()): Batch => batchOf([owed], { kind: 'cash', at })
    expect(await makes(cash())).toBe('LS051')
    await tryVoucher(it, owed, false)
    expect(await makes(cash())).toBe('LS051')
    await tryVoucher(it, owed, true, { by: it.people.xing })
    expect(await makes(cash())).toBe('LS051')
    const shown = new Date()
    await tryVoucher(it, owed, true, { at: shown })
    expect(await makes(cash(new Date(shown.getTime() + 30 * 60_000 + 1)))).toBe('LS051')
    expect(await makes(cash(new Date(shown.getTime() + 30 * 60_000)))).toBe(null)
    const two = batchOf([await toPay(it, 'voucher'), await toPay(it, 'voucher')], { kind: 'cash' })
    expect(await makes(two)).toBe('23514')
    const transfer = await toPay(it)
    expect(await makes(batchOf([transfer], { kind: 'cash' }))).toBe('LS049')
  })

  test('of a claim that was corrected meanwhile is not paid on the old voucher', async () => {
    const owed = await toPay(it, 'voucher')
    await tryVoucher(it, owed, true)
    const row = await claimed(it, owed, { seq: 2, method: 'proxy' })
    expect(await makes(batchOf([{ ...owed, row }], { kind: 'cash' }))).toBe('LS051')
  })

  test('is paid when it is handed out, with a receipt', async () => {
    const { owed, batch } = await paidInCash(it, ['check', 'hand'])
    expect([await runState(it, batch), await lineStates(it, batch), await payableState(it, owed)]).toEqual([
      'done',
      ['paid'],
      'paid',
    ])
    const [line] =
      await it.office`select m.receipt, m.paid_on::text as on, j.number from payments m join journals j on j.payment_id = m.id and j.kind = 'settle' where m.run_id = ${batch.run}`
    expect(line?.['receipt']).toBe(line?.['number'])
    expect(line?.['receipt']).toMatch(/^付-\d{4}-\d\d-\d{4}$/)
    expect(
      await it.office`select seq, outcome, bank_reference from payment_outcomes where payment_id = ${batch.lines[0]?.payment ?? ''}`,
    ).toEqual([{ seq: 1, outcome: 'paid', bank_reference: null }])
  })

  test('is not said to be paid by anybody', async () => {
    const { batch } = await paidInCash(it, ['check'])
    const [line] = batch.lines as [Line]
    expect(await stateOf(answer(it.office, it.people.xu, line, 'paid', { reference: null }))).toBe('LS055')
  })
})

test('batches, lines and steps follow from what was signed: nobody changes or deletes them, nor makes up an outcome', async () => {
  const { batch } = await paidInCash(it, ['check', 'hand'])
  for (const [table, column] of [
    ['runs', 'state'],
    ['payments', 'state'],
    ['run_steps', 'step'],
    ['payment_outcomes', 'outcome'],
  ] as const)
    for (const statement of [
      `update ${table} set ${column} = ${column}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      expect([statement, await stateOf(it.owner.unsafe(statement))]).toEqual([statement, 'LS001'])
      expect([statement, await stateOf(it.office.unsafe(statement))]).toEqual([statement, '42501'])
    }
  const [line] = batch.lines as [Line]
  expect(await stateOf(insertStep(it.office, { ...batch, run: line.payment }, 'make', it.people.xu))).toBe('LS053')
})
