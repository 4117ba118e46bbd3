import * as calendar from '#contract/calendar.ts'
import * as contract from '#contract/clocks.ts'
import * as deadlines from '#contract/deadlines.ts'
import type { Database } from '#db/connect.ts'
import type { Serve } from '../http/serve.ts'
import { clocksOf } from './clocks-of-tip.ts'
import { enter, verify, withdrawDraft } from './enter-calendar.ts'
import { countDeskClocks, listDeskClocks } from './list-clocks.ts'
import { pause } from './pause-clock.ts'
import { propose } from './propose-deadlines.ts'
import { calendarState } from './read-calendar.ts'
import { currentDeadlines } from './read-deadlines.ts'
import { resume } from './resume-clock.ts'
import { approve, withdrawProposal } from './settle-deadlines.ts'

/** The clocks of one's own desks. */
export function mountClocks(serve: Serve, { db }: { db: Database }): void {
  serve(contract.listClocks, { may: 'readTips' }, ({ who, params }) => listDeskClocks(db, who, params))
  serve(contract.countClocks, { may: 'readTips' }, ({ who, params }) => countDeskClocks(db, who, params))
  serve(contract.tipClocks, { may: 'readTips' }, ({ who, params }) => clocksOf(db, who, params.tip))
  serve(contract.pauseClock, { may: 'workTips' }, ({ who, params, body }) => pause(db, who, params.tip, body))
  serve(contract.resumeClock, { may: 'workTips' }, ({ who, params }) => resume(db, who, params))
}

/** What clocks go by: everybody of the staff reads it, two administrators change it. */
export function mountClockKeeping(serve: Serve, { db }: { db: Database }): void {
  serve(deadlines.readDeadlines, { may: 'staff' }, () => currentDeadlines(db))
  serve(deadlines.proposeDeadlines, { may: 'keepClocks' }, ({ who, body }) => propose(db, who, body))
  serve(deadlines.approveDeadlines, { may: 'keepClocks' }, ({ who, params }) => approve(db, who, params.seq))
  serve(deadlines.withdrawDeadlines, { may: 'keepClocks' }, ({ who, params }) => withdrawProposal(db, who, params.seq))
  serve(calendar.readCalendar, { may: 'staff' }, ({ who }) => calendarState(db, who))
  serve(calendar.enterCalendar, { may: 'keepClocks' }, ({ who, params, body }) => enter(db, who, params.year, body))
  serve(calendar.verifyCalendar, { may: 'keepClocks' }, ({ who, params, body }) => verify(db, who, params.year, body))
  serve(calendar.withdrawCalendar, { may: 'keepClocks' }, ({ who, params }) => withdrawDraft(db, who, params.year))
}
