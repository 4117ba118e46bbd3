import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { AwardsDeps } from './deps.ts'
import { ownAward } from './own-award.ts'

/** Writes down that a form of an award was printed or saved. */
export async function traceOfPrint({ db }: AwardsDeps, who: Who, awardId: string): Promise<Record<string, never>> {
  return db.transaction(async (tx) => {
    const { award } = await ownAward(tx, who, awardId)
    const about = { desk: award.deskId, case: award.caseId, ...(award.tipId === null ? {} : { tip: award.tipId }) }
    await record(tx, { did: 'print-award', staff: who.staff, ...about })
    return {}
  })
}
