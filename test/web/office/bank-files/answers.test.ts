import { createMultibyteEncoder } from '@exodus/bytes/multi-byte.js'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/universal'
import { guessColumns, hasNeeded } from '../../../../web/office/src/bank-files/answer-columns.ts'
import { readAnswers, type AnswerFile } from '../../../../web/office/src/bank-files/answer-file.ts'
import { answerRows, causeOf, type AnswerRow } from '../../../../web/office/src/bank-files/answer-rows.ts'
import { bankFile } from '../../../../web/office/src/bank-files/bank-file.ts'
import { choice, made } from './made-lines.ts'

const gb18030 = createMultibyteEncoder('gb18030')
const fileOf = (parts: BlobPart, name = 'huipan.csv'): File => new File([parts], name)

async function read(file: File): Promise<AnswerFile> {
  const answer = await readAnswers(file)
  if (answer.is === 'unread') throw new Error(answer.why)
  return answer.answers
}
async function rowsOf(file: File): Promise<AnswerRow[]> {
  const answers = await read(file)
  const { head, columns } = guessColumns(answers)
  return answerRows(answers, head, columns)
}

const CSV = `代发结果查询,,,,,,
批次号：20261126001,,,,,,
序号,户名,账号,金额,业务编号,处理状态,失败原因,银行流水号
1,吴清源,\t6222021202041701419,"20,000.00",JL00000000000001,交易成功,,8823001
2,欧阳娜娜,"=""46001002036051234567""",33.35,JL00000000000002,交易失败,户名与账号不符,8823002
3,某某,'12345678,¥1000,jl 00000000000003 ,处理中,,8823003
合计,3笔,,21033.35,,,,
制表：王某,,,,,,,
`

const READ = [
  {
    line: 4,
    reference: 'JL00000000000001',
    status: 'paid',
    said: '交易成功',
    reason: '',
    fen: 2_000_000n,
    serial: '8823001',
  },
  {
    line: 5,
    reference: 'JL00000000000002',
    status: 'rejected',
    said: '交易失败',
    reason: '户名与账号不符',
    fen: 33_35n,
    serial: '8823002',
  },
  {
    line: 6,
    reference: 'JL00000000000003',
    status: 'unknown',
    said: '处理中',
    reason: '',
    fen: 100_000n,
    serial: '8823003',
  },
]

describe('an answer of the bank', () => {
  test.each<[string, BlobPart]>([
    ['GB18030', Uint8Array.from(gb18030(CSV))],
    ['UTF-8', CSV],
    ['UTF-8 with a mark', `\uFEFF${CSV}`],
    [
      'UTF-16',
      Uint8Array.from([0xff, 0xfe, ...new Uint8Array(Uint16Array.from(CSV, (sign) => sign.charCodeAt(0)).buffer)]),
    ],
    ['lines that end as on Windows', CSV.replaceAll('\n', '\r\n')],
    [
      'bars between cells',
      CSV.replace('"20,000.00"', '20000.00')
        .replace('"=""46001002036051234567"""', '46001002036051234567')
        .replaceAll(',', '|'),
    ],
    ['tabs between cells', CSV.replace('"20,000.00"', '20000.00').replace('\t6222', '6222').replaceAll(',', '\t')],
  ])('is read in %s', async (_, parts) => expect(await rowsOf(fileOf(parts))).toEqual(READ))

  test('is read from a workbook, its sums to the fen and never as floats', async () => {
    const blob = await writeExcelFile([
      {
        sheet: '结果',
        data: [
          ['业务编号', '状态', '金额', '流水号'],
          ['JL00000000000001', '成功', 20_000, 8_823_001],
          ['JL00000000000002', '成功', 1_234_567_890.1, '8823002'],
          ['JL00000000000003', '成功', 0.29, '8823003'],
          ['JL00000000000004', '成功', 0.1 + 0.2, '8823004'],
          ['JL00000000000005', '成功', '1000.00', '8.8E+18'],
        ].map((row) => row.map((value) => ({ value }))),
      },
    ]).toBlob()
    const rows = await rowsOf(fileOf(blob, 'huipan.xlsx'))
    // The fourth has a hidden third decimal, and the last number was spoilt by a spreadsheet.
    expect(rows.map(({ fen }) => fen)).toEqual([2_000_000n, 123_456_789_010n, 29n, null, 100_000n])
    expect(rows.map(({ serial }) => serial)).toEqual(['8823001', '8823002', '8823003', '8823004', null])
  })

  test('has the digest of its bytes', async () => {
    const { digestHex, name } = await read(fileOf(CSV))
    expect(digestHex).toBe(createHash('sha256').update(CSV).digest('hex'))
    expect(name).toBe('huipan.csv')
  })

  test('our own file with one more column is read, in each format', async () => {
    const made2 = await bankFile([made(), made({ fen: 1n }, 2)], choice({ format: 'csv-gb18030' }))
    if (made2.is === 'refused') throw new Error('refused')
    const text = new TextDecoder('gb18030').decode(await made2.file.blob.arrayBuffer())
    const [head, ...lines] = text.trimEnd().split('\r\n')
    const answered = [`${head},处理结果`, ...lines.map((line) => `${line},成功`)].join('\r\n')
    const rows = await rowsOf(fileOf(Uint8Array.from(gb18030(answered))))
    expect(rows.map(({ reference, fen, status }) => [reference, fen, status])).toEqual([
      ['JL00000000000001', 2_000_000n, 'paid'],
      ['JL00000000000002', 1n, 'paid'],
    ])
  })

  test.each<[string, BlobPart, string, string]>([
    ['of more than five megabytes', new Uint8Array(5 * 1024 * 1024 + 1), 'x.csv', 'too-big'],
    ['that is a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13), 'x.png', 'unknown'],
    [
      'that is an old workbook',
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0),
      'x.xls',
      'unknown',
    ],
    ['that is a workbook cut short', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), 'x.xlsx', 'unknown'],
    ['with nothing in it', '', 'x.csv', 'empty'],
    ['with empty rows only', ',,,\n,,,\n', 'x.csv', 'empty'],
  ])('%s is not read, and says why', async (_, parts, name, why) =>
    expect(await readAnswers(fileOf(parts, name))).toEqual({ is: 'unread', why }),
  )
})

