import * as z from 'zod/mini'
import { CATEGORIES } from './categories.ts'
import { MAX_HEADER_BYTES, MAX_SEALED_BYTES } from './envelope.ts'
import { DISTRICTS } from './places.ts'
import { b64, id, instant, route, wholeNumber } from './route.ts'
import { STAGES } from './stages.ts'
import { relation } from './triage.ts'

/**
 * Search and matching over sealed tips. The browser makes keyed tokens of 8 bytes; the server finds tips that share
 * some, and learns nothing but that. What this leaks stands in web/seal/README.md.
 */

/** What can be recognised in a tip. The kind goes into the token, so equal texts of two kinds do not match. */
export const IDENTIFIER_KINDS = [
  'mobile', // 手机号
  'landline', // 固定电话
  'id-card', // 身份证号
  'plate', // 车牌
  'bank-card', // 银行卡
  'wechat', // 微信
  'qq', // QQ
  'telegram',
  'handle', // 其他账号：抖音、快手、微博、蝙蝠、Signal …
  'parcel', // 快递单号
  'coordinates', // 坐标
  'venue', // 场所
  'person', // 姓名、绰号
] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

/** Names are only guessed: an officer confirms them before they count. */
export const NAME_KINDS: ReadonlySet<IdentifierKind> = new Set(['venue', 'person'])

/** One identifier of a tip: as somebody wrote it, and in its normal form. */
export const identifier = z.object({ kind: z.enum(IDENTIFIER_KINDS), written: z.string(), normal: z.string() })
export type Identifier = z.output<typeof identifier>

/** The body of an `index` envelope. `found` counts; `guessed` waits for an officer; `rejected` was found, and is wrong. */
export const tipIndex = z.object({
  found: z.array(identifier),
  guessed: z.array(identifier),
  rejected: z.array(identifier),
})
export type TipIndex = z.output<typeof tipIndex>

export const TOKEN_BYTES = 8
export const MAX_IDENTIFIERS = 64
/** Near-identical texts share bands of their MinHash. */
export const BANDS = 8
export const MAX_WORDS = 8192
/** Tokens joined, eight bytes each, in no order that says anything. */
const tokens = (most: number): ReturnType<typeof b64> => b64(most * TOKEN_BYTES)

const sealed = b64(MAX_SEALED_BYTES)
const part = z.object({ seq: wholeNumber, sealedB64: sealed })
/** Everything of a tip that has words, sealed. */
export const sealedTip = z.object({
  tip: id,
  wrapB64: b64(1024 + MAX_HEADER_BYTES),
  reportB64: sealed,
  messages: z.array(part),
  notes: z.array(part),
  index: z.nullable(z.object({ revision: wholeNumber, sealedB64: sealed })),
  /** Grows with every message and note; an index names the one that it covers. */
  contentSeq: wholeNumber,
})
export type SealedTip = z.output<typeof sealedTip>

export const UNINDEXED_ROWS = 5
export const listUnindexed = route({
  id: 'listUnindexed',
  about: 'Some tips of a desk whose words are not searchable yet, oldest first, and how many there are (at most 999).',
  method: 'GET',
  path: '/api/desks/:desk/unindexed',
  params: z.object({ desk: id }),
  reply: z.object({ left: wholeNumber, tips: z.array(sealedTip) }),
})

export const storeIndex = route({
  id: 'storeIndex',
  about: 'Replaces the tokens of a tip. `placeTaken` when another browser stored this revision first.',
  method: 'PUT',
  path: '/api/tips/:tip/index',
  maxBytes: 512 * 1024,
  params: z.object({ tip: id }),
  body: z.object({
    contentSeq: wholeNumber,
    /** One more than the revision that was read; 1 for the first. */
    revision: wholeNumber,
    identifiersB64: tokens(MAX_IDENTIFIERS),
    bandsB64: tokens(BANDS),
    wordsB64: tokens(MAX_WORDS),
    sealedB64: sealed,
  }),
})

