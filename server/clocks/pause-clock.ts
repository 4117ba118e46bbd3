import type { pauseClock } from '#contract/clocks.ts'
import { isAgeFile } from '#contract/envelope.ts'
import type { BodyOf, ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { fromB64 } from '../http/b64.ts'
import { found, insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { dayInSanya } from '../tips/day.ts'
import { ownTip } from '../tips/own-tip.ts'
import { nextPauseSeq, pauseRun, selectRun } from './store.ts'

/**
 * Stops a stage's clock while the tip waits for the tipster. Refuses `notWaiting`, `clockNotFound`, `clockPausedAlready`,
 * `clockOverdue`, `pauseUsedUp` when it has stood still for as long as it may, and `placeTaken`.
 */
export async function pause(
  db: Database,
  who: Who,
  tipId: string,
  asked: BodyOf<typeof pauseClock>,
): Promise<ReplyOf<typeof pauseClock>> {
  const reason = fromB64(asked.reasonB64)
  insist(isAgeFile(reason), 'notSealed')
  return db.transaction(async (tx) => {
    const { state } = await ownTip(tx, who, tipId, 'workTips', true)
    const at = new Date()
    const run = found(await selectRun(tx, tipId, asked.clock), 'clockNotFound')
    insist(run.kind !== 'answer', 'clockNotFound')
    insist(run.pausedOn === null, 'clockPausedAlready')
    insist(state.waitingFor === 'tipster', 'notWaiting')
    insist(run.dueOn >= dayInSanya(at), 'clockOverdue')
    insist(run.pauseMost > 0, 'pauseUsedUp')
    insist(asked.seq === (await nextPauseSeq(tx, tipId)), 'placeTaken')
    const endsOn = await pauseRun(tx, { tipId, seq: asked.seq, clockId: run.id, staffId: who.staff, at, reason })
    await record(tx, { did: 'pause-clock', staff: who.staff, desk: state.deskId, tip: tipId })
    return { endsOn }
  })
}
