import * as contract from '#contract/audit.ts'
import type { Database } from '#db/connect.ts'
import type { Serve } from '../http/serve.ts'
import { askForCheck } from './ask-check.ts'
import { asAuditor } from './as-auditor.ts'
import { readOverview } from './overview.ts'
import { readHeadOfCase, readTipCourse } from './read-course.ts'
import { readOneCheck, readOneHead, readVerificationOf } from './read-log.ts'
import { readFlaggedOpenings } from './read-openings.ts'
import { exportOneTrail, readOneTrail } from './read-trail.ts'
import { selectDesks, selectPeople } from './store-names.ts'

export type AuditDeps = { db: Database; now: () => Date }

/** The auditor's room. What it reads, it reads as a role of the database that can read nothing sealed and write nothing. */
export function mountAudit(serve: Serve, { db, now }: AuditDeps): void {
  const may = { may: 'audit' } as const
  serve(contract.readAuditOverview, may, () => readOverview(db, now()))
  serve(contract.readAuditNames, may, () =>
    asAuditor(db, async (tx) => ({ people: await selectPeople(tx), desks: await selectDesks(tx) })),
  )
  serve(contract.readTrail, may, ({ who, params }) => readOneTrail(db, who, params))
  serve(contract.exportTrail, may, ({ who, body }) => exportOneTrail(db, who, body))
  serve(contract.readCourse, may, ({ params }) => readTipCourse(db, params.tip))
  serve(contract.readCaseHead, may, ({ params }) => readHeadOfCase(db, params.case))
  serve(contract.readOpenings, may, ({ params }) => readFlaggedOpenings(db, params, now()))
  serve(contract.readVerification, may, () => readVerificationOf(db))
  serve(contract.readCheck, may, ({ params }) => readOneCheck(db, params.check))
  serve(contract.readHead, may, ({ params }) => readOneHead(db, params.size))
  serve(contract.askCheck, may, ({ who }) => askForCheck(db, who))
}
