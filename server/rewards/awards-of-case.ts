import type { awardsOfCase } from '#contract/award-lists.ts'
import { WHOLE_SHARE } from '#contract/rewards/assessment.ts'
import type { ReplyOf } from '#contract/route.ts'
import { ownCase } from '../cases/own-case.ts'
import type { Who } from '../http/serve.ts'
import { briefOf } from './brief.ts'
import type { AwardsDeps } from './deps.ts'
import { selectOfCase, selectTakenOfCase } from './store.ts'

/** Nobody's award: what is taken of a case is then asked for without leaving one out. */
const NO_AWARD = '00000000-0000-0000-0000-000000000000'

/** The awards of a case of one of my desks. One that was merged has them where it went. */
export async function ofCase({ db }: AwardsDeps, who: Who, caseId: string): Promise<ReplyOf<typeof awardsOfCase>> {
  const head = await ownCase(db, who, caseId)
  const taken = await selectTakenOfCase(db, head.id, NO_AWARD)
  const rows = await selectOfCase(db, head.mergedInto ?? head.id)
  return { rows: rows.map(briefOf), shareLeft: Math.max(0, WHOLE_SHARE - taken.share) }
}
