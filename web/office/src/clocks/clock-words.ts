import type { ClockEnd, ClockGroup, ClockKind, Level, PauseEnd } from '#contract/clocks.ts'
import { m } from '#words/messages.js'
import { leftOf, type Running } from './left.ts'

type Words<K extends string> = Readonly<Record<K, () => string>>

export const clockWords: Words<ClockKind> = {
  accept: m.clock_accept,
  verify: m.clock_verify,
  decide: m.clock_decide,
  close: m.clock_close,
  answer: m.clock_answer,
}

export const groupWords: Words<ClockGroup> = {
  overdue: m.clocks_overdue,
  today: m.clocks_today,
  soon: m.clocks_soon,
  rest: m.clocks_rest,
  paused: m.clocks_paused,
}

/** How far it has come when nobody did anything. */
export const levelWords: Words<Level> = {
  reminder: m.level_reminder,
  lead: m.level_lead,
  order: m.level_order,
}

export const pauseEndWords: Words<PauseEnd> = {
  answered: m.pause_end_answered,
  resumed: m.pause_end_resumed,
  limit: m.pause_end_limit,
  moved: m.pause_end_moved,
}

/** How a run ended, when that alone says it. */
export const clockEndWords: Words<Exclude<ClockEnd, 'done'>> = {
  transferred: m.clock_end_transferred,
  undone: m.clock_end_undone,
}

/** What is left of a run, in words that need no colour: 还有 3 个工作日, 超期 2 个工作日. */
export function leftWords(running: Running, today: string): string {
  const left = leftOf(running, today)
  if (left.is === 'paused') return m.left_paused({ days: left.days })
  if (left.is === 'today') return m.left_today()
  if (left.is === 'ahead') return m.left_ahead({ days: left.days })
  return left.days === 0 ? m.left_over_none() : m.left_over({ days: left.days })
}
