import type { resumeClock } from '#contract/clocks.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { found } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { ownTip } from '../tips/own-tip.ts'
import { resumeRun } from './store.ts'

/** Ends a pause before the tipster does. Refuses `pauseEnded` when it has ended meanwhile, or never was. */
export async function resume(
  db: Database,
  who: Who,
  at: { tip: string; pause: number },
): Promise<ReplyOf<typeof resumeClock>> {
  return db.transaction(async (tx) => {
    const { state } = await ownTip(tx, who, at.tip, 'workTips', true)
    const resumed = await resumeRun(tx, { tipId: at.tip, seq: at.pause, staffId: who.staff, now: new Date() })
    await record(tx, { did: 'resume-clock', staff: who.staff, desk: state.deskId, tip: at.tip })
    return found(resumed, 'pauseEnded')
  })
}
