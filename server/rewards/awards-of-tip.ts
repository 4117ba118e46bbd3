import type { awardsOfTip } from '#contract/award-lists.ts'
import type { ReplyOf } from '#contract/route.ts'
import type { Who } from '../http/serve.ts'
import { ownTip } from '../tips/own-tip.ts'
import { briefOf } from './brief.ts'
import type { AwardsDeps } from './deps.ts'
import { selectOfTip } from './store.ts'

/** The awards of a tip of one of my desks. */
export async function ofTip({ db }: AwardsDeps, who: Who, tipId: string): Promise<ReplyOf<typeof awardsOfTip>> {
  await ownTip(db, who, tipId, 'readTips')
  return { rows: (await selectOfTip(db, tipId)).map(briefOf) }
}
