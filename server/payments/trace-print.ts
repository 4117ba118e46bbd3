import { found } from '../http/refusal.ts'
import type { Who } from '../http/serve.ts'
import { record } from '../log/record.ts'
import type { PaymentsDeps } from './deps.ts'
import { selectRun } from './store-runs.ts'

/** Writes down that the file, a sheet or a receipt of a batch was printed or saved. */
export async function traceOfPrint({ db }: PaymentsDeps, who: Who, runId: string): Promise<Record<string, never>> {
  return db.transaction(async (tx) => {
    found(await selectRun(tx, runId), 'runNotFound')
    await record(tx, { did: 'print-payment', staff: who.staff })
    return {}
  })
}
