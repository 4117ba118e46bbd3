import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { enterAnswers } from '#contract/runs.ts'
import type { AnswerRow } from '../../../../web/office/src/bank-files/answer-rows.ts'
import { entered, matchAnswers, type Match } from '../../../../web/office/src/bank-files/match-answers.ts'
import { DIGEST, ours, row } from './made-answers.ts'

const matched = (rows: readonly AnswerRow[], payments = [ours(1), ours(2), ours(3)]): Match[] =>
  matchAnswers(rows, payments, DIGEST)
const kinds = (matches: readonly Match[]): string[] => matches.map(({ is }) => is)
const only = (rows: readonly AnswerRow[], payments = [ours(1)]): Match['is'][] =>
  matched(rows, payments).map(({ is }) => is)

describe('line by line', () => {
  test('paid, rejected with its cause, left open, and what the bank does not speak of', () => {
    const rows = [row(2, { status: 'rejected', reason: '户名不符' }), row(1), row(3, { status: 'unknown' })]
    const matches = matched(rows, [ours(1), ours(2), ours(3), ours(4)])
    expect(kinds(matches)).toEqual(['enter', 'enter', 'enter', 'missing'])
    expect(entered(matches)).toEqual([
      { payment: ours(2).payment, outcome: 'rejected', cause: 'name-differs', fen: '100002', bankReference: 'B2' },
      { payment: ours(1).payment, outcome: 'paid', cause: null, fen: '100001', bankReference: 'B1' },
      { payment: ours(3).payment, outcome: 'unknown', cause: null, fen: '100003', bankReference: 'B3' },
    ])
  })

  test.each<[string, Partial<AnswerRow>, Match['is']]>([
    ['a fen more', { fen: 100_002n }, 'wrong-sum'],
    ['a fen less', { fen: 100_000n }, 'wrong-sum'],
    ['a sum that cannot be read', { fen: null }, 'unread'],
    ['words that cannot be read', { status: null }, 'unread'],
    ['a number of nobody', { reference: 'JL99999999999999' }, 'not-ours'],
    ['no number', { reference: '' }, 'not-ours'],
  ])('%s is entered nowhere', (_, more, is) => expect(only([row(1, more)])[0]).toBe(is))

  test('the same row again counts once', () => {
    expect(only([row(1), row(1, { line: 9 })])).toEqual(['enter', 'repeated'])
  })

  test.each<[string, Partial<AnswerRow>]>([
    ['paid and rejected', { status: 'rejected' }],
    ['two sums', { fen: 1n }],
    ['two numbers of the bank, so perhaps two payments', { serial: 'B99' }],
  ])('rows that say %s of one payment count neither', (_, more) => {
    expect(only([row(1), row(1, { line: 9, ...more })])).toEqual(['conflict', 'conflict'])
  })

  test('what stands in the books already is entered no second time', () => {
    expect(only([row(1)], [ours(1, { state: 'paid' })])).toEqual(['known'])
    expect(only([row(1, { status: 'unknown' })], [ours(1, { state: 'unknown' })])).toEqual(['known'])
    expect(only([row(1)], [ours(1, { state: 'bounced' })])).toEqual(['known'])
    expect(only([row(1)], [ours(1, { state: 'unknown' })])).toEqual(['enter'])
  })

  test.each(['reserved', 'withdrawn', 'rejected'] as const)('a payment that is %s is never paid by a file', (state) => {
    expect(only([row(1)], [ours(1, { state })])).toEqual(['not-waiting'])
  })

  test('退汇 before it was booked is a rejection, after it money that came back, with a number of its own', () => {
    const back = row(1, { status: 'bounced', reason: '账号已销户' })
    const [first] = entered(matched([back], [ours(1)]))
    expect(first).toMatchObject({ outcome: 'rejected', cause: 'account-closed', bankReference: 'B1' })
    const [later] = entered(matched([back], [ours(1, { state: 'paid' })]))
    expect(later).toMatchObject({ outcome: 'bounced', cause: 'account-closed', bankReference: 'B1/back' })
    expect(only([row(1, { status: 'rejected' })], [ours(1, { state: 'paid' })])).toEqual(['not-waiting'])
  })

  test('a number that the bank gave to the whole batch is completed by ours; where there is none the place in the file stands for it', () => {
    const whole = entered(matched([row(1, { serial: 'P7' }), row(2, { serial: 'P7' }), row(3, { serial: null })]))
    expect(whole.map(({ bankReference }) => bankReference)).toEqual([
      'P7/JL00000000000001',
      'P7/JL00000000000002',
      `${DIGEST.slice(0, 24)}/4`,
    ])
    const long = entered(matched([row(1, { serial: 'X'.repeat(30) }), row(2, { serial: 'X'.repeat(30) })]))
    expect(long.map(({ bankReference }) => bankReference.length)).toEqual([26, 26])
  })
})

