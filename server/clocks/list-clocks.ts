import {
  CLOCK_PAGE_ROWS,
  LEVELS,
  type ClockRow,
  type countClocks,
  type Level,
  type listClocks,
} from '#contract/clocks.ts'
import type { ParamsOf, ReplyOf } from '#contract/route.ts'
import type { clocks } from '#db/schema/clocks.ts'
import type { Database } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import { insist } from '../http/refusal.ts'
import { mayAt, type Who } from '../http/serve.ts'
import { dayInSanya } from '../tips/day.ts'
import { tipNumber } from '../tips/number.ts'
import { personOf } from '../tips/person.ts'
import { countGroups, selectClocks, type Shown } from './store-list.ts'

/** A page of one group of a desk's running clocks. Refuses `invalidInput` for half a place to go on from. */
export async function listDeskClocks(
  db: Database,
  who: Who,
  asked: ParamsOf<typeof listClocks>,
): Promise<ReplyOf<typeof listClocks>> {
  const { afterDueOn, afterClock } = asked
  insist((afterDueOn === undefined) === (afterClock === undefined), 'invalidInput', { field: 'afterClock' })
  const after = afterDueOn === undefined || afterClock === undefined ? null : { dueOn: afterDueOn, clock: afterClock }
  const selected = await selectClocks(db, shownTo(who, asked), asked.group, after, CLOCK_PAGE_ROWS + 1)
  const rows: ClockRow[] = selected
    .slice(0, CLOCK_PAGE_ROWS)
    .map(({ run, left, levels, tip, state, assignee, wrap }) => ({
      ...runningOf(run, left, levels),
      ...state,
      tip: run.tipId,
      number: tipNumber(tip.receivedAt, tip.serial),
      category: tip.category,
      district: run.district,
      assignee: personOf(assignee),
      wrapB64: toB64(wrap),
    }))
  const last = rows.at(-1)
  const isMore = selected.length > CLOCK_PAGE_ROWS && last !== undefined
  return { rows, next: isMore ? { dueOn: last.dueOn, clock: last.clock } : null }
}

/** How many running clocks of a desk stand in each group, up to a cap. */
export async function countDeskClocks(
  db: Database,
  who: Who,
  asked: ParamsOf<typeof countClocks>,
): Promise<ReplyOf<typeof countClocks>> {
  const shown = shownTo(who, asked)
  return { today: shown.today, groups: await countGroups(db, shown) }
}

function shownTo(who: Who, asked: ParamsOf<typeof countClocks>): Shown {
  insist(mayAt(who, asked.desk, 'readTips'), 'notPermitted')
  return {
    deskId: asked.desk,
    today: dayInSanya(new Date()),
    kind: asked.kind,
    assigneeId: asked.assignee === undefined ? undefined : who.staff,
  }
}

/** A run that has not ended, as the contract shows it. */
export const runningOf = (run: typeof clocks.$inferSelect, left: number, levels: readonly Level[]) => ({
  clock: run.id,
  kind: run.kind,
  startedAt: run.startedAt.toISOString(),
  workingDays: run.workingDays,
  dueOn: run.dueOn,
  provisional: run.provisional,
  left,
  pausedOn: run.pausedOn,
  levels: inOrder(levels),
})

/** Levels in the order in which they come. */
export const inOrder = (levels: readonly Level[]): Level[] => LEVELS.filter((level) => levels.includes(level))
