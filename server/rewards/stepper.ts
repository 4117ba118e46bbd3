import type { AwardContent } from '#contract/rewards/content.ts'
import type { Stepper } from '#contract/rewards/may-step.ts'
import type { Database, Transaction } from '#db/connect.ts'
import { selectHands, type Award } from './store.ts'
import { hasHandled } from './store-records.ts'
import { permissionsAt, type Viewer } from './viewer.ts'

/** Whether somebody worked on the tip, one of those sent jointly with it, or the case of an award. Who took part did. */
export async function hasHandledAward(
  db: Database | Transaction,
  award: Award,
  content: AwardContent,
  staffId: string,
): Promise<boolean> {
  const tookPart = content.fund === 'strikes' && content.participants.some(({ staff }) => staff === staffId)
  const tips = content.fund === 'tips' ? [content.tip, ...content.joint] : [null]
  const handled = await Promise.all(tips.map((tip) => hasHandled(db, award.caseId, tip, staffId)))
  return tookPart || handled.includes(true)
}

/** Whether somebody proposed, reviewed or approved an award, in any version. */
export async function hasDecided(db: Database | Transaction, awardId: string, staffId: string): Promise<boolean> {
  return (await selectHands(db, awardId, staffId)).some((held) => held !== 'fund')
}

/** Somebody as one who would take a step of an award: what they may, did, and had to do with it. */
export async function stepperOf(
  db: Database | Transaction,
  viewer: Viewer,
  award: Award,
  content: AwardContent,
): Promise<Stepper> {
  return {
    permissions: permissionsAt(viewer, award.deskId),
    held: await selectHands(db, award.id, viewer.staff),
    hasHandled: await hasHandledAward(db, award, content, viewer.staff),
  }
}
