import type { Link } from '#contract/links.ts'
import type { Finding } from '#contract/rewards/assessment.ts'
import type words from '../../../messages/award-forms/zh.json'
import type { Speech } from '../speech.ts'

type FormWords = Readonly<Record<keyof typeof words, Speech['m'][keyof Speech['m']]>>

/** Speech with the words of forms, and with those that the pages of cases have already. */
export type FormSpeech = Speech & {
  m: FormWords
  said: {
    outcome: (facts: Omit<Finding, 'id'>) => string
    kind: (kind: Finding['kind']) => string
    link: (as: Link) => string
  }
}

/** A day as documents have it, without zeros before: 2026年8月1日. Takes YYYY-MM-DD. */
export function dayWords({ m }: FormSpeech, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return m.form_day({ year, month: month.replace(/^0/, ''), date: date.replace(/^0/, '') })
}
