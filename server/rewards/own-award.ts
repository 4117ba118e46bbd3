import type { Database, Transaction } from '#db/connect.ts'
import { Refusal } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { selectAward, type Award } from './store.ts'
import { sightOf, viewerOf, type Sight, type Viewer } from './viewer.ts'

/** An award that somebody may see, and how. Everybody else is told that there is none. */
export async function ownAward(
  db: Database | Transaction,
  who: Who,
  awardId: string,
): Promise<{ award: Award; viewer: Viewer; sight: Sight }> {
  const viewer = await viewerOf(db, who)
  const award = await selectAward(db, awardId)
  const sight = award === null ? null : sightOf(viewer, award.deskId)
  if (award === null || sight === null) throw new Refusal('awardNotFound')
  return { award, viewer, sight }
}
