import JSZip from 'jszip'
import { describe, expect, test } from 'vitest'
import type { JournalSheet, PayoutRow } from '#contract/books.ts'
import type { ClaimDetails } from '#contract/money/claim.ts'
import { accountFaults } from '../../../../web/office/src/bank-files/account-faults.ts'
import { mandate, waiver } from '../../../../web/office/src/bank-files/papers/blank-forms.ts'
import { cashReceipt, type CashReceipt } from '../../../../web/office/src/bank-files/papers/cash-receipt.ts'
import { journalVoucher } from '../../../../web/office/src/bank-files/papers/journal-voucher.ts'
import { payoutTable } from '../../../../web/office/src/bank-files/papers/payout-table.ts'
import { payoutWorkbook } from '../../../../web/office/src/bank-files/papers/payout-workbook.ts'
import { runCover, type RunCover } from '../../../../web/office/src/bank-files/papers/run-cover.ts'
import { formDocx } from '../../../../web/office/src/rewards/forms/form-docx.ts'
import { COLUMNS, type FormModel } from '../../../../web/office/src/rewards/forms/form-model.ts'
import { paperSpeechIn } from './paper-speech.ts'

const zh = paperSpeechIn('zh')
const PERSON = { id: '0d9a7a52-3f52-4c27-8a4f-52b9c2c44f10', name: '许静' }
const said = { account: (account: string) => `科目${account}`, kind: (kind: string) => `事项${kind}` }

/** What a form says, row by row; cells are set apart by a bar. */
const saidBy = (form: FormModel): string[] => [
  form.title,
  ...form.above,
  ...(form.address === null ? [] : [form.address]),
  ...form.paragraphs,
  ...form.rows.map((cells) => cells.map(({ lines }) => lines.join(' ')).join(' | ')),
  ...form.after,
  ...form.closing,
  ...form.notes,
]

const cover: RunCover = {
  run: 'FK-2026-0003',
  on: '2026-11-05',
  count: 2,
  fen: 20_033_35n,
  contentDigestHex: 'c0'.repeat(32),
  file: {
    name: '代发_20261105_FK-2026-0003_2笔_20033.35.xlsx',
    digestHex: '0123456789abcdef'.repeat(4),
    profile: '通用格式',
  },
  cashier: '许静',
  checker: '邢若谷',
}
const receipt: CashReceipt = {
  receipt: '付-2026-11-0007',
  paidOn: '2026-11-05',
  payee: { is: 'reporter', number: '1234-5678' },
  isProxy: false,
  fen: 10_00n,
  award: 'JL-2026-0001',
  run: 'FK-2026-0003',
  cashier: '许静',
  checker: '邢若谷',
}
const sheet: JournalSheet = {
  journal: PERSON.id,
  number: '付-2026-11-0007',
  series: '付',
  day: '2026-11-05',
  kind: 'settle',
  fund: 'tips',
  year: 2026,
  fen: '2000000',
  award: { award: PERSON.id, number: 'JL-2026-0001' },
  by: PERSON,
  key: 'settle/1',
  at: '2026-11-05T02:00:00Z',
  postings: [
    { account: 'paying', fen: '2000000' },
    { account: 'quota', fen: '-2000000' },
  ],
  budget: null,
  payable: null,
  payment: { reference: 'JL00000000000001', run: PERSON.id, runNumber: 'FK-2026-0003' },
  madeBy: { ...PERSON, name: '编制人' },
  checkedBy: { ...PERSON, name: '邢若谷' },
}
const payout = (more: Partial<PayoutRow> = {}): PayoutRow => ({
  payment: PERSON.id,
  award: PERSON.id,
  awardNumber: 'JL-2026-0001',
  fund: 'tips',
  payee: '1234-5678',
  fen: '2000000',
  method: 'transfer',
  voucher: '付-2026-11-0007',
  paidOn: '2026-11-05',
  runNumber: 'FK-2026-0003',
  cashier: '许静',
  checker: '邢若谷',
  isBounced: false,
  ...more,
})
const payouts = {
  fund: null,
  from: '2026-11-01',
  to: '2026-11-30',
  run: null,
  rows: [
    payout(),
    payout({ payee: '8765-4321', fen: '100', method: 'voucher', isBounced: false }),
    payout({ fund: 'strikes', payee: '=吉大海', awardNumber: 'DJ-2026-0001', fen: '250050', isBounced: true }),
  ],
}
const blank = { reporter: '1234-5678', fen: 1_200_000n, until: '2027-01-31' }

