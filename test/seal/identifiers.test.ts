import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { IDENTIFIER_KINDS, type IdentifierKind } from '#contract/matching.ts'
import { findIdentifiers, identifiersIn, normalOf, possibleIdentifiers } from '#seal/identifiers/find-identifiers.ts'
import type { Field } from '#seal/identifiers/reading.ts'

const EMPTY = { what: '', who: '', when: '', place: '', vehicles: '', phones: '', accounts: '', parcels: '' }
const REPORT = { ...EMPTY, language: 'zh', sealedOnArrival: false, mayAsk: false, wantsReward: false } as const
const reportOf = (words: Partial<typeof EMPTY>) => ({ ...REPORT, name: '', contact: '', files: [], ...words })

const normalsIn = (text: string, kind: IdentifierKind, field: Field = 'words'): string[] =>
  identifiersIn(text, field)
    .filter((one) => one.kind === kind)
    .map(({ normal }) => normal)

type Row = [text: string, normals: string[], field?: Field]
const TABLES: Readonly<Record<IdentifierKind, Row[]>> = {
  mobile: [
    ['打13800138000就行', ['+8613800138000']],
    ['138 0013 8000', ['+8613800138000']],
    ['138-0013-8000', ['+8613800138000']],
    ['+86 13800138000', ['+8613800138000']],
    ['0086-138-0013-8000', ['+8613800138000']],
    ['(86)13800138000', ['+8613800138000']],
    ['１３８００１３８０００', ['+8613800138000']],
    ['一三八零零一三八零零零', ['+8613800138000']],
    ['幺三八〇〇幺三八〇〇〇', ['+8613800138000']],
    ['一三八 零零一三 八零零零', ['+8613800138000']],
    ['13800l38OOO', ['+8613800138000']],
    ['①③⑧⓪⓪①③⑧⓪⓪⓪', ['+8613800138000']],
    ['1\u200b3800138000', ['+8613800138000']],
    ['+7 (912) 345-67-89', ['+79123456789']],
    ['8 (912) 345-67-89', ['+79123456789']],
    ['+7 727 250 00 00', ['+77272500000']],
    ['+82 10-1234-5678', ['+821012345678']],
    ['12800138000', []],
    ['138001380001', []],
    ['110', []],
  ],
  landline: [
    ['0898-88267110', ['+8689888267110']],
    ['(0898)88267110', ['+8689888267110']],
    ['（０８９８）８８２６７１１０', ['+8689888267110']],
    ['+86 898 88267110', ['+8689888267110']],
    ['010-62795566', ['+861062795566']],
    ['座机：88267110', ['+8689888267110']],
    ['88267110', ['+8689888267110'], 'phones'],
    ['88267110', []],
    ['88267110', [], 'accounts'],
  ],
  'id-card': [
    ['11010519491231002X', ['11010519491231002X']],
    ['身份证１１０１０５１９４９１２３１００２ｘ', ['11010519491231002X']],
    ['110105 19491231 002X', ['11010519491231002X']],
    ['110105194912310021', []],
    ['110105194913310027', []],
  ],
  plate: [
    ['琼B12345', ['琼B12345']],
    ['琼B·12345', ['琼B12345']],
    ['琼 b 123 45', ['琼B12345']],
    ['瓊Ｂ－１２３４５', ['琼B12345']],
    ['琼B I23O5', ['琼B12305']],
    ['琼BD12345', ['琼BD12345']],
    ['琼B12345D', ['琼B12345D']],
    ['琼BF1234A', []],
    ['琼B12345是辆白色的车', ['琼B12345']],
    ['琼B12345 6点来', ['琼B12345']],
    ['粤Z1234港', ['粤Z1234港']],
    ['琼B1234学', ['琼B1234学']],
    ['琼B1234挂', ['琼B1234挂']],
    ['使014578', ['使014578']],
    ['沪A0023领', ['沪A0023领']],
    ['WJ琼1234X', ['WJ琼1234X']],
    ['车牌B12345', ['琼B12345']],
    ['B12345', ['琼B12345'], 'vehicles'],
    ['B12345', []],
    ['新apple手机', []],
    ['贵公司', []],
  ],
  'bank-card': [
    ['4111 1111 1111 1111', ['4111111111111111']],
    ['6222020000000000000', ['6222020000000000000']],
    ['4111111111111112', []],
    ['11010519491231002X', []],
  ],
  wechat: [
    ['微信：laowang_88', ['laowang_88']],
    ['微信号 LaoWang_88', ['laowang_88']],
    ['威信laowang_88', ['laowang_88']],
    ['vx: laowang_88', ['laowang_88']],
    ['VX12345678', ['12345678']],
    ['V：laowang_88', ['laowang_88']],
    ['加V laowang_88', ['laowang_88']],
    ['wxid_abcdef123456', ['wxid_abcdef123456']],
    ['微信同号13800138000', []],
    ['微信联系', []],
  ],
  qq: [
    ['QQ：12345678', ['12345678']],
    ['扣扣 12345678', ['12345678']],
    ['ｑｑ号１２３４５６７８', ['12345678']],
    ['12345678@qq.com', ['12345678']],
    ['12345678', ['12345678'], 'accounts'],
    ['12345678', []],
    ['QQ 13800138000', []],
  ],
  telegram: [
    ['@wolf_888', ['wolf_888']],
    ['t.me/Wolf_888', ['wolf_888']],
    ['https://t.me/wolf_888', ['wolf_888']],
    ['飞机：wolf_888', ['wolf_888']],
    ['telegram: @wolf_888', ['wolf_888']],
    ['wolf@example.com', []],
    ['抖音：@wolf_888', []],
  ],
  handle: [
    ['抖音号：dy.998877', ['dy.998877']],
    ['抖音 @wolf_888', ['wolf_888']],
    ['小红书red_flower', ['red_flower']],
    ['蝙蝠id 12345678', ['12345678']],
    ['Signal: wolfie.88', ['wolfie.88']],
    ['线上 online chat', []],
    ['night_owl77', ['night_owl77'], 'accounts'],
  ],
  parcel: [
    ['SF1234567890123', ['SF1234567890123']],
    ['sf 1234 5678 90123', ['SF1234567890123']],
    ['YT1234567890123', ['YT1234567890123']],
    ['JDVA12345678901', ['JDVA12345678901']],
    ['EE123456789CN', ['EE123456789CN']],
    ['中通单号：73123456789012', ['73123456789012']],
    ['73123456789012', ['73123456789012'], 'parcels'],
    ['73123456789012', []],
    ['快递员13800138000', []],
  ],
  coordinates: [
    ['18.25312,109.51187', ['18.253,109.512']],
    ['109.51187，18.25312', ['18.253,109.512']],
    ['北纬18.25312 东经109.51187', ['18.253,109.512']],
    ['东经109.51187，北纬18.25312', ['18.253,109.512']],
    ['18.25312N, 109.51187E', ['18.253,109.512']],
    ['18°15′11″N 109°30′43″E', ['18.253,109.512']],
    ['价格18.25,109.51', []],
  ],
  venue: [
    ['他在金海湾KTV上班', ['金海湾ktv']],
    ['市场旁边的夜色酒吧', ['夜色酒吧']],
    ['一家酒吧', []],
    ['某宾馆', []],
  ],
  person: [
    ['一个叫张三的男子', ['张三']],
    ['绰号“黑皮”，很瘦', ['黑皮']],
    ['阿龙和老王一起来', ['阿龙', '老王']],
    ['李四，男，四十岁', ['李四'], 'who'],
    ['a man named Ivan Petrov came', ['ivanpetrov']],
    ['小时候来过老人院', []],
  ],
}

