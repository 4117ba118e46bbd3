import { expect, test } from 'vitest'
import { PAYABLE_STATES, RUN_STATES } from '#contract/money/chain.ts'
import { mayPay, PAY_ACTS, runKindOf, type Owed, type Payer } from '#contract/money/may-pay.ts'
import { mayRun, TAKEN_RUN_STEPS, type RunStepper, type StandingRun } from '#contract/money/may-run.ts'
import { METHODS } from '#contract/money/names.ts'
import { referenceOf } from '#contract/money/reference.ts'

const owed = (more: Partial<Owed> = {}): Owed => ({
  fund: 'tips',
  state: 'claimed',
  isFrozen: false,
  method: 'transfer',
  ...more,
})
const cashier = (more: Partial<Payer> = {}): Payer => ({
  permissions: ['preparePayments'],
  hasStepped: false,
  hasHandled: false,
  inRun: null,
  hasVoucher: false,
  ...more,
})
const checker = (more: Partial<Payer> = {}): Payer => cashier({ permissions: ['checkPayments'], ...more })
const voucher = (more: Partial<Owed> = {}): Owed => owed({ method: 'voucher', ...more })
const strike = (more: Partial<Owed> = {}): Owed => owed({ fund: 'strikes', state: 'open', method: null, ...more })

test.for([
  ['a cashier opens what is about to be paid', 'open', owed(), cashier(), null],
  ['a checker opens nothing outside a batch', 'open', owed(), checker(), 'notPermitted'],
  ['the checker of a batch opens its claims', 'open', owed({ state: 'paying' }), checker({ inRun: 'checker' }), null],
  ['the maker of a batch opens its claims', 'open', owed({ state: 'paying' }), cashier({ inRun: 'cashier' }), null],
  ['another cashier does not', 'open', owed({ state: 'paying' }), cashier(), 'notPermitted'],
  ['nobody opens what is paid', 'open', owed({ state: 'paid' }), cashier({ inRun: 'cashier' }), 'paidAlready'],
  ['a voucher has nothing to open', 'open', voucher(), cashier(), 'claimMoved'],
  ['whoever comes for another is opened', 'open', owed({ method: 'proxy' }), cashier(), null],
  ['what is held up stays closed', 'open', owed({ isFrozen: true }), cashier(), 'paymentFrozen'],
  ['who approved opens nothing', 'open', owed(), cashier({ hasStepped: true }), 'twoHands'],
  ['who worked on the tip opens nothing', 'open', owed(), cashier({ hasHandled: true }), 'handledTip'],
  ['an auditor opens nothing', 'open', owed(), cashier({ permissions: [] }), 'notPermitted'],
  ['for who took part a cashier enters the account', 'enter', strike(), cashier(), null],
  ['and corrects it', 'enter', strike({ state: 'claimed', method: 'transfer' }), cashier(), null],
  ['for a reporter nobody does', 'enter', owed({ state: 'open', method: null }), cashier(), 'notPermitted'],
  ['while it is being paid it stays', 'enter', strike({ state: 'paying' }), cashier(), 'claimMoved'],
  ['once it is paid too', 'enter', strike({ state: 'paid' }), cashier(), 'claimClosed'],
  ['a checker enters none', 'enter', strike(), checker(), 'notPermitted'],
  ['a voucher is presented to a cashier', 'voucher', voucher(), cashier(), null],
  ['not for a transfer', 'voucher', owed(), cashier(), 'claimMoved'],
  ['not once it is in a batch', 'voucher', voucher({ state: 'paying' }), cashier(), 'claimMoved'],
  ['not while it is held up', 'voucher', voucher({ isFrozen: true }), cashier(), 'paymentFrozen'],
  ['a transfer is put into a batch', 'pay', owed(), cashier(), null],
  ['cash only on a voucher', 'pay', voucher(), cashier(), 'voucherMissing'],
  ['cash on a voucher', 'pay', voucher(), cashier({ hasVoucher: true }), null],
  ['what was given up is not paid', 'pay', owed({ method: 'decline' }), cashier(), 'claimClosed'],
  ['what nobody claimed is not paid', 'pay', owed({ state: 'open', method: null }), cashier(), 'claimMoved'],
  ['what is in a batch is in no second one', 'pay', owed({ state: 'paying' }), cashier(), 'paidAlready'],
  ['what is paid is not paid again', 'pay', owed({ state: 'paid' }), cashier(), 'paidAlready'],
  ['what is held up is not paid', 'pay', owed({ isFrozen: true }), cashier(), 'paymentFrozen'],
  ['who approved also reports what does not hold', 'report', owed(), checker({ hasStepped: true }), null],
  ['also of what is held up', 'report', owed({ isFrozen: true }), cashier(), null],
  [
    'without a claim there is nothing to report',
    'report',
    owed({ state: 'open', method: null }),
    cashier(),
    'claimMoved',
  ],
] as const)('%s', ([, act, stands, payer, refused]) => {
  expect(mayPay(act, stands, payer)).toBe(refused)
})

