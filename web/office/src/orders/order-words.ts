import type { OrderEntry, OrderStatus } from '#contract/clocks.ts'
import type { OrderRow, OrderTurn } from '#contract/orders.ts'
import { m } from '#words/messages.js'
import { answerLeft } from './answer-left.ts'

type Words<K extends string> = Readonly<Record<K, () => string>>

export const statusWords: Words<OrderStatus> = {
  issued: m.order_issued,
  answered: m.order_answered,
  returned: m.order_returned,
  accepted: m.order_accepted,
}

export const turnWords: Words<OrderTurn> = {
  desk: m.turn_desk,
  auditor: m.turn_auditor,
  done: m.turn_done,
}

export const entryWords: Words<OrderEntry> = {
  answer: m.entry_answer,
  return: m.entry_return,
  accept: m.entry_accept,
}

/** Until when an answer is owed, in words that need no colour; nothing when none is. */
export function answerLeftWords(row: Pick<OrderRow, 'left' | 'answerDueOn'>, today: string): string | null {
  const left = answerLeft(row, today)
  if (left === null) return null
  if (left.is === 'today') return m.order_due_today()
  if (left.is === 'ahead') return m.order_left({ days: left.days })
  return left.days === 0 ? m.order_late_none() : m.order_late({ days: left.days })
}