describe('付款批次封面', () => {
  const all = saidBy(runCover(zh, cover))

  test('has batch, count, sum in both ways, and the digest of the file in groups to compare by eye', () => {
    expect(all).toContain('批次号：FK-2026-0003')
    expect(all).toContain('编制日期 | 2026年11月5日 | 笔数 | 2笔')
    expect(all).toContain('总额 | ¥20,033.35　人民币贰万零叁拾叁元叁角伍分')
    expect(all.find((row) => row.startsWith('文件摘要'))).toContain('0123 4567 89ab cdef 0123 4567 89ab cdef 0123')
  })

  test('is signed by cashier and checker, and says nothing of what the money is for', () => {
    expect(all.find((row) => row.startsWith('出纳'))).toMatch(/许静 签名：.*复核 \| 邢若谷 签名：/)
    expect(all.join()).not.toMatch(/举报|线索|毒|案|打击|JL-|DJ-/)
    expect(saidBy(runCover(zh, { ...cover, checker: null })).find((row) => row.startsWith('出纳'))).not.toContain(
      '邢若谷',
    )
  })
})

describe('领款单', () => {
  test('an anonymous payee is a number, and signs with it or a finger', () => {
    const all = saidBy(cashReceipt(zh, receipt))
    expect(all).toContain('凭证号：付-2026-11-0007')
    expect(all).toContain('领款人 | 编号 1234-5678（匿名）')
    expect(all).toContain('金额 | ¥10.00　人民币壹拾元整')
    expect(all).toContain('依据 | 奖励审批表 JL-2026-0001')
    expect(all.find((row) => row.startsWith('经办'))).toMatch(/许静 签名：.*邢若谷 签名：/)
    expect(all.find((row) => row.includes('如数领取'))).toContain('签名或指模')
    expect(all.join()).toContain('不出示身份证件')
  })

  test('a proxy signs as one, and the papers that were checked are named', () => {
    const all = saidBy(cashReceipt(zh, { ...receipt, isProxy: true })).join('\n')
    expect(all).toContain('代领人 | 上述款项已当面点清、代为如数领取。身份证已经核对，委托书附后。')
    expect(all).not.toContain('不出示身份证件')
  })

  test('somebody who took part is named', () => {
    const all = saidBy(cashReceipt(zh, { ...receipt, payee: { is: 'person', name: '吉大海' } }))
    expect(all).toContain('领款人 | 吉大海')
    expect(all.join()).not.toContain('匿名')
  })
})

