/** What people do and leave a trace of, by the kind of thing that it is. The only list; the trail of the auditor filters by it. */
const DEEDS_OF = {
  // 查看
  look: ['open-tip', 'read-file', 'search-tip', 'index-tip', 'open-case'],
  // 流转
  flow: ['take-tip', 'move-tip', 'undo-move', 'transfer-tip', 'answer-tip', 'set-work', 'write-note', 'relate-tips'],
  // 案件
  case: [
    'make-case',
    'edit-case',
    'enter-step',
    'write-narrative',
    'merge-case',
    'enter-outcome',
    'confirm-outcome',
    'link-tip',
    'unlink-tip',
  ],
  // 导出打印
  export: ['export-cases', 'print-case', 'export-trail', 'export-supervision'],
  // 人员
  people: ['invite', 'withdraw-invitation', 'join', 'hand-over-key', 'remove-member', 'stop-staff', 'let-in-staff'],
  // 登录
  entry: ['sign-in', 'sign-out', 'change-password'],
  // 设置
  settings: [
    'found-office',
    'set-desk-mail',
    'keep-canned-answer',
    'drop-canned-answer',
    'propose-deadlines',
    'approve-deadlines',
    'withdraw-deadlines',
    'enter-calendar',
    'verify-calendar',
    'mistype-calendar',
    'withdraw-calendar',
  ],
  // 时限
  clock: ['pause-clock', 'resume-clock', 'read-order', 'answer-order', 'return-order', 'accept-order'],
  // 奖励
  reward: [
    'propose-award',
    'review-award',
    'approve-award',
    'fund-award',
    'return-award',
    'withdraw-award',
    'read-award',
    'print-award',
    'save-rules',
    'drop-rules',
    'propose-rules',
    'approve-rules',
    'withdraw-rules',
    'export-rules',
  ],
  // 资金
  money: [
    'propose-budget',
    'confirm-budget',
    'withdraw-budget',
    'enter-claim',
    'open-claim',
    'report-claim',
    'try-voucher',
    'make-run',
    'check-run',
    'hand-run',
    'withdraw-run',
    'enter-answers',
    'print-payment',
    'propose-lapse',
    'confirm-lapse',
    'withdraw-lapse',
    'extend-claim',
    'freeze-payment',
    'release-payment',
    'close-month',
    'reconcile-books',
    'export-books',
    'review-alarm',
  ],
  // 审计
  audit: ['read-trail', 'ask-check'],
} as const

export type DeedGroup = keyof typeof DEEDS_OF
export type DeedName = (typeof DEEDS_OF)[DeedGroup][number]

export const DEED_GROUPS = Object.keys(DEEDS_OF) as readonly DeedGroup[]
export const DEEDS: readonly DeedName[] = Object.values(DEEDS_OF).flat()

/** What happens to funds, claims, payments and books. */
export const MONEY_DEEDS = DEEDS_OF.money

/** The deeds of a kind. */
export const deedsOf = (group: DeedGroup): readonly DeedName[] => DEEDS_OF[group]
