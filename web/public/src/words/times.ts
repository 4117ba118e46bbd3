import type { Language } from '../frame/address.ts'

/** Sanya's own time, to the hour; the server says no more. */
export function hourWords(at: string, language: Language): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  }).format(new Date(at))
  const hour = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Shanghai',
    hour: 'numeric',
    hourCycle: 'h23',
  }).format(new Date(at))
  return language === 'zh' ? `${day} ${Number(hour)} 时` : `${day}, ${hour.padStart(2, '0')}:00`
}

const MEGA = 1024 * 1024
export const sizeWords = (bytes: number): string =>
  bytes < MEGA ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / MEGA).toFixed(1)} MB`

/** 4211 as 4,211, which both languages read. */
export const countWords = (count: number): string => count.toLocaleString('en')
