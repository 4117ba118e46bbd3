import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ruleSet, type RuleSet } from '#contract/rewards/rule-set.ts'
import {
  draftFrom,
  emptyDraft,
  freeId,
  moved,
  nextCode,
  withBracket,
  withPay,
} from '../../../../web/office/src/rules/draft-model.ts'
import { faultsAt, faultsOf, sectionOf } from '../../../../web/office/src/rules/draft-faults.ts'

const shipped = ruleSet.parse(JSON.parse(readFileSync('db/rule-sets/sy-default-1.json', 'utf8')))
/** The shipped set, of which a test changes something. */
function changed(change: (draft: RuleSet) => void): RuleSet {
  const draft = structuredClone(shipped)
  change(draft)
  return draft
}
function at<T>(all: readonly T[], place: number): T {
  const one = all[place]
  if (one === undefined) throw new Error('Nothing at this place')
  return one
}
const bracketOf = (draft: RuleSet, row: number, bracket: number) => at(at(draft.rows, row).brackets, bracket)
const must = (draft: RuleSet): string[] =>
  faultsOf(draft)
    .filter(({ weight }) => weight === 'must')
    .map((shown) => `${shown.at} ${shown.fault.code}`)

describe('a draft begins', () => {
  test('with what every set needs, and what is missing is said', () => {
    expect(must(emptyDraft())).toEqual(expect.arrayContaining(['head empty', 'rows no-rows', 'term:notify empty']))
  })
  test('as a copy with a code that nobody has', () => {
    expect(nextCode('SY-2026-1', ['SY-2026-2'])).toBe('SY-2026-3')
    expect(nextCode('SANYA', [])).toBe('SANYA-2')
    const draft = draftFrom(shipped, [shipped.code])
    expect(draft).toEqual({ ...shipped, code: 'SY-DEFAULT-2' })
    expect(draft.rows).not.toBe(shipped.rows)
  })
})

test('rows get ids of their own, and move no further than their list', () => {
  expect(freeId('row', [{ id: 'row-1' }, { id: 'row-3' }])).toBe('row-2')
  expect(moved(['a', 'b'], 0, 1)).toEqual(['b', 'a'])
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
})

test('a new bracket begins where the last one ends', () => {
  expect(withBracket([])).toMatchObject([{ from: '0', to: null }])
  expect(withBracket([{ from: '0', to: '10', pay: { kind: 'none' } }]).at(-1)).toMatchObject({ from: '10', to: null })
})

test('pay of another kind takes its amount along', () => {
  expect(withPay({ kind: 'fixed', fen: '30000' }, 'range')).toEqual({
    kind: 'range',
    minFen: '30000',
    maxFen: null,
    each: false,
  })
  expect(withPay({ kind: 'range', minFen: '1', maxFen: '9', each: true }, 'external')).toEqual({
    kind: 'external',
    maxFen: '9',
  })
  for (const kind of ['none', 'fixed', 'range', 'per-unit', 'base-plus', 'percent', 'external'] as const)
    expect(withPay({ kind: 'none' }, kind).kind).toBe(kind)
})

describe('faults', () => {
  test('of the shipped set: nothing that must be mended', () => {
    expect(must(shipped)).toEqual([])
  })
  test('an overlap and a gap stand at their bracket', () => {
    expect(must(changed((draft) => void (bracketOf(draft, 0, 1).from = '8')))).toEqual(['row:0:1 overlap'])
    expect(must(changed((draft) => void (bracketOf(draft, 0, 1).from = '12')))).toEqual(['row:0:1 gap'])
  })
  test('an amount that is none hides no overlap of the same row', () => {
    const both = changed((draft) => {
      bracketOf(draft, 0, 1).from = '8'
      bracketOf(draft, 0, 2).pay = { kind: 'fixed', fen: '?12x' }
    })
    expect(must(both)).toEqual(['row:0:2 amount', 'row:0:1 overlap'])
  })
  test('a quantity that is none takes its row out, and the others keep their places', () => {
    const draft = changed((one) => {
      bracketOf(one, 0, 0).to = 'viel'
      bracketOf(one, 1, 1).from = '0.5'
    })
    expect(must(draft)).toEqual(['row:0:0 quantity', 'row:1:1 overlap'])
  })
  test('a set that says how a reward is collected says at least one way, and where it stands', () => {
    const draft = draftFrom(shipped, [])
    draft.collect = { methods: [], needsId: false, source: '', certainty: 'seen' }
    expect(must(draft).toSorted()).toEqual(['term:collect empty', 'term:collect none-chosen'])
    draft.collect = { methods: ['voucher'], needsId: false, source: '第九条', certainty: 'seen' }
    expect(must(draft)).toEqual([])
  })
  test('an empty name, a factor that is none and a term without a count are each said at their place', () => {
    const draft = changed((one) => {
      at(one.rows, 2).zh = ' '
      at(one.equivalence.drugs.factors, 3).factor = '1/x'
      one.notify.count = 0
    })
    expect(must(draft).toSorted()).toEqual(['factor:drugs:3 factor', 'row:2 empty', 'term:notify count'])
  })
  test('what lies in a row is found by the row, and each place has a page', () => {
    const faults = faultsOf(changed((one) => void (bracketOf(one, 0, 1).from = '8')))
    const mustAt = (place: string): number => faultsAt(faults, place).filter(({ weight }) => weight === 'must').length
    expect([mustAt('row:0'), mustAt('row:0:1'), mustAt('row:1')]).toEqual([1, 1, 0])
    const places = ['row:3:1', 'factor:drugs:2', 'cap:report', 'term:notify', 'condition:1', 'head', 'strike:1']
    expect(places.map(sectionOf)).toEqual(['row-3', 'drugs', 'caps', 'terms', 'conditions', 'head', 'strike'])
  })
})
