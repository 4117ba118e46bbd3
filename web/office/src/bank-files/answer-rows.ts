import type { Outcome, Rejection } from '#contract/money/chain.ts'
import { fenOf } from '../cases/decimal.ts'
import type { AnswerColumns } from './answer-columns.ts'
import type { AnswerFile, AnswerLine } from './answer-file.ts'

/** What the bank says of one line. `status` and `fen` are null where the words or figures cannot be read. */
export type AnswerRow = {
  /** Where it stands in the file, from 1. */
  line: number
  reference: string
  status: Outcome | null
  /** The bank's own word for it, to be shown. */
  said: string
  /** Why, in the bank's own words; they may hold a name and stay in the browser. */
  reason: string
  fen: bigint | null
  serial: string | null
}

/** The rows under the heads, without those that are a sum or say nothing. */
export function answerRows({ rows }: AnswerFile, head: number | null, columns: AnswerColumns): AnswerRow[] {
  return rows.slice(head === null ? 0 : head + 1).flatMap((row) => rowOf(row, columns))
}

/** A sum of all, or what stands below the table. */
const SUMMARY = /^(合计|总计|小计|总笔数|总金额|笔数|制表|打印)/

function rowOf({ line, cells }: AnswerLine, columns: AnswerColumns): AnswerRow[] {
  const at = (field: keyof AnswerColumns): string => cells[columns[field] ?? -1] ?? ''
  const reference = at('reference').replace(/\s/g, '').toUpperCase()
  const said = at('status')
  const isSummary = cells.some((cell) => SUMMARY.test(cell)) && !REFERENCE.test(reference)
  if (isSummary || (reference === '' && said === '')) return []
  const serial = at('serial')
  return [
    {
      line,
      reference: REFERENCE.exec(reference)?.[0] ?? reference,
      status: statusOf(said),
      said,
      reason: at('reason'),
      fen: sumOf(at('sum')),
      serial: SERIAL.test(serial) ? serial : null,
    },
  ]
}
/** Banks put words of their own around it. */
const REFERENCE = /(?<![A-Z\d])[A-Z]{2}\d{14}(?!\d)/
/** As `enterAnswers` takes it. A float of a spreadsheet is none. */
const SERIAL = /^[\w/-]{1,40}$/

function sumOf(written: string): bigint | null {
  const fen = fenOf(written.replace(/^(?:[¥￥]|CNY|RMB|人民币)|元$/g, '').replace(/(\.\d\d)0+$/, '$1'))
  return fen === null ? null : BigInt(fen)
}

/** The bank's words for what became of a payment. What is denied stands before what it denies: 不成功 is no 成功. */
const STATUSES: readonly (readonly [RegExp, Outcome])[] = [
  [/退汇|冲正|冲销/, 'bounced'],
  [/部分|处理中|待|未明|未知|不明|可疑|超时|^异常$|已受理|已提交|已发送|已接收|审批中|落地|在途|未处理/, 'unknown'],
  [/失败|不成功|未成功|未入账|拒绝|退票|退回|撤销|作废|^(否|n|no|f|fail|failed|rejected)$/i, 'rejected'],
  [/成功|已入账|已付|付讫|交易完成|^(是|y|yes|s|ok|success|paid)$/i, 'paid'],
]
const statusOf = (said: string): Outcome | null => STATUSES.find(([words]) => words.test(said))?.[1] ?? null

/** Why the bank did not pay, by its words; those about the name stand first, since they name the account too. */
const CAUSES: readonly (readonly [RegExp, Rejection])[] = [
  [/(户名|姓名|名称).*(不符|不一致|不匹配|有误|错|不正确)|(不符|不一致|不匹配).*(户名|姓名|名称)/, 'name-differs'],
  [/销户|注销|关户|已结清|久悬|睡眠|长期不动/, 'account-closed'],
  [
    /(账|帐|卡)(号|户).*(错|误|不存在|无效|不合法|不正确|不符)|无此(账|帐)|无此户|(查无|不存在).*(账|帐|户|卡)|卡号|校验位/,
    'account-wrong',
  ],
]
export const causeOf = (words: string): Rejection => CAUSES.find(([pattern]) => pattern.test(words))?.[1] ?? 'other'
