import { m } from '#words/messages.js'
import type { Outcome, Rejection } from '#contract/money/chain.ts'
import type { AnswerField } from './answer-columns.ts'
import type { Match } from './match-answers.ts'

const outcomeWords: Readonly<Record<Outcome, () => string>> = {
  paid: m.answers_paid,
  rejected: m.answers_rejected,
  unknown: m.answers_unknown,
  bounced: m.answers_bounced,
}
const causeWords: Readonly<Record<Rejection, () => string>> = {
  'name-differs': m.answers_cause_name,
  'account-wrong': m.answers_cause_account,
  'account-closed': m.answers_cause_closed,
  other: m.answers_cause_other,
}

/** What will be done with a row, or why nothing is. */
export function matchWords(match: Match): string {
  switch (match.is) {
    case 'enter': {
      const { outcome, cause } = match.answer
      return cause === null
        ? outcomeWords[outcome]()
        : m.answers_for_cause({ outcome: outcomeWords[outcome](), cause: causeWords[cause]() })
    }
    case 'known':
      return m.answers_known()
    case 'repeated':
      return m.answers_repeated()
    case 'conflict':
      return m.answers_conflict()
    case 'wrong-sum':
      return m.answers_wrong_sum()
    case 'unread':
      return m.answers_unread()
    case 'not-waiting':
      return m.answers_not_waiting()
    case 'not-ours':
      return m.answers_not_ours()
    case 'missing':
      return m.answers_missing()
  }
}

/** Whether somebody has to ask the bank about it. */
export const isProblem = ({ is }: Match): boolean => !['enter', 'known', 'repeated'].includes(is)

export const columnWords: Readonly<Record<AnswerField, () => string>> = {
  reference: m.answers_column_reference,
  status: m.answers_column_status,
  sum: m.answers_column_sum,
  reason: m.answers_column_reason,
  serial: m.answers_column_serial,
}
