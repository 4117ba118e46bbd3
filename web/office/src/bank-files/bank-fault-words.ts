import { m } from '#words/messages.js'
import type { BankFault, BankNotice } from './bank-faults.ts'
import type { UnreadAnswers } from './answer-file.ts'

const fieldWords = { name: m.bankfile_field_name, bank: m.bankfile_field_bank }

/** Why no file was made, as a sentence that says what to do. */
export function bankFaultWords(fault: BankFault): string {
  switch (fault.is) {
    case 'empty':
      return m.bankfile_fault_empty()
    case 'too-many':
      return m.bankfile_fault_too_many({ count: fault.count, most: fault.most })
    case 'payer':
      return m.bankfile_fault_payer()
    case 'name':
    case 'bank':
      return m.bankfile_fault_text({ line: fault.line, field: fieldWords[fault.is](), most: fault.most })
    case 'account':
      return m.bankfile_fault_account({ line: fault.line })
    case 'sum':
      return m.bankfile_fault_sum({ line: fault.line })
    case 'reference':
      return m.bankfile_fault_reference({ line: fault.line })
    case 'twice':
      return m.bankfile_fault_twice({ line: fault.line, reference: fault.reference })
    case 'too-big':
      return m.bankfile_fault_too_big()
  }
}

/** What was written otherwise than it was claimed, or deserves a look. */
export function bankNoticeWords(notice: BankNotice): string {
  const { line } = notice
  if (notice.is === 'same-account') return m.bankfile_notice_same({ line, as: notice.as })
  const field = fieldWords[notice.field]()
  return notice.is === 'formula'
    ? m.bankfile_notice_formula({ line, field })
    : m.bankfile_notice_changed({ line, field })
}

export const unreadWords = (why: UnreadAnswers): string =>
  ({ 'too-big': m.answers_unread_big, unknown: m.answers_unread_unknown, empty: m.answers_unread_empty })[why]()
