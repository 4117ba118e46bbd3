import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MOST_RULE_SET_TEXT, readRuleSet } from '#contract/rewards/read-rule-set.ts'
import { ruleSetSchema, type JsonSchema } from '#contract/rewards/rule-set-schema.ts'
import type { RuleSet } from '#contract/rewards/rule-set.ts'
import { DEFAULT_SET, RANGES_SET } from './made-facts.ts'
import { anySets } from './made-sets.ts'

const FILES = ['sy-default-1', 'ranges-1']
const textOf = (file: string): string =>
  readFileSync(new URL(`../../../db/rule-sets/${file}.json`, import.meta.url), 'utf8')
const isValid = new Ajv2020({ strict: true }).compile(ruleSetSchema())

/** The default with one place changed, as another program might write it. */
function changed(change: (set: Record<string, unknown> & RuleSet) => void): unknown {
  const copy = structuredClone(DEFAULT_SET) as Record<string, unknown> & RuleSet
  change(copy)
  return copy
}
const first = <T>(items: readonly T[]): T => {
  const [one] = items
  if (one === undefined) throw new Error('nothing there')
  return one
}

test.each(FILES)('%s is read, fits the published schema, and says that it is not the city’s own text', (file) => {
  const read = readRuleSet(textOf(file))
  expect(read).toMatchObject({ is: 'read', ruleSet: { isOfficial: false } })
  expect(isValid(JSON.parse(textOf(file)))).toBe(true)
})

test('the two sets differ in what a city can choose', () => {
  for (const choice of ['bounds', 'stacking', 'claim'] as const)
    expect(RANGES_SET[choice]).not.toBe(DEFAULT_SET[choice])
  expect(RANGES_SET.caps.case).not.toBeNull()
  expect(RANGES_SET.caps.year).not.toBeNull()
  expect(RANGES_SET.strikeRows).not.toEqual([])
  expect(DEFAULT_SET.strikeRows).toEqual([])
})

test('sources are written in Chinese, with full-width signs, and no shouting', () => {
  for (const file of FILES) {
    const sources = [...textOf(file).matchAll(/"(?:source|zh|referenceZh)": "([^"]*)"/g)].map(([, text]) => text ?? '')
    expect(sources.length).toBeGreaterThan(20)
    for (const source of sources) {
      expect(source).toMatch(/\p{Script=Han}/u)
      expect(source).not.toMatch(/[,;:!()！]/)
    }
  }
})

describe('what is broken is refused by the reader and by the schema, and the place is named', () => {
  test.each<[path: string, is: 'missing' | 'unknown' | 'not-its-form', broken: unknown]>([
    [
      'rows[0].brackets[1].from',
      'not-its-form',
      changed((set) => ((first(set.rows).brackets.at(1) ?? { from: '' }).from = '1,000')),
    ],
    [
      'rows[0].brackets[0].pay.fen',
      'not-its-form',
      changed((set) => Object.assign(first(first(set.rows).brackets).pay, { fen: '300.00' })),
    ],
    [
      'rows[0].brackets[0].pay.kind',
      'not-its-form',
      changed((set) => Object.assign(first(first(set.rows).brackets).pay, { kind: 'gift' })),
    ],
    ['rows[0].measure', 'not-its-form', changed((set) => Object.assign(first(set.rows), { measure: 'gold' }))],
    ['rows[0].source', 'missing', changed((set) => Reflect.deleteProperty(first(set.rows), 'source'))],
    ['caps.report.fen', 'not-its-form', changed((set) => Object.assign(set.caps.report ?? {}, { fen: '-1' }))],
    ['caps.year', 'missing', changed((set) => Reflect.deleteProperty(set.caps, 'year'))],
    [
      'equivalence.drugs.factors[0].factor',
      'not-its-form',
      changed((set) => (first(set.equivalence.drugs.factors).factor = '1/0')),
    ],
    ['notify.unit', 'not-its-form', changed((set) => Object.assign(set.notify, { unit: 'week' }))],
    ['rows[0].remark', 'unknown', changed((set) => Object.assign(first(set.rows), { remark: '备注' }))],
    ['tariff', 'unknown', changed((set) => Object.assign(set, { tariff: [] }))],
  ])('%s is %s', (path, is, broken) => {
    expect(readRuleSet(JSON.stringify(broken))).toEqual({ is: 'wrong', because: 'fields', fields: [{ path, is }] })
    expect(isValid(broken)).toBe(false)
  })

  test('no more places than a page can show', () => {
    const { fields } = {
      fields: [],
      ...readRuleSet(JSON.stringify({ format: DEFAULT_SET.format, rows: Array(50).fill(0) })),
    }
    expect(fields).toHaveLength(20)
  })

  test.each<[string, text: string, because: string]>([
    ['no JSON', '规则', 'not-json'],
    ['nothing', '', 'not-json'],
    ['a list', '[]', 'other-format'],
    ['nothing in JSON', 'null', 'other-format'],
    ['another format', JSON.stringify({ ...DEFAULT_SET, format: 'lushao/rule-set/2' }), 'other-format'],
    ['a text too long', ' '.repeat(MOST_RULE_SET_TEXT + 1), 'too-long'],
  ])('%s', (_says, text, because) => expect(readRuleSet(text)).toEqual({ is: 'wrong', because, fields: [] }))
})

test('what is written out is read back the same, with a byte order mark too', () => {
  fc.assert(
    fc.property(anySets, fc.constantFrom('', '\uFEFF'), (set, mark) => {
      expect(readRuleSet(mark + JSON.stringify(set))).toEqual({ is: 'read', ruleSet: set })
      expect(isValid(set)).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('any text is answered, and nothing breaks', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.jsonValue().map((value) => JSON.stringify({ ...DEFAULT_SET, rows: value })),
      ),
      (text) => {
        expect(['read', 'wrong']).toContain(readRuleSet(text).is)
      },
    ),
  )
})

test('the schema describes every field', () => {
  const bare: string[] = []
  const look = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return
    for (const [key, value] of Object.entries(schema)) {
      if (key !== 'properties') {
        look(value, path)
        continue
      }
      for (const [name, field] of Object.entries(value as JsonSchema)) {
        if (typeof (field as JsonSchema)['description'] !== 'string') bare.push(`${path}.${name}`)
        look(field, `${path}.${name}`)
      }
    }
  }
  look(ruleSetSchema(), '')
  expect(bare).toEqual([])
})
