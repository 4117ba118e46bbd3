import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PAYABLE_STATES } from '#contract/money/chain.ts'
import { claimDetails } from '#contract/money/claim.ts'
import { METHODS, type Method } from '#contract/money/names.ts'
import type { OwnCollect } from '#contract/own-award.ts'
import { detailsOf, EMPTY_CLAIM, readClaimForm, type ClaimValues } from '../../../web/public/src/claim/claim-values.ts'
import { dayInSanya, deadlineOf } from '../../../web/public/src/claim/deadline.ts'
import { standingOf, usesVoucher } from '../../../web/public/src/claim/standing.ts'
import { waysOf, wrongInClaim } from '../../../web/public/src/claim/wrong-in-claim.ts'

const EVERY = { methods: ['transfer', 'voucher', 'proxy'] as const, needsId: false }
const ID = '11010519491231002X'
const CARD = '4111111111111112' // its check digit is wrong
const TRANSFER: ClaimValues = {
  ...EMPTY_CLAIM,
  method: 'transfer',
  name: '陈一',
  bank: '中国银行三亚解放路支行',
  account: '4111 1111 1111 1111',
}
const PROXY: ClaimValues = { ...EMPTY_CLAIM, method: 'proxy', proxyName: '王五', proxyId: ID.toLowerCase() }
const wrong = (values: ClaimValues, allowed: Parameters<typeof wrongInClaim>[1] = EVERY): string[] =>
  wrongInClaim(values, allowed).map(({ field, why }) => `${field} ${why}`)

describe('what is wrong with a claim', () => {
  test.each<[string, Partial<ClaimValues>, string[]]>([
    ['nothing', {}, []],
    ['no way', { method: '' }, ['method missing']],
    ['all fields empty', { name: '', bank: '', account: '' }, ['name missing', 'bank missing', 'account missing']],
    ['letters in the account', { account: '4111x1111' }, ['account form']],
    ['an account that is too short', { account: '1234567' }, ['account form']],
    ['an account that is too long', { account: '1'.repeat(33) }, ['account form']],
    ['an old account without check digit', { account: '12345678' }, []],
    ['a card with a wrong check digit', { account: CARD }, ['accountSure doubtful']],
    ['the same, looked at again', { account: CARD, accountSure: true }, []],
    ['a name that is too long', { name: '陈'.repeat(61) }, ['name tooLong']],
    ['a bank that is cut off', { bank: '中' }, ['bank form']],
    ['a bank that is too long', { bank: '中'.repeat(101) }, ['bank tooLong']],
    ['an identity number that nobody asked for', { idNumber: 'x' }, []],
  ])('of a transfer: %s', (_what, typed, found) => expect(wrong({ ...TRANSFER, ...typed })).toEqual(found))

  test.each<[string, Partial<ClaimValues>, string[]]>([
    ['a voucher without a word', { method: 'voucher' }, []],
    ['a word', { method: 'voucher', word: '三角梅' }, []],
    ['a word of one sign', { method: 'voucher', word: '花' }, ['word form']],
    ['a word without letters', { method: 'voucher', word: '。。。' }, ['word form']],
    ['a word that is a novel', { method: 'voucher', word: '花'.repeat(41) }, ['word tooLong']],
    ['nobody who comes', { method: 'proxy', proxyName: '', proxyId: '' }, ['proxyName missing', 'proxyId missing']],
    ['a wrong check sign', { method: 'proxy', proxyId: '110105194912310021' }, ['proxyId form']],
    ['giving up unconfirmed', { method: 'decline' }, ['declineSure missing']],
    ['giving up', { method: 'decline', declineSure: true }, []],
  ])('of the other ways: %s', (_what, typed, found) => expect(wrong({ ...PROXY, ...typed })).toEqual(found))

  test('an identity number is wanted for a transfer where the rules want it, and checked', () => {
    const strict = { ...EVERY, needsId: true }
    expect(wrong(TRANSFER, strict)).toEqual(['idNumber missing'])
    expect(wrong({ ...TRANSFER, idNumber: '110105194912310021' }, strict)).toEqual(['idNumber form'])
    expect(wrong({ ...TRANSFER, idNumber: ID }, strict)).toEqual([])
  })

  test('a way that the rules do not know is none; giving up always is one', () => {
    const cashOnly = { methods: ['voucher', 'decline'] as const, needsId: false }
    expect(waysOf(cashOnly)).toEqual(['voucher', 'decline'])
    expect(wrong(TRANSFER, cashOnly)).toEqual(['method missing'])
  })
})

