import { expect, test } from 'vitest'
import { remindersDue, type Waiting } from '#server/rewards/reminders.ts'

const waiting = (more: Partial<Waiting>): Waiting => ({ fund: 'tips', ageDays: 0, left: 15, had: [], ...more })

test.for([
  ['nothing waits for long', waiting({ ageDays: 2, left: 4 }), []],
  ['a step waits for three working days', waiting({ ageDays: 3 }), ['waiting']],
  ['it was reminded of already', waiting({ ageDays: 9, had: ['waiting'] }), []],
  ['three working days are left', waiting({ left: 3 }), ['notify-soon']],
  ['it is the last day', waiting({ left: 0 }), ['notify-soon']],
  ['the day has passed, which says more than that it was near', waiting({ left: -1 }), ['notify-over']],
  ['the day has passed after it was said to be near', waiting({ left: -1, had: ['notify-soon'] }), ['notify-over']],
  ['everything was said', waiting({ ageDays: 30, left: -9, had: ['waiting', 'notify-over'] }), []],
  ['both come at once', waiting({ ageDays: 3, left: 2 }), ['waiting', 'notify-soon']],
  [
    'it is for those who took part, whom nobody tells by a day',
    waiting({ fund: 'strikes', ageDays: 3, left: -9 }),
    ['waiting'],
  ],
] as const)('reminders when %s', ([, award, due]) => {
  expect(remindersDue(award)).toEqual(due)
})