test('without a permission nothing is possible, whatever stands where', () => {
  for (const state of PAYABLE_STATES)
    for (const method of METHODS)
      for (const act of PAY_ACTS)
        expect(mayPay(act, owed({ state, method }), cashier({ permissions: [], inRun: 'cashier' }))).toBe(
          'notPermitted',
        )
})

test('nothing is put into a batch or opened while it is held up', () => {
  for (const state of PAYABLE_STATES)
    for (const method of METHODS)
      for (const act of ['pay', 'open', 'voucher'] as const)
        expect(mayPay(act, owed({ state, method, isFrozen: true }), cashier({ hasVoucher: true }))).not.toBeNull()
})

test('each way is paid in a batch of one kind, what is given up in none', () => {
  expect(METHODS.map(runKindOf)).toEqual(['bank', 'cash', 'cash', null])
})

const run = (more: Partial<StandingRun> = {}): StandingRun => ({
  state: 'made',
  kind: 'bank',
  isFrozen: false,
  ...more,
})
const stepper = (more: Partial<RunStepper> = {}): RunStepper => ({
  permissions: ['preparePayments', 'checkPayments'],
  isMaker: false,
  isChecker: false,
  hasStepped: false,
  hasHandled: false,
  ...more,
})

test.for([
  ['another one checks it', 'check', run(), stepper(), null],
  ['who made it does not', 'check', run(), stepper({ isMaker: true }), 'ownRun'],
  ['a cashier does not', 'check', run(), stepper({ permissions: ['preparePayments'] }), 'notPermitted'],
  ['who approved does not', 'check', run(), stepper({ hasStepped: true }), 'twoHands'],
  ['who worked on a tip does not', 'check', run(), stepper({ hasHandled: true }), 'handledTip'],
  ['nobody checks what is held up', 'check', run({ isFrozen: true }), stepper(), 'paymentFrozen'],
  ['it is checked once', 'check', run({ state: 'checked' }), stepper(), 'runMoved'],
  ['it is handed over once it is checked', 'hand', run(), stepper({ isMaker: true }), 'runMoved'],
  ['who made it hands it over', 'hand', run({ state: 'checked' }), stepper({ isMaker: true }), null],
  ['who checked it does not', 'hand', run({ state: 'checked' }), stepper({ isChecker: true }), 'ownRun'],
  [
    'a checker does not',
    'hand',
    run({ state: 'checked' }),
    stepper({ permissions: ['checkPayments'] }),
    'notPermitted',
  ],
  ['what is held up stays', 'hand', run({ state: 'checked', isFrozen: true }), stepper(), 'paymentFrozen'],
  ['it is taken back although it is held up', 'withdraw', run({ isFrozen: true }), stepper({ isMaker: true }), null],
  ['a checker sends it back', 'withdraw', run(), stepper({ permissions: ['checkPayments'] }), null],
  ['what the bank has is not taken back', 'withdraw', run({ state: 'handed' }), stepper(), 'runMoved'],
] as const)('of a batch: %s', ([, step, stands, by, refused]) => {
  expect(mayRun(step, stands, by)).toBe(refused)
})

test('a batch that is over takes no step', () => {
  for (const state of RUN_STATES.filter((one) => one === 'done' || one === 'withdrawn'))
    for (const step of TAKEN_RUN_STEPS) expect(mayRun(step, run({ state }), stepper())).toBe('runMoved')
})

test.for([
  ['00000000-0000-0000-0000-000000000000', 'JL00000000000000'],
  ['00000000-0000-0000-0000-00000000002a', 'JL00000000000042'],
  // 2^128 - 1 = 340282366920938463463374607431768211455
  ['ffffffff-ffff-ffff-ffff-ffffffffffff', 'JL07431768211455'],
])('a bank file calls %s %s', ([payment = '', reference]) => {
  expect(referenceOf(payment)).toBe(reference)
})
