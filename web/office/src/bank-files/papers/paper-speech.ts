import type words from '../../../messages/bank-files/zh.json'
import type { Speech } from '../../rewards/speech.ts'

/** In which language papers of payment speak, and with which words; given from outside, as for the forms of awards. */
export type PaperSpeech = {
  language: Speech['language']
  m: Readonly<Record<keyof typeof words, Speech['m'][keyof Speech['m']]>>
}

/** A day as documents have it, without zeros before: 2026年8月1日. Takes YYYY-MM-DD. */
export function paperDay({ m }: PaperSpeech, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return m.paper_day({ year, month: month.replace(/^0/, ''), date: date.replace(/^0/, '') })
}

/** A digest in groups of four, two lines of eight groups: to be compared by eye. */
export function digestLines(digestHex: string): string[] {
  const groups = digestHex.match(/.{1,4}/g) ?? []
  return [groups.slice(0, 8).join(' '), groups.slice(8).join(' ')].filter((line) => line !== '')
}
