import type { BodyOf } from '#contract/route.ts'
import type { setWork, Work } from '#contract/triage.ts'
import type { Database } from '#db/connect.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { insistColleagues } from './colleagues.ts'
import { ownTip } from './own-tip.ts'
import type { TipHead } from './store.ts'
import { insertAssignment, updateWork } from './store-triage.ts'

/**
 * Assigns a tip, sets its priority and the day to look again. Refuses `changedMeanwhile` when it is not as the officer
 * saw it, and `notAColleague`. What is so already stays so: the same request again is harmless.
 */
export async function arrange(
  db: Database,
  who: Who,
  tipId: string,
  { seen, to }: BodyOf<typeof setWork>,
): Promise<Work> {
  return db.transaction(async (tx) => {
    const { state } = await ownTip(tx, who, tipId, 'workTips', true)
    const held = workOf(state)
    if (isSame(held, to)) return to
    insist(isSame(held, seen), 'changedMeanwhile')
    if (held.assignee !== to.assignee) {
      await insistColleagues(tx, state.deskId, to.assignee === null ? [] : [to.assignee])
      await insertAssignment(tx, { tipId, toStaff: to.assignee, staffId: who.staff, at: new Date() })
    }
    await updateWork(tx, tipId, to)
    await record(tx, { did: 'set-work', staff: who.staff, desk: state.deskId, tip: tipId })
    return to
  })
}

const workOf = ({ assigneeId, priority, followUpOn }: TipHead['state']): Work => ({
  assignee: assigneeId,
  priority,
  followUpOn,
})

const isSame = (one: Work, other: Work): boolean =>
  one.assignee === other.assignee && one.priority === other.priority && one.followUpOn === other.followUpOn
