import { expect, test } from 'vitest'
import type { Identifier, RelatedTip, TipIndex } from '#contract/matching.ts'
import { compared } from '../../../web/office/src/matching/compare.ts'
import { decided, EMPTY_INDEX, type Decision } from '../../../web/office/src/matching/decisions.ts'
import { firstOf } from '../../../web/office/src/matching/firsts.ts'
import { hitIn, piecesOf } from '../../../web/office/src/matching/hits.ts'
import { queryFor, understood } from '../../../web/office/src/matching/query.ts'
import type { ReadTip } from '../../../web/office/src/matching/read-sealed.ts'
import { strengthOf } from '../../../web/office/src/matching/strength.ts'

const plate: Identifier = { kind: 'plate', written: '琼B·0C302', normal: '琼B0C302' }
const name: Identifier = { kind: 'person', written: '阿旺', normal: '阿旺' }
const index = (part: Partial<TipIndex>): TipIndex => ({ ...EMPTY_INDEX, ...part })

const DECISIONS: [what: string, before: TipIndex, decision: Decision, after: TipIndex][] = [
  ['a guess counts', index({ guessed: [name] }), { do: 'confirm', identifier: name }, index({ found: [name] })],
  ['a guess is wrong', index({ guessed: [name] }), { do: 'reject', identifier: name }, index({ rejected: [name] })],
  ['a find is wrong', index({ found: [plate] }), { do: 'reject', identifier: plate }, index({ rejected: [plate] })],
  [
    'a wrong one comes back',
    index({ rejected: [plate] }),
    { do: 'confirm', identifier: plate },
    index({ found: [plate] }),
  ],
  ['one is added', index({ found: [plate] }), { do: 'add', identifier: name }, index({ found: [plate, name] })],
  [
    'one that is there, in another writing, stays where it is',
    index({ found: [plate, name] }),
    { do: 'add', identifier: { ...plate, written: '琼b0c302' } },
    index({ found: [plate, name] }),
  ],
]
for (const [what, before, decision, after] of DECISIONS) {
  test(`a decision about an index: ${what}, and once more changes nothing`, () => {
    expect(decided(before, decision)).toEqual(after)
    expect(decided(after, decision)).toEqual(after)
  })
}

test('a decision is made again on what a colleague stored meanwhile, and keeps theirs', () => {
  const theirs = index({ found: [plate], guessed: [name] })
  expect(decided(theirs, { do: 'confirm', identifier: name })).toEqual(index({ found: [plate, name] }))
})

const QUERIES: [text: string, kinds: string[]][] = [
  ['琼B·0C302', ['plate']],
  ['白色面包车 琼b0c302 后窗贴膜', ['plate']],
  ['１３９ ０００１ ２３４５', ['mobile']],
  ['老王', []],
  ['white van at the pier', []],
  ['', []],
]
for (const [text, kinds] of QUERIES) {
  test(`a query is understood: ${text || 'nothing'}`, () => {
    expect(understood(text).understood.map(({ kind }) => kind)).toEqual(kinds)
  })
}

test('a name is looked for as a name and as words, and not said to be understood', () => {
  const query = understood('阿旺')
  expect(query.identifiers).toContainEqual(name)
  expect(query.words).toEqual(['阿旺'])
})

test('an identifier that was clicked is looked for as what it is, and nothing else', () => {
  expect(queryFor(name).identifiers).toEqual([name])
})

const read = (text: string, found: Identifier[] = []): ReadTip => ({
  tip: 't',
  identity: 'i',
  texts: { report: {} as never, messages: [], notes: [] },
  words: [{ in: 'message', text }],
  index: index({ found }),
  revision: 1,
  contentSeq: 1,
})