for (const kind of IDENTIFIER_KINDS) {
  describe(kind, () => {
    for (const [text, normals, field] of TABLES[kind])
      test(`${text}${field === undefined ? '' : ` (${field})`}`, () =>
        expect(normalsIn(text, kind, field)).toEqual(normals))

    test('a normal form is its own normal form', () => {
      fc.assert(
        fc.property(
          fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...TABLES[kind].map(([text]) => text))),
          (text) => {
            const normal = normalOf(kind, text)
            if (normal !== null) expect(normalOf(kind, normal)).toBe(normal)
          },
        ),
      )
      for (const [, normals] of TABLES[kind]) for (const normal of normals) expect(normalOf(kind, normal)).toBe(normal)
    })
  })
}

/** As people write a number: full width, Chinese digits, gaps. */
const written = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom('', ' ', '-', '·'),
      fc.integer({ min: 3, max: 4 }),
      fc.constantFrom<(sign: string) => string>(
        (sign) => sign,
        (sign) => (/[\dA-Z]/.test(sign) ? String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0) : sign),
        (sign) => sign.toLowerCase(),
      ),
    )
    .map(([gap, length, form]) =>
      Array.from(text)
        .map((sign, place) => form(sign) + (place % length === length - 1 && place < text.length - 1 ? gap : ''))
        .join(''),
    )
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))

