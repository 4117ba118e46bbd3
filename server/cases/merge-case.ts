import type { Database } from '#db/connect.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { ownCase, workedCase } from './own-case.ts'
import { hasAwards, insertMerge, lockBoth } from './store.ts'

/**
 * Puts a case into another of the same desk. Neither may be merged already, unless into that very one. Everything that was
 * entered stays with the case in which it was entered, and shows in the other. A case with awards stays: they hang on its facts.
 */
export async function merge(db: Database, who: Who, caseId: string, into: string): Promise<Record<string, never>> {
  insist(caseId !== into, 'invalidInput', { field: 'into' })
  return db.transaction(async (tx) => {
    const [one, other] = [await ownCase(tx, who, caseId), await ownCase(tx, who, into)]
    insist(one.deskId === other.deskId, 'caseNotFound')
    await lockBoth(tx, [caseId, into])
    if ((await ownCase(tx, who, caseId)).mergedInto === into) return {}
    await workedCase(tx, who, caseId)
    await workedCase(tx, who, into)
    insist(!(await hasAwards(tx, caseId)), 'caseHasAwards')
    await insertMerge(tx, { caseId, intoCase: into, staffId: who.staff, at: new Date() })
    for (const each of [caseId, into])
      await record(tx, { did: 'merge-case', staff: who.staff, desk: one.deskId, case: each })
    return {}
  })
}
