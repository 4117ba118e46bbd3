import type { Award } from './store.ts'

/** What somebody is reminded of: a step that waits, and the day on which the reporter is to be told. */
export const REMINDERS = ['waiting', 'notify-soon', 'notify-over'] as const
export type Reminder = (typeof REMINDERS)[number]

/** Working days that a step may wait, and that are left to tell the reporter, before somebody is reminded. */
const WAITED_DAYS = 3
const LEFT_DAYS = 3

/** An award whose turn is somebody's: working days since its state began, and until the reporter is to be told. */
export type Waiting = Pick<Award, 'fund'> & { ageDays: number; left: number; had: readonly Reminder[] }

/**
 * What is to be reminded of today and was not yet, in this state of this version. A day that has passed says more than one that is
 * near; of those who took part nobody is told by a day.
 */
export function remindersDue({ fund, ageDays, left, had }: Waiting): Reminder[] {
  const isNear = fund === 'tips' && left >= 0 && left <= LEFT_DAYS
  const due: Record<Reminder, boolean> = {
    waiting: ageDays >= WAITED_DAYS,
    'notify-soon': isNear,
    'notify-over': fund === 'tips' && left < 0,
  }
  return REMINDERS.filter((reminder) => due[reminder] && !had.includes(reminder))
}