export const readForSearch = route({
  id: 'readForSearch',
  about: 'Everything of one tip that has words, sealed, for a browser that confirms a search. Leaves a trace.',
  method: 'GET',
  path: '/api/tips/:tip/sealed',
  params: z.object({ tip: id }),
  reply: sealedTip,
})

export const SEARCH_ROWS = 20
export const candidate = z.object({
  tip: id,
  number: z.string(),
  serial: wholeNumber,
  desk: id,
  stage: z.enum(STAGES),
  receivedAt: instant,
  category: z.enum(CATEGORIES),
  district: z.enum(DISTRICTS),
})
export type Candidate = z.output<typeof candidate>
export const searchTips = route({
  id: 'searchTips',
  about: 'Tips of all my desks, newest first, that have one of the identifiers, or all of the words.',
  method: 'POST',
  path: '/api/search',
  maxBytes: 64 * 1024,
  body: z.object({
    /** Any of these; empty for a search by words. */
    identifiersB64: tokens(16),
    /** All of these; empty for a search by identifier. */
    wordsB64: tokens(64),
    before: z.nullable(wholeNumber),
  }),
  reply: z.object({ rows: z.array(candidate), older: z.nullable(wholeNumber) }),
})

export const relatedTip = z.object({
  ...candidate.shape,
  wrapB64: b64(1024 + MAX_HEADER_BYTES),
  /** The shared identifiers, as tokens; the browser knows what they stand for. */
  sharedB64: tokens(MAX_IDENTIFIERS),
  /** How many of the eight bands of the text agree: three and more is nearly the same text. */
  bands: wholeNumber,
  /** Rare identifiers weigh more; for sorting, and for the strength that is shown. */
  weight: z.number(),
  relation: z.nullable(relation),
})
export type RelatedTip = z.output<typeof relatedTip>
/** Of tips of other desks only that there are some, and whom to ask. */
export const relatedElsewhere = z.object({
  desk: z.object({ id, nameZh: z.string(), nameEn: z.string() }),
  tips: wholeNumber,
  askWhom: z.array(z.string()),
})
export type RelatedElsewhere = z.output<typeof relatedElsewhere>
export const RELATED_ROWS = 20
export const relatedTips = route({
  id: 'relatedTips',
  about: 'What belongs together with a tip: shared identifiers weighed by rarity, and near-identical texts.',
  method: 'GET',
  path: '/api/tips/:tip/related',
  params: z.object({ tip: id }),
  reply: z.object({ here: z.array(relatedTip), elsewhere: z.array(relatedElsewhere) }),
})

/** The picture of links. Identifiers are tokens; the browser opens the indexes of the tips to name them. */
export const MAX_NODES = 200
export const graphTip = z.object({
  tip: id,
  number: z.string(),
  desk: id,
  stage: z.enum(STAGES),
  wrapB64: b64(1024 + MAX_HEADER_BYTES),
  indexB64: z.nullable(sealed),
  indexRevision: wholeNumber,
})
export const graphCase = z.object({ case: id, desk: id, number: z.string(), title: z.string() })
export const graph = z.object({
  tips: z.array(graphTip),
  /** A case that was asked for comes first; of a merged one the case that it went into. */
  cases: z.array(graphCase),
  /** Base64 of one token each, with the tips that share it. */
  identifiers: z.array(z.object({ tokenB64: b64(TOKEN_BYTES), tips: z.array(id) })),
  links: z.array(z.object({ tip: id, case: id })),
  duplicates: z.array(z.object({ tip: id, first: id })),
  /** More belongs to it than is shown. */
  isCut: z.boolean(),
})
export type Graph = z.output<typeof graph>
export const readGraph = route({
  id: 'readGraph',
  about: 'What hangs together with a tip or a case, up to two steps away and 200 things, of my desks only.',
  method: 'GET',
  path: '/api/graph',
  params: z.object({ tip: z.optional(id), case: z.optional(id) }),
  reply: graph,
})
