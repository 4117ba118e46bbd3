import type { ReportValues } from '#reporting/report-form.ts'
import type { SentTip } from '#reporting/send-tip.ts'
import type { Wrong } from '#reporting/wrong-in-form.ts'

/** What came of a filled form, whoever sealed it. */
export type Posted =
  | { is: 'sent'; code: string }
  | { is: 'wrong'; values: ReportValues; wrong: Wrong[]; filesGone: boolean }
  | { is: 'failed'; values: ReportValues; why: FailedWhy }
export type FailedWhy = 'offline' | 'refused' | 'closed' | 'tooLarge'

/** What a sender's answer means for the form. */
export function postedOf(sent: SentTip, values: ReportValues): Posted {
  if (sent.is === 'sent') return sent
  if (sent.is === 'tooLong')
    return { is: 'wrong', values, wrong: [{ field: 'what', why: 'tooLongTogether' }], filesGone: false }
  return { is: 'failed', values, why: sent.is === 'closed' ? 'closed' : 'refused' }
}
