import { minuteOf } from '../words/times.ts'

/** A cell: a text, a whole number, or a moment as Sanya's clock shows it. Weights and sums stay texts, to the last digit. */
export type ExportCell = string | number | { instant: string } | null
export type ExportTable = { name: string; head: string[]; rows: ExportCell[][] }

/** A moment as a text: the day alone where it is midnight. */
export function momentText(instant: string): string {
  const minute = minuteOf(instant)
  return minute.endsWith(' 00:00') ? minute.slice(0, 10) : minute
}
