import type { AnswerFile, AnswerLine } from './answer-file.ts'

/** What an answer says of a payment, a column each. Without the first three nothing can be matched. */
export const ANSWER_FIELDS = ['reference', 'status', 'sum', 'reason', 'serial'] as const
export type AnswerField = (typeof ANSWER_FIELDS)[number]
export const NEEDED_FIELDS = ['reference', 'status', 'sum'] as const satisfies readonly AnswerField[]

/** In which column each stands, from 0; null where none does. */
export type AnswerColumns = Readonly<Record<AnswerField, number | null>>

/** The words of heads, the surer before the others; a head is one that contains the word. */
const HEADS: Readonly<Record<AnswerField, readonly string[]>> = {
  reference: [
    '业务编号',
    '业务参考号',
    '客户流水号',
    '客户业务编号',
    '企业流水号',
    '商户流水',
    '参考号',
    '附言',
    '备注',
  ],
  status: [
    '交易状态',
    '处理状态',
    '处理结果',
    '交易结果',
    '付款状态',
    '支付状态',
    '入账状态',
    '指令状态',
    '状态',
    '结果',
    '成功标志',
    '是否成功',
  ],
  sum: ['交易金额', '实际金额', '成功金额', '付款金额', '入账金额', '发生额', '金额'],
  reason: [
    '失败原因',
    '错误原因',
    '退票原因',
    '退汇原因',
    '原因',
    '返回信息',
    '错误信息',
    '处理信息',
    '响应信息',
    '错误描述',
  ],
  serial: ['银行流水号', '交易流水号', '核心流水', '银行流水', '交易流水', '流水号', '凭证号', '交易序号'],
}

/** A guess where the heads stand, and what each says. `head` is the index among the rows, null where no row looks like heads. */
export function guessColumns({ rows }: AnswerFile): { head: number | null; columns: AnswerColumns } {
  const guesses = rows.slice(0, LOOK_AT).map((row) => columnsOf(row))
  const counts = guesses.map((columns) => NEEDED_FIELDS.filter((field) => columns[field] !== null).length)
  const most = Math.max(0, ...counts)
  const head = most < 2 ? -1 : counts.indexOf(most)
  return { head: head === -1 ? null : head, columns: guesses[head] ?? NO_COLUMNS }
}
/** Above the heads stand a title and who asked when. */
const LOOK_AT = 30
const NO_COLUMNS: AnswerColumns = { reference: null, status: null, sum: null, reason: null, serial: null }

function columnsOf({ cells }: AnswerLine): AnswerColumns {
  const heads = cells.map((cell) => cell.replace(/\s/g, ''))
  const taken = new Set<number>()
  const found = { ...NO_COLUMNS } as Record<AnswerField, number | null>
  for (const field of ANSWER_FIELDS) {
    const at = placeOf(heads, HEADS[field], taken)
    if (at !== -1) taken.add(at)
    found[field] = at === -1 ? null : at
  }
  return found
}

/** A head is short; what is longer is a sentence or a value. */
const LONGEST_HEAD = 14

function placeOf(heads: readonly string[], words: readonly string[], taken: ReadonlySet<number>): number {
  for (const word of words) {
    const at = heads.findIndex((head, place) => !taken.has(place) && head.length <= LONGEST_HEAD && head.includes(word))
    if (at !== -1) return at
  }
  return -1
}

export const hasNeeded = (columns: AnswerColumns): boolean => NEEDED_FIELDS.every((field) => columns[field] !== null)
