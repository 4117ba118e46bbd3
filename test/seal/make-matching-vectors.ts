import { writeFileSync } from 'node:fs'
import type { IdentifierKind } from '#contract/matching.ts'
import { EMPTY_REPORT } from '#db/seed/tips.ts'
import { toB64 } from '#seal/b64.ts'
import { normalOf } from '#seal/identifiers/find-identifiers.ts'
import { indexOf } from '#seal/index-of.ts'
import { bandsOf } from '#seal/near.ts'
import { tokenOf, type TokenKind } from '#seal/tokens.ts'
import { queryWords, wordsOf } from '#seal/words.ts'
import type { MatchingVectors } from './matching-vectors-form.ts'

/** Wrote `vectors-matching.json`, by hand. A vector that stops passing is a search that lost last year's tips. */

const matchingKeyB64 = toB64(Uint8Array.from({ length: 32 }, (_, place) => place * 7))
const TIP = '6c1f3d0a-90f1-4ad7-9a5b-8f0d7d5f7a01'
const WHAT =
  '昨晚十一点，一个叫张三的男子在金海湾KTV门口卖小袋子，开瓊Ｂ·Ｉ23O5，电话一三八 零零一三 八零零零，微信：LaoWang_88，坐标18.25312,109.51187。'

const TOKENS: [TokenKind, string][] = [
  ['mobile', '+8613800138000'],
  ['plate', '琼B12345'],
  ['qq', '12345678'],
  ['wechat', '12345678'],
  ['word', '毒品'],
  ['word', '尾8000'],
  ['band', '0:00000001000000020000000300000004'],
  ['decoy', `${TIP}/words/0`],
]
const TEXTS = [
  '',
  '毒',
  '毒品，瓊州',
  'ＫＴＶ Café Привет ё',
  'B12345',
  '138 0013 8000',
  '𠮷野家 ①②③ ㎏',
  'ภาษาไทย 한국어 カタカナ',
  WHAT,
]
const QUERIES = ['毒', '红色轿车', '8000', '琼B12345', 'ktv 大东海', '。']
const WRITTEN: [IdentifierKind, string][] = [
  ['mobile', '+86 138-0013-8000'],
  ['mobile', '一三八〇〇幺三八〇〇〇'],
  ['mobile', '+7 (912) 345-67-89'],
  ['mobile', '12800138000'],
  ['landline', '0898-88267110'],
  ['landline', '88267110'],
  ['id-card', '11010519491231002x'],
  ['id-card', '110105194912310021'],
  ['plate', '瓊b·I23O5'],
  ['plate', 'B12345'],
  ['plate', '琼BD12345'],
  ['plate', '粤Z1234港'],
  ['plate', 'WJ琼1234X'],
  ['plate', '使014578'],
  ['bank-card', '4111 1111 1111 1111'],
  ['wechat', 'LaoWang_88'],
  ['wechat', '13800138000'],
  ['qq', '１２３４５６７８'],
  ['telegram', 'https://t.me/Wolf_888'],
  ['handle', '@Wolf_888'],
  ['parcel', 'sf 1234 5678 90123'],
  ['parcel', 'EE123456789CN'],
  ['coordinates', '东经109.51187，北纬18.25312'],
  ['coordinates', '18°15′11″N 109°30′43″E'],
  ['venue', '金海湾 ＫＴＶ'],
  ['person', '張三'],
]

const { tokens, index } = indexOf(
  matchingKeyB64,
  TIP,
  { report: { ...EMPTY_REPORT, what: WHAT }, messages: [], notes: [] },
  null,
)
const vectors: MatchingVectors = {
  matchingKeyB64,
  tokens: TOKENS.map(([kind, normal]) => ({
    kind,
    normal,
    tokenHex: tokenOf(matchingKeyB64, kind, normal).toString(16).padStart(16, '0'),
  })),
  words: TEXTS.map((text) => ({ text, words: wordsOf(text) })),
  queries: QUERIES.map((query) => ({ query, words: queryWords(query) })),
  bands: TEXTS.map((text) => ({ text, bands: bandsOf(text) })),
  identifiers: WRITTEN.map(([kind, written]) => ({ kind, written, normal: normalOf(kind, written) })),
  indexes: [{ tip: TIP, what: WHAT, index, ...tokens }],
}
writeFileSync(new URL('./vectors-matching.json', import.meta.url), `${JSON.stringify(vectors, null, 2)}\n`)
