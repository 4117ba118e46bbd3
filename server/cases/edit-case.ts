import type { editCase } from '#contract/cases.ts'
import type { BodyOf } from '#contract/route.ts'
import type { Database } from '#db/connect.ts'
import { insist } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { insistColleagues } from './officers.ts'
import { workedCase } from './own-case.ts'
import { selectOfficers, updateHead } from './store.ts'

/** Changes the head of a case from the version that the officer saw. */
export async function edit(
  db: Database,
  who: Who,
  caseId: string,
  asked: BodyOf<typeof editCase>,
): Promise<{ version: number }> {
  return db.transaction(async (tx) => {
    const head = await workedCase(tx, who, caseId)
    insist(head.version === asked.version, 'changedMeanwhile')
    const already = (await selectOfficers(tx, [caseId])).map(({ id }) => id)
    const officers = await insistColleagues(tx, head.deskId, asked.officers, already)
    const { title, filedAs, level, category } = asked
    const version = head.version + 1
    await updateHead(tx, caseId, { title, filedAs, level, category, version }, officers)
    await record(tx, { did: 'edit-case', staff: who.staff, desk: head.deskId, case: caseId })
    return { version }
  })
}
