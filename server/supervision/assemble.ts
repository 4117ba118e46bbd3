import { CLOCK_KINDS, type ClockKind } from '#contract/clocks.ts'
import { DISTRICTS } from '#contract/places.ts'
import type {
  EndedClocks,
  Figures,
  Grouping,
  Happened,
  Standing,
  Supervision,
  SupervisedGroup,
} from '#contract/supervision.ts'
import { BEFORE, FIRST_PART, type Bounds } from './bounds.ts'
import type { Counted, EndedRow, OpenOrders, StandingRow, TransferRow } from './store.ts'

/** What the statements gave, put together into figures. Pure. */

export type Counts = {
  desks: readonly { id: string; nameZh: string; nameEn: string }[]
  received: readonly Counted[]
  spam: readonly Counted[]
  finished: readonly Counted[]
  transfers: readonly TransferRow[]
  orders: readonly Counted[]
  lateAnswers: readonly Counted[]
  ended: readonly EndedRow[]
  standing: readonly StandingRow[]
  openOrders: readonly OpenOrders[]
}

/** Figures of every desk or district, in their order, those of all together, and the parts of the period. */
export function assembled(
  by: Grouping,
  counts: Counts,
  bounds: Bounds,
): Pick<Supervision, 'groups' | 'total' | 'parts'> {
  const keys: Omit<SupervisedGroup, keyof Figures>[] =
    by === 'desk'
      ? counts.desks.map(({ id, ...names }) => ({ key: id, ...names }))
      : DISTRICTS.map((key) => ({ key, nameZh: null, nameEn: null }))
  return {
    groups: keys.map((group) => ({ ...group, ...figuresOf(counts, group.key) })),
    total: figuresOf(counts, null),
    parts: bounds.parts.map((part, index) => ({
      ...part,
      received: sumOf(counts.received, (row) => row.stretch === FIRST_PART + index),
      finished: sumOf(counts.finished, (row) => row.stretch === FIRST_PART + index),
    })),
  }
}

/** Of one group, or of all with null. */
function figuresOf(counts: Counts, group: string | null): Figures {
  return { during: happened(counts, group, false), before: happened(counts, group, true), now: standing(counts, group) }
}

function happened(counts: Counts, group: string | null, isBefore: boolean): Happened {
  const isIn = (stretch: number): boolean => (isBefore ? stretch === BEFORE : stretch >= FIRST_PART)
  const count = (rows: readonly Counted[]): number => sumOf(rows, (row) => isIn(row.stretch) && isOf(group, row.group))
  const transfers = (end: 'from' | 'to'): number =>
    sumOf(counts.transfers, (row) => isIn(row.stretch) && isOf(group, row[end]))
  const clocks = byKind((kind) => endedOf(counts.ended, group, kind, isBefore))
  return {
    received: count(counts.received),
    spam: count(counts.spam),
    finished: count(counts.finished),
    transfersIn: transfers('to'),
    transfersOut: transfers('from'),
    ordersIssued: count(counts.orders),
    ordersLate: count(counts.lateAnswers),
    clocks,
    stages: stagesOf(clocks),
  }
}

function endedOf(rows: readonly EndedRow[], group: string | null, kind: ClockKind, isBefore: boolean): EndedClocks {
  const row = rows.find((each) => each.group === group && each.kind === kind && each.isBefore === isBefore)
  const { ended = 0, inTime = 0, medianDays = null, medianHours = null } = row ?? {}
  return { ended, inTime, medianDays, medianHours }
}

/** All stages together: how many, and how many in time. */
function stagesOf(clocks: Record<ClockKind, EndedClocks>): Happened['stages'] {
  const stages = CLOCK_KINDS.filter((kind) => kind !== 'answer').map((kind) => clocks[kind])
  return { ended: sum(stages.map(({ ended }) => ended)), inTime: sum(stages.map(({ inTime }) => inTime)) }
}

function standing(counts: Counts, group: string | null): Standing {
  const of = (what: 'open' | 'overdue') =>
    byKind((kind) =>
      sum(counts.standing.filter((row) => row.kind === kind && isOf(group, row.group)).map((row) => row[what])),
    )
  const mine = counts.openOrders.filter((row) => isOf(group, row.group))
  return {
    open: of('open'),
    overdue: of('overdue'),
    paused: sum(counts.standing.filter((row) => isOf(group, row.group)).map(({ paused }) => paused)),
    ordersOpen: sum(mine.map(({ open }) => open)),
    ordersOverdue: sum(mine.map(({ overdue }) => overdue)),
  }
}

const isOf = (group: string | null, of: string | null): boolean => group === null || group === of
const byKind = <T>(make: (kind: ClockKind) => T): Record<ClockKind, T> =>
  Object.fromEntries(CLOCK_KINDS.map((kind) => [kind, make(kind)])) as Record<ClockKind, T>
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
const sumOf = <T extends { count: number }>(rows: readonly T[], isWanted: (row: T) => boolean): number =>
  sum(rows.filter(isWanted).map(({ count }) => count))
