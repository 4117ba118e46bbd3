import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BANDS, IDENTIFIER_KINDS, MAX_IDENTIFIERS, MAX_WORDS, TOKEN_BYTES } from '#contract/matching.ts'
import { fromB64, toB64 } from '#seal/b64.ts'
import { indexOf } from '#seal/index-of.ts'
import { queryOf, queryTokens } from '#seal/search.ts'
import { tokenOf, tokensB64, tokensFromB64, tokensOf, withDecoys, type TokenKind } from '#seal/tokens.ts'

const KEY = toB64(new Uint8Array(32).fill(7))
const KINDS: TokenKind[] = [...IDENTIFIER_KINDS, 'word', 'band', 'decoy']
const TIP = '6c1f3d0a-90f1-4ad7-9a5b-8f0d7d5f7a01'

const TEXTS = {
  report: {
    language: 'zh' as const,
    sealedOnArrival: false,
    what: '',
    who: '',
    when: '',
    place: '',
    vehicles: '',
    phones: '',
    accounts: '',
    parcels: '',
    mayAsk: false,
    wantsReward: false,
    name: '',
    contact: '',
    files: [],
  },
  messages: [],
  notes: [],
}
const texts = (what: string, more: Partial<typeof TEXTS.report> = {}) => ({
  ...TEXTS,
  report: { ...TEXTS.report, what, ...more },
})

test('a token is what the specification says, computed by another library', () => {
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), fc.string({ unit: 'grapheme' }), (kind, normal) => {
      const mac = createHmac('sha256', fromB64(KEY)).update(`${kind}\0${normal}`).digest()
      expect(tokenOf(KEY, kind, normal)).toBe(mac.readBigUInt64BE(0))
    }),
  )
})

test('equal forms of two kinds never give equal tokens, nor do two keys', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (normal) => {
      expect(new Set(KINDS.map((kind) => tokenOf(KEY, kind, normal))).size).toBe(KINDS.length)
      expect(tokenOf(KEY, 'word', normal)).not.toBe(tokenOf(toB64(new Uint8Array(32).fill(8)), 'word', normal))
    }),
  )
})

test('who reported, and how to reach them, give no token and no identifier', () => {
  const said = indexOf(KEY, TIP, texts('码头有人交易'), null)
  expect(indexOf(KEY, TIP, texts('码头有人交易', { name: '林国栋', contact: '13900000001 琼B·7D352' }), null)).toEqual(
    said,
  )
})

test('joined tokens are sorted, each once, and come apart again', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })), (tokens) => {
      const apart = tokensFromB64(tokensB64(tokens))
      expect(new Set(apart)).toEqual(new Set(tokens))
      expect(apart).toEqual([...new Set(tokens)].sort((one, other) => (one < other ? -1 : 1)))
    }),
  )
})

test('counts are padded to few sizes, by the same decoys each time', () => {
  const keyed = tokensOf(KEY)
  const real = (count: number): bigint[] => Array.from({ length: count }, (_, n) => keyed('word', String(n)))
  const size = (list: 'identifiers' | 'bands' | 'words', count: number): number =>
    withDecoys(keyed, TIP, list, real(count)).length
  expect([0, 1, 4, 5, 8, 9, 64].map((count) => size('identifiers', count))).toEqual([4, 4, 4, 8, 8, 12, 64])
  expect([0, 64, 65, 300, 5000, 8192].map((count) => size('words', count))).toEqual([64, 64, 128, 512, 8192, 8192])
  expect([0, 8].map((count) => size('bands', count))).toEqual([8, 8])
  expect(withDecoys(keyed, TIP, 'words', real(3))).toEqual(withDecoys(keyed, TIP, 'words', real(3)))
})

test('the longest report that there can be fits what the server takes', () => {
  const long = Array.from({ length: 12_000 }, (_, n) => String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000))).join('')
  const many = Array.from({ length: 100 }, (_, n) => `QQ：${10_000_000 + n}`).join('，')
  const { tokens, index } = indexOf(KEY, TIP, texts(long, { accounts: many }), null)
  expect(fromB64(tokens.wordsB64)).toHaveLength(MAX_WORDS * TOKEN_BYTES)
  expect(fromB64(tokens.identifiersB64)).toHaveLength(MAX_IDENTIFIERS * TOKEN_BYTES)
  expect(fromB64(tokens.bandsB64)).toHaveLength(BANDS * TOKEN_BYTES)
  expect(index.found).toHaveLength(MAX_IDENTIFIERS)
  expect(JSON.stringify(index).length * 3).toBeLessThan(65_536)
})

test('a guessed name has no token until an officer confirms it, and a decision stays', () => {
  const own = texts('一个叫张三的男子，车牌琼B12345')
  const person = tokenOf(KEY, 'person', '张三')
  const plate = tokenOf(KEY, 'plate', '琼B12345')
  const tokensIn = (joinedB64: string): Set<bigint> => new Set(tokensFromB64(joinedB64))
  const first = indexOf(KEY, TIP, own, null)
  expect(first.index.guessed.map(({ normal }) => normal)).toEqual(['张三'])
  expect(tokensIn(first.tokens.identifiersB64)).not.toContain(person)

  const decided = { found: first.index.guessed, guessed: [], rejected: first.index.found }
  const second = indexOf(KEY, TIP, own, decided)
  expect(second.index.found.map(({ normal }) => normal)).toEqual(['张三'])
  expect(second.index.guessed).toEqual([])
  expect(tokensIn(second.tokens.identifiersB64)).toContain(person)
  expect(tokensIn(second.tokens.identifiersB64)).not.toContain(plate)

  const again = indexOf(KEY, TIP, { ...own, messages: ['又见琼B12345'] }, second.index)
  expect(again.index).toEqual(second.index)
})

test('what a search asks for is what the index has', () => {
  const { tokens } = indexOf(KEY, TIP, texts('红色轿车停在大东海', { vehicles: '瓊B·12345' }), null)
  const [identifiers, words] = [new Set(tokensFromB64(tokens.identifiersB64)), new Set(tokensFromB64(tokens.wordsB64))]
  expect(tokensFromB64(queryTokens(KEY, queryOf('琼 b12345')).identifiersB64).some((one) => identifiers.has(one))).toBe(
    true,
  )
  expect(tokensFromB64(queryTokens(KEY, queryOf('大东海 红色')).wordsB64).every((one) => words.has(one))).toBe(true)
})