describe('whatever a file holds', () => {
  const payments = Array.from({ length: 6 }, (_, place) =>
    ours(place + 1, {
      state: (['instructed', 'unknown', 'paid', 'rejected', 'bounced', 'withdrawn'] as const)[place] ?? 'instructed',
    }),
  )
  const said = fc.record({
    line: fc.nat({ max: 50 }),
    reference: fc.constantFrom('', 'JL99999999999999', ...payments.map(({ reference }) => reference)),
    status: fc.constantFrom('paid', 'rejected', 'unknown', 'bounced', null),
    said: fc.constantFrom('成功', '失败'),
    reason: fc.constantFrom('', '户名不符'),
    fen: fc.constantFrom(null, 1n, ...payments.map(({ fen }) => BigInt(fen))),
    serial: fc.constantFrom(null, 'S1', 'S2', 'S3'),
  })
  const file = fc.array(said, { maxLength: 25 })

  test('a payment is entered once at most, with its own sum, and only where its state waits for it', () => {
    fc.assert(
      fc.property(file, (rows) => {
        const lines = entered(matchAnswers(rows, payments, DIGEST))
        expect(new Set(lines.map(({ payment }) => payment)).size).toBe(lines.length)
        for (const { payment, fen, outcome } of lines) {
          const own = payments.find((each) => each.payment === payment)
          expect(fen).toBe(own?.fen)
          expect(outcome === 'bounced' ? ['paid'] : ['instructed', 'unknown']).toContain(own?.state)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('no two payments are entered under one number of the bank', () => {
    fc.assert(
      fc.property(file, (drawn) => {
        const rows = drawn.map((each, place) => ({ ...each, line: place + 2 }))
        const numbers = entered(matchAnswers(rows, payments, DIGEST)).map(({ bankReference }) => bankReference)
        expect(new Set(numbers).size).toBe(numbers.length)
      }),
      { numRuns: 2000 },
    )
  })

  test('order changes nothing of what is entered, nor do rows of others or a row that is repeated', () => {
    const all = payments.map((_, place) => row(place + 1))
    const sorted = (rows: readonly AnswerRow[]): unknown[] =>
      entered(matchAnswers(rows, payments, DIGEST)).toSorted((one, other) => one.payment.localeCompare(other.payment))
    fc.assert(
      fc.property(
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.subarray(all),
        fc.array(fc.nat({ max: 9 })),
        (rows, again, extra) => {
          const foreign = extra.map((place) =>
            row(place, { reference: `JL${String(90_000 + place).padStart(14, '0')}`, serial: `E${place}` }),
          )
          expect(sorted([...rows, ...again, ...foreign])).toEqual(sorted(all))
        },
      ),
    )
  })

  test('what is cut off stays open: less in the file enters no more', () => {
    const all = payments.map((_, place) => row(place + 1))
    fc.assert(
      fc.property(fc.subarray(all), (rows) => {
        const matches = matchAnswers(rows, payments, DIGEST)
        const waiting = payments.filter(({ state }) => state === 'instructed' || state === 'unknown')
        const missing = matches.flatMap((match) => (match.is === 'missing' ? [match.ours] : []))
        expect(missing).toEqual(waiting.filter(({ reference }) => !rows.some((each) => each.reference === reference)))
      }),
    )
  })

  test('every line is one that the server takes', () => {
    const one = enterAnswers.body
    fc.assert(
      fc.property(file, (rows) => {
        const lines = entered(matchAnswers(rows, payments, DIGEST))
        if (lines.length > 0) expect(one.safeParse({ fileDigest: DIGEST, lines }).success).toBe(true)
      }),
    )
  })
})
