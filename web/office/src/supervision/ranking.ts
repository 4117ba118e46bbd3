import type { Happened, SupervisedGroup } from '#contract/supervision.ts'
import { shareOf } from './shares.ts'

/** The order in which desks are shown: what needs a look comes first. */

/** The least share in time first; of equal ones who has more that is late. Who had nothing to do comes last. */
export function byShare(groups: readonly SupervisedGroup[]): SupervisedGroup[] {
  const share = ({ stages }: Pick<Happened, 'stages'>): number => shareOf(stages.inTime, stages.ended) ?? 2
  const late = ({ stages }: Pick<Happened, 'stages'>): number => stages.ended - stages.inTime
  return groups.toSorted(
    (one, other) => share(one.during) - share(other.during) || late(other.during) - late(one.during),
  )
}

/** The most that is overdue first. */
export function byOverdue(groups: readonly SupervisedGroup[]): SupervisedGroup[] {
  return groups.toSorted((one, other) => overdueOf(other) - overdueOf(one))
}

/** All clocks of a desk that are overdue now, answers to tipsters among them. */
export const overdueOf = ({ now }: Pick<SupervisedGroup, 'now'>): number =>
  Object.values(now.overdue).reduce((sum, count) => sum + count, 0)

/** Desks that have nothing to do with tips have nothing in any column, and are left out. */
export function hasFigures({ during, before, now }: SupervisedGroup): boolean {
  const ofPeriod = [during, before].some(
    (each) =>
      each.received + each.finished + each.transfersIn + each.transfersOut + each.ordersIssued > 0 || hasEnded(each),
  )
  const { paused, ordersOpen } = now
  return ofPeriod || paused + ordersOpen > 0 || Object.values(now.open).some((count) => count > 0)
}

const hasEnded = ({ clocks }: SupervisedGroup['during']): boolean =>
  Object.values(clocks).some(({ ended }) => ended > 0)