test('a tip answers by its identifier, shown as it was written there', () => {
  const hit = hitIn(
    read('昨晚又来了，牌子 琼b0c302', [{ ...plate, written: '琼b0c302' }]),
    understood('琼Ｂ０Ｃ３０２'),
  )
  expect(hit?.because?.normal).toBe('琼B0C302')
  expect(hit?.passages[0]?.in).toBe('message')
  expect(hit?.passages[0]?.pieces.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(['琼b0c302'])
})

test('a tip answers by an identifier that somebody added, though no text has it', () => {
  expect(hitIn(read('什么也没写', [name]), understood('阿旺'))).toEqual({ because: name, passages: [] })
})

test('a tip whose tokens only looked like it is no answer', () => {
  expect(hitIn(read('码头有人卖烟'), understood('面包车'))).toBeNull()
})

const CUTS: [text: string, hits: { start: number; end: number }[], pieces: string][] = [
  ['abcdef', [], 'abcdef'],
  ['abcdef', [{ start: 0, end: 2 }], '[ab]cdef'],
  [
    'abcdef',
    [
      { start: 1, end: 3 },
      { start: 2, end: 5 },
    ],
    'a[bcde]f',
  ],
  [
    'abcdef',
    [
      { start: 1, end: 5 },
      { start: 2, end: 3 },
    ],
    'a[bcde]f',
  ],
  ['abcdef', [{ start: 4, end: 6 }], 'abcd[ef]'],
]
for (const [text, hits, pieces] of CUTS) {
  test(`a passage is cut at its hits: ${pieces}`, () => {
    const cut = piecesOf(text, hits)
    expect(cut.map(({ text: part, isHit }) => (isHit ? `[${part}]` : part)).join('')).toBe(pieces)
  })
}

test('two texts side by side: what only one says is marked, nothing is lost', () => {
  const { one, other } = compared('码头有一辆白色面包车', '码头边有一辆面包车 van')
  expect(one.filter(({ isOwn }) => isOwn).map(({ text }) => text)).toEqual(['白色'])
  expect(other.filter(({ isOwn }) => isOwn).map(({ text }) => text)).toEqual(['边', ' van'])
  expect(one.map(({ text }) => text).join('')).toBe('码头有一辆白色面包车')
  expect(compared('', '').one).toEqual([])
})

test('the longest reports that can be sent are compared, marked as different where they are too long', () => {
  const text = '一辆面包车停在码头。'.repeat(1200)
  const { one } = compared(text, text)
  expect(one.map((stretch) => stretch.text).join('')).toBe(text)
})

const row = (tip: string, relation: RelatedTip['relation']): RelatedTip =>
  ({ tip, number: `N${tip}`, desk: 'd', relation }) as RelatedTip
const FIRSTS: [what: string, rows: RelatedTip[], first: ReturnType<typeof firstOf>][] = [
  ['nothing was said', [row('a', null)], null],
  ['we are first', [row('a', { as: 'duplicate', first: 'me' })], null],
  ['a neighbour is first', [row('a', { as: 'duplicate', first: 'a' })], { tip: 'a', desk: 'd', number: 'Na' }],
  [
    'a third is first',
    [row('a', { as: 'duplicate', first: 'b' }), row('b', null)],
    { tip: 'b', desk: 'd', number: 'Nb' },
  ],
  ['the first is out of sight', [row('a', { as: 'duplicate', first: 'z' })], { tip: 'z', desk: 'd', number: null }],
  ['unrelated', [row('a', { as: 'unrelated', first: null })], null],
]
for (const [what, rows, first] of FIRSTS) {
  test(`which tip stays first when ${what}`, () => expect(firstOf('me', rows)).toEqual(first))
}

const STRENGTHS: [what: string, given: Parameters<typeof strengthOf>[0], strength: string][] = [
  ['a plate that few have', { bands: 0, weight: 2.3, shared: [plate] }, 'strong'],
  ['a name that few have', { bands: 0, weight: 2.3, shared: [name] }, 'fair'],
  ['a plate that most tips have', { bands: 0, weight: 0.4, shared: [plate] }, 'weak'],
  ['nearly the same text', { bands: 3, weight: 1, shared: [] }, 'strong'],
]
for (const [what, given, strength] of STRENGTHS) {
  test(`how strong it is: ${what}`, () => expect(strengthOf(given)).toBe(strength))
}
