import type { Behind, SupervisedTip } from '#contract/supervision.ts'
import { m } from '#words/messages.js'
import { stageWords } from '../words/labels.ts'
import { minuteOf } from '../words/times.ts'
import { NONE } from './shares.ts'
import { clockKindWords } from './supervision-words.ts'

/** What a list shows of each row after the number of the tip; each kind of list has its own columns. */
export type ListColumn = { name: string; of: (row: SupervisedTip) => string; isLate?: (row: SupervisedTip) => boolean }
export type DeskName = (desk: string | null) => string

export function columnsOf(behind: Behind, nameOf: DeskName): ListColumn[] {
  const desk: ListColumn = { name: m.sup_desk(), of: (row) => nameOf(row.desk) }
  if (behind === 'received' || behind === 'spam') return [desk, at(m.sup_list_arrived(), 'startedAt'), stage()]
  if (behind === 'finished') return [desk, at(m.sup_list_ended(), 'endedAt'), stage()]
  if (behind.startsWith('transfers')) return [from(nameOf), to(nameOf), at(m.sup_list_at(), 'endedAt'), stage()]
  if (behind.startsWith('orders')) return [order(), desk, kind(), ...ordered(), state(orderState)]
  return [desk, kind(), stage(), ...timed(behind), state(clockState)]
}

const stage = (): ListColumn => ({
  name: m.sup_list_stage(),
  of: (row) => (row.stage === null ? NONE : stageWords[row.stage]()),
})
const kind = (): ListColumn => ({
  name: m.sup_list_kind(),
  of: (row) => (row.kind === null ? NONE : clockKindWords[row.kind]()),
})
const order = (): ListColumn => ({ name: m.sup_list_order(), of: (row) => row.order ?? NONE })
const from = (nameOf: DeskName): ListColumn => ({ name: m.sup_list_from(), of: (row) => nameOf(row.desk) })
const to = (nameOf: DeskName): ListColumn => ({ name: m.sup_list_to(), of: (row) => nameOf(row.toDesk) })
const at = (name: string, moment: 'startedAt' | 'endedAt'): ListColumn => ({
  name,
  of: (row) => minuteText(row[moment]),
})
const due = (name: string): ListColumn => ({
  name,
  of: ({ dueOn, provisional }) =>
    dueOn === null ? NONE : provisional ? `${dueOn} ${m.sup_list_provisional()}` : dueOn,
})
const state = (words: (row: SupervisedTip) => string): ListColumn => ({
  name: m.sup_list_state(),
  of: words,
  isLate: (row) => row.isLate,
})

const ordered = (): ListColumn[] => [
  at(m.sup_list_issued(), 'startedAt'),
  due(m.sup_list_answer_due()),
  at(m.sup_list_answered(), 'endedAt'),
]
/** What runs has no end yet. */
function timed(behind: Behind): ListColumn[] {
  const [start, day] = [at(m.sup_list_started(), 'startedAt'), due(m.sup_list_due())]
  return behind === 'ended' || behind === 'late' ? [start, day, at(m.sup_list_ended(), 'endedAt')] : [start, day]
}

function clockState({ endedAt, isLate, isPaused }: SupervisedTip): string {
  if (endedAt !== null) return isLate ? m.sup_state_late() : m.sup_state_in_time()
  if (isPaused) return m.sup_state_paused()
  return isLate ? m.sup_state_overdue() : m.sup_state_running()
}

function orderState({ endedAt, isLate }: SupervisedTip): string {
  if (endedAt !== null) return isLate ? m.sup_state_order_late() : m.sup_state_in_time()
  return isLate ? m.sup_state_order_overdue() : m.sup_state_order_open()
}

const minuteText = (instant: string | null): string => (instant === null ? NONE : minuteOf(instant))
