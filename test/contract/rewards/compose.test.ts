import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { TipChoice } from '#contract/rewards/choice.ts'
import { composeStrikeAward, composeTipAward, factsOf, type TipRecords } from '#contract/rewards/compose.ts'
import { strikeAward, tipAward } from '#contract/rewards/content.ts'
import { digestOf } from '#contract/rewards/digest.ts'
import { CONDITIONS, type RuleSet } from '#contract/rewards/rule-set.ts'

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const file = new URL('../../../db/rule-sets/sy-default-1.json', import.meta.url)
const RULES = JSON.parse(readFileSync(file, 'utf8')) as RuleSet
const SHA = 'ab'.repeat(32)

const records: TipRecords = {
  award: id(1),
  version: 1,
  case: id(2),
  desk: id(3),
  rules: { seq: 1, document: RULES },
  tip: id(4),
  reporter: '1234-5678',
  findings: [
    {
      id: id(5),
      kind: 'seizure',
      substance: 'heroin',
      weight: '1000',
      unit: 'g',
      count: null,
      measure: null,
      moneyFen: null,
    },
  ],
  answered: { 'case-filed': true, 'case-cracked': true, 'suspect-caught': false },
  takenFen: { case: '0', year: '0' },
}
const choice: TipChoice = {
  kind: 'grant',
  denial: null,
  conditions: CONDITIONS.map((condition) => ({ condition, met: true })),
  joint: [],
  payees: ['cd'.repeat(16)],
  declared: [],
  place: 'first',
  share: 10_000,
  decisions: [],
  newUser: null,
}

test('what is put together is an award, and its digest is that of what is stored', () => {
  const { content, digest } = composeTipAward(records, choice, SHA)
  expect(z.safeParse(tipAward, content).success).toBe(true)
  expect(digestOf(JSON.parse(JSON.stringify(content)))).toBe(digest)
  expect(content.assessment.totalFen).toBe('2000000')
})

test('the order in which a person answered, joined or decided changes nothing', () => {
  const decisions = [
    { line: 'venues:b', fen: '1' },
    { line: 'factories:a', fen: '2' },
  ]
  const one = { ...choice, joint: [id(7), id(6)], decisions }
  const other = {
    ...one,
    conditions: choice.conditions.toReversed(),
    joint: [id(6), id(7)],
    decisions: decisions.toReversed(),
  }
  expect(composeTipAward(records, other, SHA).digest).toBe(composeTipAward(records, one, SHA).digest)
})

test('anything that was chosen or recorded otherwise, and other reasons, give another digest', () => {
  const { digest } = composeTipAward(records, choice, SHA)
  const digests = [
    composeTipAward(records, { ...choice, share: 9_999 }, SHA),
    composeTipAward(records, { ...choice, payees: [] }, SHA),
    composeTipAward({ ...records, version: 2 }, choice, SHA),
    composeTipAward({ ...records, takenFen: { case: '1', year: '1' } }, choice, SHA),
    composeTipAward(records, choice, 'cd'.repeat(32)),
  ].map((composed) => composed.digest)
  expect(new Set([digest, ...digests]).size).toBe(6)
})

test('a denial pays nothing, leaves nothing open and names nobody', () => {
  const { content } = composeTipAward(records, { ...choice, kind: 'deny', denial: 'condition' }, SHA)
  expect(content).toMatchObject({ payees: [], assessment: { lines: [], open: [], totalFen: '0' } })
})

test('whether users are new is left out until a person has said it', () => {
  expect(factsOf(records, choice).preconditions).toEqual(records.answered)
  expect(factsOf(records, { ...choice, newUser: false }).preconditions).toMatchObject({ 'new-user': false })
})

test('an award for those who took part comes to what they get together', () => {
  const one = { kind: 'officer', name: '甲', unit: '乙', staff: null, row: null, payees: [] } as const
  const participants = [
    { ...one, payees: [], fen: '100' },
    { ...one, name: '丙', payees: [], fen: '23' },
  ]
  const { content, digest } = composeStrikeAward(records, { participants }, SHA)
  expect(z.safeParse(strikeAward, content).success).toBe(true)
  expect(content.totalFen).toBe('123')
  expect(digestOf(content)).toBe(digest)
})
