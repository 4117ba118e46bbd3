import type { Channel } from '#contract/hotline.ts'
import { EMPTY_REPORT, type ReportValues } from '#reporting/report-form.ts'
import { wrongInReport, type Wrong } from '#reporting/wrong-in-form.ts'

/** What an operator has typed in so far. `language` is the one that the reporter wants answers in. */
export type Told = { channel: Channel | ''; language: 'zh' | 'en'; values: ReportValues }
export type WrongHere = Wrong | { field: 'channel'; why: 'channelMissing'; detail?: never }

export const nothingTold = (): Told => ({ channel: '', language: 'zh', values: { ...EMPTY_REPORT } })

/** Whether there is anything that somebody would miss. */
export function isTold({ values }: Told, files: readonly File[]): boolean {
  return files.length > 0 || Object.values(values).some((value) => typeof value === 'string' && value.trim() !== '')
}

/** The words as they are sealed: without spaces at their ends, which nobody meant. */
export function tidied({ channel, language, values }: Told): Told {
  const tidy = Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value])
  return { channel, language, values: Object.fromEntries(tidy) as ReportValues }
}

export function wrongInTold(told: Told, files: readonly File[]): WrongHere[] {
  const wrong = wrongInReport(told.values, files)
  return told.channel === '' ? [{ field: 'channel', why: 'channelMissing' }, ...wrong] : wrong
}

/** What is put aside while the keys are locked: a report being written, or a code that was not yet told. */
export type Aside =
  | { is: 'told'; told: Told; files: string[] }
  | { is: 'code'; code: string; channel: Channel; language: 'zh' | 'en'; until: number }

/** Reads what this page itself has sealed; null for nothing. */
export const readAside = (kept: string): Aside | null => (kept === '' ? null : (JSON.parse(kept) as Aside))