test('a mobile number has one normal form, however it is written', () => {
  const number = fc
    .tuple(fc.constantFrom('3', '5', '7', '8', '9'), digits(9))
    .map(([first, rest]) => `1${first}${rest}`)
  const variant = number.chain((plain) =>
    fc.tuple(fc.constant(plain), fc.constantFrom('', '+86', '0086 ', '86-'), written(plain)),
  )
  fc.assert(
    fc.property(variant, ([plain, country, text]) => {
      expect(normalOf('mobile', country + text)).toBe(`+86${plain}`)
      expect(normalsIn(`打${country}${text}找他`, 'mobile')).toEqual([`+86${plain}`])
    }),
  )
})

test('a number in Chinese digits is the same number', () => {
  fc.assert(
    fc.property(digits(8), (rest) => {
      const plain = `139${rest}`
      const chinese = Array.from(plain, (digit) => '〇一二三四五六七八九'[Number(digit)]).join('')
      expect(normalOf('mobile', chinese.replaceAll('一', '幺'))).toBe(`+86${plain}`)
    }),
  )
})

test('a plate has one normal form, however it is written', () => {
  const plate = fc
    .tuple(fc.constantFrom('琼', '粤', '京'), fc.constantFrom('A', 'B', 'E'), fc.constantFrom('', 'D', 'F'), digits(5))
    .map((parts) => parts.join(''))
  const variant = plate.chain((plain) => fc.tuple(fc.constant(plain), written(plain)))
  fc.assert(
    fc.property(variant, fc.boolean(), ([plain, text], isTraditional) => {
      const own = isTraditional ? text.replace('琼', '瓊').replace('粤', '粵') : text
      expect(normalOf('plate', own)).toBe(plain)
      expect(normalsIn(`开${own}，白色`, 'plate')).toEqual([plain])
    }),
  )
})

test('an identity number has one normal form, and one wrong digit is caught', () => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const number = fc
    .tuple(
      fc.constantFrom('460200', '460202', '110105'),
      fc.integer({ min: 1950, max: 2008 }),
      fc.integer({ min: 1, max: 28 }),
      digits(3),
    )
    .map(([area, year, day, rest]) => {
      const body = `${area}${year}07${String(day).padStart(2, '0')}${rest}`
      return body + '10X98765432'[weights.reduce((sum, weight, place) => sum + weight * Number(body[place]), 0) % 11]
    })
  fc.assert(
    fc.property(number, fc.nat(16), fc.integer({ min: 1, max: 9 }), (plain, place, change) => {
      expect(normalsIn(`证号${plain.toLowerCase()}。`, 'id-card')).toEqual([plain])
      const wrong = plain.slice(0, place) + ((Number(plain[place]) + change) % 10) + plain.slice(place + 1)
      expect(normalOf('id-card', wrong)).toBeNull()
    }),
  )
})

test('any text at all is read without an error', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 300 })
  fc.assert(
    fc.property(
      texts,
      fc.constantFrom<Field>('words', 'who', 'accounts', 'vehicles', 'phones', 'parcels'),
      (text, field) => {
        for (const { written: own, normal } of identifiersIn(text, field)) {
          expect(text).toContain(own)
          expect(normal).not.toBe('')
        }
        possibleIdentifiers(text)
      },
    ),
  )
})

const AWKWARD = [
  '1',
  '1 ',
  '138',
  '13800138000',
  'a',
  'a1',
  '琼B',
  '琼 ',
  '一',
  '叫',
  '阿',
  '@a',
  'wx',
  '1.1111,',
  '°',
  '(',
  '+8',
  '0',
  'SF1',
  '酒吧',
  '-',
  'l0',
  'named Ivan ',
  'QQ12345 ',
]
test('64 KiB are read in a time that grows with the length', () => {
  for (const unit of AWKWARD) {
    for (const field of ['words', 'accounts', 'phones', 'vehicles', 'parcels', 'who'] as const) {
      const startedAt = performance.now()
      identifiersIn(unit.repeat(65_536 / unit.length), field)
      expect(performance.now() - startedAt, `${unit} in ${field}`).toBeLessThan(1500)
    }
  }
}, 120_000)

test('each text of a tip is read for what its field means, and names only guessed', () => {
  const texts = {
    report: reportOf({ what: '叫张三，常去夜色酒吧', vehicles: 'B12345', accounts: '87654321', phones: '88267110' }),
    messages: ['他换了号码 13900139000'],
    notes: ['同案 琼B54321'],
  }
  const { found, guessed } = findIdentifiers(texts)
  expect(found.map(({ kind, normal }) => `${kind} ${normal}`)).toEqual([
    'plate 琼B12345',
    'landline +8689888267110',
    'qq 87654321',
    'mobile +8613900139000',
    'plate 琼B54321',
  ])
  expect(guessed.map(({ kind, normal }) => `${kind} ${normal}`)).toEqual(['person 张三', 'venue 夜色酒吧'])
})