describe('记账凭证', () => {
  test('has both sides with the same sum, its source, and who made and checked it', () => {
    const all = saidBy(journalVoucher(zh, sheet, said))
    expect(all[0]).toBe('付款凭证')
    expect(all).toContain('日期 | 2026年11月5日 | 资金 | 举报奖励资金（2026年度）')
    expect(all).toContain('事项settle | 科目paying | ¥20,000.00 | ')
    expect(all).toContain('事项settle | 科目quota |  | ¥20,000.00')
    expect(all).toContain('合计 | ¥20,000.00 | ¥20,000.00')
    expect(all).toContain('依据 | 奖励审批表 JL-2026-0001；付款批次 FK-2026-0003，业务编号 JL00000000000001')
    expect(all.find((row) => row.startsWith('制单'))).toMatch(/编制人 签名：.*邢若谷 签名：/)
    for (const field of ['附件', '记账', '会计主管', '出纳']) expect(all.join()).toContain(field)
  })

  test.each([
    ['收', '收款凭证'],
    ['付', '付款凭证'],
    ['记', '记账凭证'],
  ] as const)('of series %s it is a %s', (series, title) =>
    expect(journalVoucher(zh, { ...sheet, series }, said).title).toBe(title),
  )

  test('what a job entered was made by the system, and money of the treasury has its document', () => {
    const budget = { budget: PERSON.id, document: '三财预〔2026〕12号', documentOn: '2026-01-15' }
    const all = saidBy(
      journalVoucher(zh, { ...sheet, by: null, madeBy: null, award: null, payment: null, budget }, said),
    )
    expect(all.find((row) => row.startsWith('制单'))).toContain('系统自动')
    expect(all).toContain('依据 | 三财预〔2026〕12号（2026-01-15）')
    expect(saidBy(journalVoucher(zh, { ...sheet, award: null, payment: null }, said))).toContain('依据 | —')
  })
})

describe('奖励金发放表', () => {
  test('lists who was paid by number or name; what came back stands in it and does not count', () => {
    const all = saidBy(payoutTable(zh, payouts))
    expect(all[1]).toBe('举报奖励资金、打击奖励资金　2026年11月1日至2026年11月30日')
    expect(all).toContain('1 | 1234-5678 | JL-2026-0001 | ¥20,000.00 | 付-2026-11-0007 2026-11-05 | 转账')
    expect(all).toContain('3 | =吉大海 | DJ-2026-0001 | ¥2,500.50（已退汇，不计） | 付-2026-11-0007 2026-11-05 | 转账')
    expect(all).toContain('合计 | 2笔 ¥20,001.00　人民币贰万零壹元整')
    expect(all).toContain('本单据按工作秘密保存。')
  })

  test('of one day, one fund and one batch it says so; of nothing it says that too', () => {
    const all = saidBy(
      payoutTable(zh, { fund: 'strikes', from: '2026-11-05', to: '2026-11-05', run: 'FK-2026-0003', rows: [] }),
    )
    expect(all[1]).toBe('打击奖励资金　2026年11月5日　FK-2026-0003')
    expect(all).toContain('这段时间没有发放奖励金。')
    expect(all).toContain('合计 | 0笔 ¥0.00　人民币零元整')
  })

  test('as a workbook it has the same rows and sum, and no formula', async () => {
    const zip = await JSZip.loadAsync(await (await payoutWorkbook(zh, payouts)).arrayBuffer())
    const xml = (await zip.file('xl/worksheets/sheet1.xml')?.async('string')) ?? ''
    const strings = (await zip.file('xl/sharedStrings.xml')?.async('string')) ?? ''
    expect(xml).not.toMatch(/<f[ >/]/)
    expect([...xml.matchAll(/<v>(\d+\.\d+|20000|20001)<\/v>/g)].map(([, value]) => value)).toEqual([
      '20000',
      '2500.5',
      '20001',
    ])
    for (const text of [
      '奖励金发放表',
      '1234-5678',
      '&apos;=吉大海',
      '已退汇，不计入合计',
      '人民币贰万零壹元整',
      '2笔',
    ])
      expect(strings.replaceAll("'", '&apos;')).toContain(text)
  })
})

describe('blank forms', () => {
  test('放弃奖励声明书 names nobody, no award and no tip, and counts only once it is declared with the code', () => {
    const all = saidBy(waiver(zh, blank))
    expect(all[0]).toBe('放弃奖励声明书')
    expect(all).toContain('编号 1234-5678（匿名）')
    expect(all).toContain('金额 | ¥12,000.00　人民币壹万贰仟元整')
    expect(all.join()).toContain('登记放弃后生效')
    expect(all.join()).not.toMatch(/JL-|案件|毒/)
  })

  test('领取奖励授权委托书 leaves the proxy to be written in by hand, and says what to bring and until when', () => {
    const all = saidBy(mandate(zh, blank))
    expect(all).toContain('领取期限 | 2027年1月31日')
    expect(all).toContain('受托人姓名 |  | 联系电话 | ')
    expect(all.join()).toContain('受托人须出示本人身份证、领取凭证和本委托书')
    expect(all.join()).not.toMatch(/JL-|案件|毒/)
  })
})

