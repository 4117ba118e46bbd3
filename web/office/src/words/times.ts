import { language } from './language.svelte.ts'

/** Sanya's clock, whatever the clock of the machine says. */
const ZONE = 'Asia/Shanghai'

/** Day and minute, for lists: 2026-11-23 14:05. */
export function minuteOf(instant: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' })
  return parts.format(new Date(instant))
}

/** The same without the year while it is this year's, for columns: 11-23 14:05. */
export function shortMinuteOf(instant: string, now = new Date()): string {
  const [minute, year] = [minuteOf(instant), minuteOf(now.toISOString()).slice(0, 4)]
  return minute.startsWith(`${year}-`) ? minute.slice(5) : minute.slice(2)
}

/** A day, spelled out. */
export function dayOf(instant: string): string {
  const locale = language.now === 'zh' ? 'zh-CN' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { timeZone: ZONE, dateStyle: 'long' }).format(new Date(instant))
}

/** 1.4 MB, 12 KB. */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** The hour of the day, two digits. */
export function hourOf(instant: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', hourCycle: 'h23' }).format(
    new Date(instant),
  )
}
