import { CATEGORIES } from '#contract/categories.ts'
import { listUnindexed, readGraph, relatedTips, searchTips } from '#contract/matching.ts'
import { DISTRICTS } from '#contract/places.ts'
import { STAGES } from '#contract/stages.ts'
import { countTips, listTips } from '#contract/tips.ts'
import { toB64 } from '#seal/b64.ts'
import type { BenchOffice } from './bench-office.ts'
import { COMMON_IDENTIFIERS, TOKEN_SEEDS, VOCABULARY } from './fill.ts'

/** Many different requests of one kind. What a browser computes itself is prepared first; the request gives its milliseconds. */
export type Kind = { name: string; prepare: () => Promise<() => Promise<number>> }
export type Filled = { office: BenchOffice; tips: number; hasWords: boolean; colleagues: readonly string[] }

type Random = { below: (count: number) => number; oneOf: <T>(values: readonly T[]) => T }

/** Follows from its seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b_79f5) | 0
    let x = Math.imul(state ^ (state >>> 15), 1 | state)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number): number => Math.floor(next() * count)
  return { below, oneOf: <T>(values: readonly T[]): T => values[below(values.length)] as T }
}

export function kindsOf(filled: Filled, seed: number): Kind[] {
  const random = randomFrom(seed)
  const matching = [...identifierKinds(filled, random), ...(filled.hasWords ? wordKinds(filled, random) : [])]
  return [...listKinds(filled, random), ...matching]
}

type Filters = Record<string, string>

function listKinds({ office, tips, colleagues }: Filled, { below, oneOf }: Random): Kind[] {
  const [city = '', second = '', , , fifth = ''] = office.desks
  const desk = (): string => oneOf([city, city, second, fifth])
  const views: Record<string, () => Filters> = {
    stage: () => ({ stage: oneOf(STAGES) }),
    category: () => ({ category: oneOf(CATEGORIES) }),
    district: () => ({ district: oneOf(DISTRICTS) }),
    waiting: () => ({ waiting: oneOf(['desk', 'tipster']) }),
    unread: () => ({ unread: 'yes' }),
    priority: () => ({ priority: oneOf(['urgent', 'danger']) }),
    assignee: () => ({ assignee: oneOf(['me', 'nobody', ...colleagues]) }),
    'follow-up': () => ({ followUp: 'due' }),
    mentioned: () => ({ mentioned: 'me' }),
    'like spam': () => ({ likeSpam: 'yes' }),
  }
  const some = Object.values(views)
  const list = (name: string, filters: () => Filters): Kind => ({
    name,
    prepare: async () => {
      const params = { desk: desk(), ...filters() } as never
      return () => office.timed(listTips, { params })
    },
  })
  return [
    list('inbox, first page', () => ({})),
    ...Object.entries(views).map(([name, filters]) => list(`view by ${name}`, filters)),
    list('two filters at random', () => ({ ...oneOf(some)(), ...oneOf(some)() })),
    list('three filters at random', () => ({ ...oneOf(some)(), ...oneOf(some)(), ...oneOf(some)() })),
    list('inbox, a page further down', () => ({ before: String(below(tips)) })),
    list('view by category, further down', () => ({ category: oneOf(CATEGORIES), before: String(below(tips)) })),
    { name: 'counts', prepare: async () => () => office.timed(countTips, { params: { desk: desk() } }) },
    {
      name: 'what is not indexed',
      prepare: async () => () => office.timed(listUnindexed, { params: { desk: desk() } }),
    },
  ]
}

function identifierKinds({ office, tips }: Filled, { below }: Random): Kind[] {
  const search = (name: string, identifier: () => number): Kind => ({
    name,
    prepare: async () => {
      const identifiersB64 = await tokensB64(office, TOKEN_SEEDS.identifier, [identifier()])
      return () => office.timed(searchTips, { body: { identifiersB64, wordsB64: '', before: null } })
    },
  })
  const anyTip = async (): Promise<string> => {
    const [row] = await office.owner<{ id: string }[]>`select id from tips where serial = ${1 + below(tips)}`
    return row?.id ?? ''
  }
  return [
    search('search: rare identifier', () => COMMON_IDENTIFIERS + below(tips)),
    search('search: common identifier', () => 1 + below(20)),
    search('search: identifier of no tip', () => 10_000_000 + below(1000)),
    {
      name: 'belongs together',
      prepare: async () => {
        const tip = await anyTip()
        return () => office.timed(relatedTips, { params: { tip } })
      },
    },
    {
      name: 'picture of links',
      prepare: async () => {
        const tip = await anyTip()
        return () => office.timed(readGraph, { params: { tip } })
      },
    },
  ]
}

function wordKinds({ office }: Filled, { below }: Random): Kind[] {
  const common = (): number => 1 + below(40)
  const medium = (): number => 200 + below(2000)
  const rare = (): number => VOCABULARY / 2 + below(VOCABULARY / 2)
  const nowhere = (): number => VOCABULARY * 2 + below(1000)
  const search = (name: string, words: () => number[]): Kind => ({
    name,
    prepare: async () => {
      const wordsB64 = await tokensB64(office, TOKEN_SEEDS.word, words())
      return () => office.timed(searchTips, { body: { identifiersB64: '', wordsB64, before: null } })
    },
  })
  return [
    search('search: common words', () => [common(), common()]),
    search('search: one medium word', () => [medium()]),
    search('search: one rare word', () => [rare()]),
    search('search: two rare words', () => [rare(), rare()]),
    search('search: common and rare words', () => [common(), common(), rare()]),
    search('search: medium words', () => [medium(), medium(), common()]),
    search('search: words of no tip', () => [common(), nowhere()]),
    search('search: eight words', () => [
      common(),
      common(),
      common(),
      common(),
      medium(),
      medium(),
      medium(),
      medium(),
    ]),
  ]
}

/** Tokens as the filling has them. */
async function tokensB64(office: BenchOffice, seed: number, numbers: readonly number[]): Promise<string> {
  const rows = await office.owner<{ token: string }[]>`
    select hashint8extended(n, ${seed})::text as token from unnest(${[...numbers]}::bigint[]) n`
  const bytes = Buffer.alloc(rows.length * 8)
  rows.forEach(({ token }, place) => bytes.writeBigInt64BE(BigInt(token), place * 8))
  return toB64(bytes)
}