const formsIn = (language: 'zh' | 'en'): FormModel[] => {
  const speech = paperSpeechIn(language)
  return [
    runCover(speech, cover),
    cashReceipt(speech, receipt),
    cashReceipt(speech, { ...receipt, isProxy: true }),
    journalVoucher(speech, sheet, said),
    payoutTable(speech, payouts),
    payoutTable(speech, { ...payouts, rows: [] }),
    waiver(speech, blank),
    mandate(speech, blank),
  ]
}

test('in every paper the columns of each row add up, in both languages', () => {
  for (const { rows } of [...formsIn('zh'), ...formsIn('en')])
    for (const cells of rows) expect(cells.reduce((sum, { span }) => sum + span, 0)).toBe(COLUMNS)
})

test('the list of rewards paid lies on its side, every other paper stands', async () => {
  for (const form of formsIn('zh')) {
    const zip = await JSZip.loadAsync(await (await formDocx(form, '2026-11-05T02:00:00Z')).arrayBuffer())
    const xml = (await zip.file('word/document.xml')?.async('string')) ?? ''
    const size = form.title === '奖励金发放表' ? 'w:w="16838" w:h="11906"' : 'w:w="11906" w:h="16838"'
    expect(xml).toContain(`<w:pgSz ${size}`)
  }
})

test('every paper holds all its words as .docx, in their order', async () => {
  for (const form of formsIn('zh')) {
    const zip = await JSZip.loadAsync(await (await formDocx(form, '2026-11-05T02:00:00Z')).arrayBuffer())
    const xml = (await zip.file('word/document.xml')?.async('string')) ?? ''
    const written = [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text)
    const lines = form.rows.flatMap((cells) => cells.flatMap((cell) => cell.lines))
    const address = form.address === null ? [] : [form.address]
    const all = [
      form.title,
      ...form.above,
      ...address,
      ...form.paragraphs,
      ...lines,
      ...form.after,
      ...form.closing,
      ...form.notes,
    ]
    expect(written.filter((text) => text !== '')).toEqual(all.filter((text) => text !== ''))
  }
})

describe('before somebody is paid', () => {
  const transfer: ClaimDetails = {
    method: 'transfer',
    name: '吴清源',
    bank: '中国工商银行三亚分行',
    account: '6205500000000000004',
    idNumber: null,
  }

  test.each<[string, Partial<Extract<ClaimDetails, { method: 'transfer' }>>, readonly string[]]>([
    ['nothing is said of what is in order', {}, []],
    ['a wrong check digit deserves a look', { account: '6205500000000000005' }, ['check-digit']],
    ['an account of a unit has none', { account: '46001002036051234567' }, []],
    ['a wrong identity number deserves a look', { idNumber: '110105194912310021' }, ['id-number']],
    ['a right one does not', { idNumber: '11010519491231002X' }, []],
    ['so do signs that banks refuse', { name: '=1+1' }, ['odd-text']],
    ['and in the bank', { bank: '工行&建行' }, ['odd-text']],
    ['what is no account cannot be paid to', { account: '1234' }, ['account']],
  ])('%s', (_, more, faults) => expect(accountFaults({ ...transfer, ...more })).toEqual(faults))

  test('a proxy has a right identity number', () => {
    expect(accountFaults({ method: 'proxy', name: '王某', idNumber: '110105194912310021' })).toEqual(['id-number'])
    expect(accountFaults({ method: 'proxy', name: '王某', idNumber: '11010519491231002X' })).toEqual([])
  })
})
