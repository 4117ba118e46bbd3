import type { AwardContent } from '#contract/rewards/content.ts'
import type { Stepper } from '#contract/rewards/may-step.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { selectHands, type Award } from './store.ts'
import { hasHandled } from './store-records.ts'
import { permissionsAt, type Viewer } from './viewer.ts'

/** Somebody as one who would take a step of an award: what they may, did, and had to do with it. Who took part had. */
export async function stepperOf(
  db: Database | Transaction,
  viewer: Viewer,
  award: Award,
  content: AwardContent,
): Promise<Stepper> {
  const tookPart = content.fund === 'strikes' && content.participants.some(({ staff }) => staff === viewer.staff)
  const tips = content.fund === 'tips' ? [content.tip, ...content.joint] : [null]
  const handled = await Promise.all(tips.map((tip) => hasHandled(db, award.caseId, tip, viewer.staff)))
  return {
    permissions: permissionsAt(viewer, award.deskId),
    held: await selectHands(db, award.id, viewer.staff),
    hasHandled: tookPart || handled.includes(true),
  }
}
