/** What stands in a column of a bank file. */
export type BankField =
  | 'line'
  | 'name'
  | 'account'
  | 'bank'
  | 'bank-code'
  | 'province'
  | 'city'
  | 'other-bank'
  | 'sum'
  | 'purpose'
  | 'reference'
  | 'phone'
  | 'blank'
  | 'payer-name'
  | 'payer-account'
  | 'payer-bank'
export type BankColumn = { title: string; of: BankField }

/**
 * The columns that a bank wants, as data. No two banks share a template and each changes its own, so a profile is a beginning: the page
 * says that its heads are to be compared with the bank's template of the day.
 */
export type Profile = {
  id: string
  zh: string
  en: string
  columns: readonly BankColumn[]
  /** Whether a row with count, sum and 大写 stands under the lines. Templates that are uploaded take it for a payment. */
  hasTotals: boolean
  /** At most so many lines and bytes a file, and characters a cell. */
  limits: { lines: number; bytes: number; name: number; bank: number }
}

const LIMITS = { lines: 5_000, bytes: 5 * 1024 * 1024, name: 60, bank: 60 }

export const PROFILES = [
  {
    // Everything that any bank asks for, to be copied into the bank's own template.
    id: 'all',
    zh: '通用格式',
    en: 'General',
    columns: [
      { title: '序号', of: 'line' },
      { title: '收款人户名', of: 'name' },
      { title: '收款人账号', of: 'account' },
      { title: '收款行名称', of: 'bank' },
      { title: '联行号', of: 'bank-code' },
      { title: '省', of: 'province' },
      { title: '市', of: 'city' },
      { title: '跨行标志', of: 'other-bank' },
      { title: '金额', of: 'sum' },
      { title: '用途', of: 'purpose' },
      { title: '业务编号', of: 'reference' },
      { title: '备注', of: 'blank' },
    ],
    hasTotals: true,
    limits: LIMITS,
  },
  {
    // As seen in a guide to 工商银行企业网银 批量支付.
    id: 'icbc',
    zh: '工商银行 批量支付',
    en: 'ICBC batch payment',
    columns: [
      { title: '付款账号开户行', of: 'payer-bank' },
      { title: '付款账号', of: 'payer-account' },
      { title: '付款账号名称', of: 'payer-name' },
      { title: '收款账号开户行', of: 'bank' },
      { title: '收款省份', of: 'province' },
      { title: '收款市名', of: 'city' },
      { title: '收款账号', of: 'account' },
      { title: '收款账号名称', of: 'name' },
      { title: '金额', of: 'sum' },
      { title: '汇款用途', of: 'purpose' },
      { title: '备注', of: 'reference' },
      { title: '短信通知手机', of: 'phone' },
    ],
    hasTotals: false,
    limits: LIMITS,
  },
  {
    // Like the table that 中国银行's macro takes.
    id: 'boc',
    zh: '中国银行 代发',
    en: 'Bank of China payout',
    columns: [
      { title: '收款人账号', of: 'account' },
      { title: '收款人名称', of: 'name' },
      { title: '收款人开户行', of: 'bank' },
      { title: '联行号', of: 'bank-code' },
      { title: '金额', of: 'sum' },
      { title: '用途', of: 'purpose' },
      { title: '附言', of: 'reference' },
    ],
    hasTotals: false,
    limits: LIMITS,
  },
  {
    // 交通银行 wants the first three; the fourth is ours, since without it no answer can be matched.
    id: 'bocom',
    zh: '交通银行 代发',
    en: 'Bank of Communications payout',
    columns: [
      { title: '收款人账号', of: 'account' },
      { title: '户名', of: 'name' },
      { title: '金额', of: 'sum' },
      { title: '附言', of: 'reference' },
    ],
    hasTotals: false,
    limits: LIMITS,
  },
] as const satisfies readonly Profile[]

/** Whether a profile says from which account is paid, in every line. */
export const needsPayer = ({ columns }: Profile): boolean => columns.some(({ of }) => of.startsWith('payer-'))

/** Whether it helps to know from which bank is paid. */
export const asksPayer = (profile: Profile): boolean =>
  needsPayer(profile) || profile.columns.some(({ of }) => of === 'other-bank')
