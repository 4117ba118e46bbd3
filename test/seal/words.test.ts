import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passageOf, passagesIn, queryWords, wordsOf } from '#seal/words.ts'

const ROWS: [text: string, words: string[]][] = [
  ['毒品', ['毒', '品', '毒品']],
  ['瓊州', ['琼', '州', '琼州']],
  ['ＫＴＶ', ['ktv']],
  ['Café Привет', ['cafe', 'привет']],
  ['B12345', ['b', '12345', '尾2345']],
  ['138', ['138']],
  ['138 0013 8000', ['138', '0013', '尾0013', '8000', '尾8000', '13800138000']],
  ['去K歌', ['去', 'k', '歌']],
  ['第一，第二', ['第', '一', '第一', '二', '第二']],
  ['', []],
  ['…！？', []],
]
for (const [text, words] of ROWS) test(`the words of ${text || 'nothing'}`, () => expect(wordsOf(text)).toEqual(words))

const QUERIES: [query: string, words: string[]][] = [
  ['毒', ['毒']],
  ['红色轿车', ['红色', '色轿', '轿车']],
  ['红 车', ['红', '车']],
  ['8000', ['尾8000']],
  ['尾8000', ['尾', '尾8000']],
  ['ktv 大东海', ['ktv', '大东', '东海']],
  ['。，', []],
]
for (const [query, words] of QUERIES)
  test(`what a search for ${query} asks for`, () => expect(queryWords(query)).toEqual(words))

const signs = fc.constantFrom(...Array.from('红色轿车琼瓊B１2 345·ktv，。的大东海𠮷\nñй'))
const texts = fc.array(signs, { maxLength: 60 }).map((some) => some.join(''))

test('whatever part of a text is asked for, its words are among those of the text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...Array.from('红色轿车瓊琼大东海𠮷，'))),
      fc.nat(),
      fc.nat(8),
      (some, from, length) => {
        const start = some.length === 0 ? 0 : from % some.length
        const words = new Set(wordsOf(some.join('')))
        for (const word of queryWords(some.slice(start, start + length).join(''))) expect(words).toContain(word)
      },
    ),
  )
})

test('a passage shows the text as it is written, and its hits lie in it', () => {
  fc.assert(
    fc.property(texts, texts, (text, query) => {
      for (const { passage, hits } of passagesIn([text], query.slice(0, 6))) {
        expect(text).toContain(passage)
        expect(hits.length).toBeGreaterThan(0)
        for (const { start, end } of hits) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(passage.length)
        }
      }
    }),
  )
})

const hit = (text: string, query: string): string | null => {
  const found = passageOf(text, query)
  return found === null ? null : found.passage.slice(found.hits[0]?.start, found.hits[0]?.end)
}
const HITS: [text: string, query: string, hit: string | null][] = [
  ['昨晚看见红色轿车', '红色', '红色'],
  ['昨晚看见紅色轎車', '红色', '紅色'],
  ['红的和色的', '红色', null],
  ['車牌瓊Ｂ12345', '琼B12345', '瓊Ｂ12345'],
  ['电话138 0013 8000', '13800138000', '138 0013 8000'],
  ['电话13800138000', '8000', '8000'],
  ['电话138001380001', '8000', null],
  ['在 KTV888', 'ktv', 'KTV'],
  ['category', 'cat', null],
  ['Café', 'cafe', 'Café'],
]
for (const [text, query, expected] of HITS)
  test(`${query} in ${text} is ${expected === null ? 'no hit' : 'a hit'}`, () =>
    expect(hit(text, query)).toBe(expected))

test('a tip is confirmed when its texts together have every part', () => {
  expect(passagesIn(['红色轿车', '停在大东海'], '红色 大东海').map(({ text }) => text)).toEqual([0, 1])
  expect(passagesIn(['红色轿车', '停在大东海'], '红色 亚龙湾')).toEqual([])
  expect(passagesIn(['红色轿车'], ' ，')).toEqual([])
})

test('64 KiB are cut into words in a moment, whatever they are', () => {
  for (const unit of ['1', '1 ', '红', 'a', '1-', '，', 'é']) {
    const startedAt = performance.now()
    const text = unit.repeat(65_536 / unit.length)
    wordsOf(text)
    passageOf(text, '红色 12345 8000')
    expect(performance.now() - startedAt, unit).toBeLessThan(1500)
  }
})
