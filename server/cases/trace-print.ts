import type { Database } from '#db/connect.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import { ownCase } from './own-case.ts'

/** Writes down that a case sheet was printed. */
export async function traceOfPrint(db: Database, who: Who, caseId: string): Promise<Record<string, never>> {
  return db.transaction(async (tx) => {
    const head = await ownCase(tx, who, caseId)
    await record(tx, { did: 'print-case', staff: who.staff, desk: head.deskId, case: caseId })
    return {}
  })
}