test('whatever passes the form is what the finance desk can read', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 110 }),
    fc.constantFrom('陈一', '4111111111111111', ID, ''),
  )
  const typed = fc.record({
    method: fc.constantFrom(...METHODS),
    name: text,
    bank: text,
    account: text,
    idNumber: text,
    proxyName: text,
    proxyId: text,
    word: text,
    accountSure: fc.boolean(),
    declineSure: fc.boolean(),
  })
  fc.assert(
    fc.property(typed, fc.boolean(), (fields, needsId) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) if (value !== false) form.set(name, String(value))
      const values = readClaimForm(form)
      if (wrongInClaim(values, { ...EVERY, needsId }).length > 0) return
      const details = detailsOf(values, needsId)
      expect(details === null).toBe(values.method === 'voucher' || values.method === 'decline')
      if (details !== null) expect(claimDetails.parse(details)).toEqual(details)
    }),
  )
  expect(claimDetails.parse(detailsOf({ ...TRANSFER, idNumber: ID }, true))).toMatchObject({
    account: '4111111111111111',
    idNumber: ID,
  })
  expect(detailsOf({ ...TRANSFER, idNumber: ID }, false)).toMatchObject({ idNumber: null })
  expect(claimDetails.parse(detailsOf(PROXY, false))).toEqual({ method: 'proxy', name: '王五', idNumber: ID })
})

describe('where it stands', () => {
  const claim = (method: Method): OwnCollect['claim'] => ({
    seq: 1,
    method,
    hasWord: false,
    on: '2026-11-20',
    isDisputed: false,
  })
  type Given = Partial<Pick<OwnCollect, 'state' | 'isOpen' | 'isFrozen' | 'rejected' | 'claim'>>
  const at = (given: Given): string =>
    standingOf({ state: 'open', isOpen: true, isFrozen: false, rejected: null, claim: null, ...given })

  test.each<[Given, string]>([
    [{}, 'open'],
    [{ isOpen: false }, 'over'],
    [{ isFrozen: true, isOpen: false }, 'held'],
    [{ state: 'claimed', claim: claim('voucher') }, 'claimed'],
    [{ state: 'claimed', claim: claim('decline') }, 'declining'],
    [{ state: 'claimed', claim: claim('transfer'), rejected: 'name-differs' }, 'sent-back'],
    [{ state: 'claimed', claim: claim('transfer'), isFrozen: true }, 'held'],
    [{ state: 'paying', claim: claim('transfer'), isFrozen: true }, 'held'],
    [{ state: 'paid', claim: claim('transfer'), isFrozen: true }, 'paid'],
  ])('%j is %s', (given, standing) => expect(at(given)).toBe(standing))

  test('every state of what is owed is told in some way', () => {
    for (const state of PAYABLE_STATES) expect(at({ state, claim: claim('transfer') })).not.toBe('')
  })

  test('a voucher shows from the claim until it is paid, and for those who collect by one', () => {
    const shown = PAYABLE_STATES.filter((state) => usesVoucher({ state, claim: claim('proxy') }))
    expect(shown).toEqual(['claimed', 'paying'])
    expect(METHODS.filter((method) => usesVoucher({ state: 'claimed', claim: claim(method) }))).toEqual([
      'voucher',
      'proxy',
    ])
    expect(usesVoucher({ state: 'claimed', claim: null })).toBe(false)
  })
})

test.each([
  ['2027-01-20', 56, false],
  ['2026-12-10', 15, false],
  ['2026-12-09', 14, true],
  ['2026-11-26', 1, true],
  ['2026-11-25', 0, true],
  ['2026-11-24', -1, false],
])('until %s there are %i days, near: %s', (until, left, isNear) => {
  expect(deadlineOf(until, '2026-11-25')).toEqual({ left, isNear })
})

test('the day is that of Sanya, where it begins eight hours earlier', () => {
  expect(dayInSanya(new Date('2026-11-25T15:59:59Z'))).toBe('2026-11-25')
  expect(dayInSanya(new Date('2026-11-25T16:00:00Z'))).toBe('2026-11-26')
})