describe('which column says what', () => {
  const columnsOf = async (head: string) => guessColumns(await read(fileOf(`${head}\n1,2,3,4,5,6,7,8,9\n`))).columns

  test.each([
    ['业务编号,状态,金额,失败原因,流水号', [0, 1, 2, 3, 4]],
    ['客户流水号,银行流水号,交易金额,交易状态,返回信息', [0, 3, 2, 4, 1]],
    ['收款账号,户名,金额,附言,处理结果', [3, 4, 2, null, null]],
    ['序号,备注,用途,发生额,是否成功', [1, 4, 3, null, null]],
    ['付款金额,手续费金额,业务参考号,指令状态,错误描述,核心流水号', [2, 3, 0, 4, 5]],
  ])('%s', async (head, [reference, status, sum, reason, serial]) => {
    const columns = await columnsOf(head)
    expect(columns).toEqual({ reference, status, sum, reason, serial })
    expect(hasNeeded(columns)).toBe(true)
  })

  test('where the heads say nothing, the page asks', async () => {
    const { head, columns } = guessColumns(await read(fileOf('a,b,c\nJL00000000000001,成功,1.00\n')))
    expect(head).toBe(null)
    expect(hasNeeded(columns)).toBe(false)
  })

  test('a column that is chosen by hand is read', async () => {
    const answers = await read(fileOf('JL00000000000001,成功,1.00\n'))
    const rows = answerRows(answers, null, { reference: 0, status: 1, sum: 2, reason: null, serial: null })
    expect(rows).toEqual([
      { line: 1, reference: 'JL00000000000001', status: 'paid', said: '成功', reason: '', fen: 100n, serial: null },
    ])
  })
})

describe('the words of banks', () => {
  const statusOf = async (said: string) =>
    (await rowsOf(fileOf(`业务编号,状态,金额\nJL00000000000001,${said},1.00\n`)))[0]?.status

  test.each([
    ['成功', 'paid'],
    ['交易成功', 'paid'],
    ['已入账', 'paid'],
    ['是', 'paid'],
    ['失败', 'rejected'],
    ['交易不成功', 'rejected'],
    ['未成功', 'rejected'],
    ['退票', 'rejected'],
    ['否', 'rejected'],
    ['处理中', 'unknown'],
    ['待处理', 'unknown'],
    ['部分成功', 'unknown'],
    ['状态未知', 'unknown'],
    ['已受理', 'unknown'],
    ['退汇', 'bounced'],
    ['已冲正', 'bounced'],
    ['甲', null],
    ['00', null],
  ])('%s means %s', async (said, status) => expect(await statusOf(said)).toBe(status))

  test.each([
    ['户名不符', 'name-differs'],
    ['账号与户名不匹配', 'name-differs'],
    ['账户名称有误', 'name-differs'],
    ['收款人姓名错误', 'name-differs'],
    ['账号错误', 'account-wrong'],
    ['帐号不存在', 'account-wrong'],
    ['无此账户', 'account-wrong'],
    ['卡号有误', 'account-wrong'],
    ['账户已销户', 'account-closed'],
    ['该卡已注销', 'account-closed'],
    ['久悬户', 'account-closed'],
    ['账户状态限制', 'other'],
    ['', 'other'],
  ])('%s means %s', (words, cause) => expect(causeOf(words)).toBe(cause))
})
