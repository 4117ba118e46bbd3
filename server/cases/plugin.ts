import * as contract from '#contract/cases.ts'
import type { Database } from '#db/connect.ts'
import type { Serve } from '../http/serve.ts'
import { confirm } from './confirm-outcome.ts'
import { edit } from './edit-case.ts'
import { enter } from './enter-outcome.ts'
import { enterTime } from './enter-step.ts'
import { exportDeskCases } from './export-cases.ts'
import { countDeskCases, listDeskCases } from './list-cases.ts'
import { link } from './link-tip.ts'
import { make } from './make-case.ts'
import { merge } from './merge-case.ts'
import { readCase } from './open-case.ts'
import { readAccount } from './read-narrative.ts'
import { traceOfPrint } from './trace-print.ts'
import { unlink } from './unlink-tip.ts'
import { writeAccount } from './write-narrative.ts'

export type CasesDeps = { db: Database }

/** The cases of one's own desks, and what they brought. */
export function mountCases(serve: Serve, { db }: CasesDeps): void {
  const may = { may: 'workCases' } as const
  serve(contract.listCases, may, ({ who, params: { desk, ...filters } }) => listDeskCases(db, who, desk, filters))
  serve(contract.countCases, may, ({ who, params }) => countDeskCases(db, who, params.desk))
  serve(contract.openCase, may, ({ who, params }) => readCase(db, who, params.case))
  serve(contract.makeCase, may, ({ who, params, body }) => make(db, who, params.desk, body))
  serve(contract.editCase, may, ({ who, params, body }) => edit(db, who, params.case, body))
  serve(contract.enterStep, may, ({ who, params, body }) => enterTime(db, who, params.case, body))
  serve(contract.writeNarrative, may, ({ who, params, body }) => writeAccount(db, who, params.case, body))
  serve(contract.readNarrative, may, ({ who, params }) => readAccount(db, who, params))
  serve(contract.linkTip, may, ({ who, params, body }) => link(db, who, params.case, body))
  serve(contract.unlinkTip, may, ({ who, params }) => unlink(db, who, params))
  serve(contract.mergeCase, may, ({ who, params, body }) => merge(db, who, params.case, body.into))
  serve(contract.enterOutcome, may, ({ who, params, body }) => enter(db, who, params.case, body))
  serve(contract.confirmOutcome, may, ({ who, params, body }) => confirm(db, who, params, body))
  serve(contract.exportCases, may, ({ who, params, body }) => exportDeskCases(db, who, params.desk, body))
  serve(contract.tracePrint, may, ({ who, params }) => traceOfPrint(db, who, params.case))
}
