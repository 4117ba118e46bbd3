import type { TipClocks } from '#contract/clocks.ts'
import type { Database } from '#db/connect.ts'
import { toB64 } from '../http/b64.ts'
import type { Who } from '../http/serve.ts'
import { dayInSanya } from '../tips/day.ts'
import { ownTip } from '../tips/own-tip.ts'
import { personOf } from '../tips/person.ts'
import { inOrder, runningOf } from './list-clocks.ts'
import { nextPauseSeq, selectOrders, selectPast, selectPauseMost, selectPauses, selectRunning } from './store.ts'

/** The clocks of a tip of ours, and which of them could be paused now. */
export async function clocksOf(db: Database, who: Who, tipId: string): Promise<TipClocks> {
  const { state } = await ownTip(db, who, tipId, 'readTips')
  const today = dayInSanya(new Date())
  const [running, past, pauses, orders, allowed, pauseSeq] = await Promise.all([
    selectRunning(db, tipId, today),
    selectPast(db, tipId),
    selectPauses(db, tipId),
    selectOrders(db, tipId),
    selectPauseMost(db, tipId),
    nextPauseSeq(db, tipId),
  ])
  const stoppable = running.find(({ run }) => run.kind !== 'answer' && run.pausedOn === null && run.dueOn >= today)
  const most = allowed.find(({ clock }) => clock === stoppable?.run.id)?.most ?? 0
  const mayPause = state.waitingFor === 'tipster' && most > 0
  return {
    today,
    running: running.map(({ run, desk, left, levels }) => ({ ...runningOf(run, left, levels), desk })),
    past: past.map(({ run, desk, levels }) => pastOf(run, desk, inOrder(levels))),
    pauses: pauses.map(pauseOf),
    orders,
    pausable: mayPause ? (stoppable?.run.id ?? null) : null,
    pauseMost: mayPause ? most : 0,
    nextPauseSeq: pauseSeq,
  }
}

type PastRun = Awaited<ReturnType<typeof selectPast>>[number]

function pastOf(run: PastRun['run'], desk: PastRun['desk'], levels: TipClocks['past'][number]['levels']) {
  if (run.endedAt === null || run.ended === null) throw new Error('A past run has ended')
  return {
    clock: run.id,
    kind: run.kind,
    desk,
    startedAt: run.startedAt.toISOString(),
    workingDays: run.workingDays,
    dueOn: run.dueOn,
    provisional: run.provisional,
    endedAt: run.endedAt.toISOString(),
    ended: run.ended,
    inTime: run.inTime,
    tookDays: run.tookDays,
    levels,
  }
}

function pauseOf({ pause, by, end, ender }: Awaited<ReturnType<typeof selectPauses>>[number]) {
  return {
    seq: pause.seq,
    clock: pause.clockId,
    by,
    at: pause.at.toISOString(),
    endsOn: pause.endsOn,
    reasonB64: toB64(pause.reason),
    ended: end === null ? null : { at: end.at.toISOString(), by: personOf(ender), why: end.why },
  }
}
